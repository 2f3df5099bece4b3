"""What a workbook or a form brought in: validated bases, and the codes by which they refer to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from matchmaker.intake.complaints import Complaint
from matchmaker.language import translate as _
from matchmaker.models import (
    EventBase,
    ForbiddenPairBase,
    MeetingSessionBase,
    NeedBase,
    OfferBase,
    OrganisationBase,
    ParticipantBase,
    PlaceBase,
    Purpose,
    RoleBase,
    RoomBase,
    WishBase,
    WorkshopBase,
)


@dataclass(frozen=True)
class PlaceRow:
    """A place, and the name of the room it stands in."""

    base: PlaceBase
    room: str | None = None


@dataclass(frozen=True)
class MayMeetRow:
    """Two role codes: who looks for what whom brings."""

    seeker: str
    provider: str


@dataclass(frozen=True)
class ParticipantRow:
    """A participant with the codes of organisation, role (None: no meetings), home place and workshops."""

    base: ParticipantBase
    organisation: str
    role: str | None = None
    home_place: str | None = None
    workshops: tuple[str, ...] = ()
    consents: Mapping[Purpose, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class NeedRow:
    """A need, its organisation's code, and the code of who carries it."""

    base: NeedBase
    organisation: str
    participant: str | None = None


@dataclass(frozen=True)
class OfferRow:
    """An offer, its organisation's code, and the code of who carries it."""

    base: OfferBase
    organisation: str
    participant: str | None = None


@dataclass(frozen=True)
class WishRow:
    """A wish of a participant about a participant or an organisation, by code."""

    base: WishBase
    author: str
    about: str


@dataclass(frozen=True)
class ForbiddenPairRow:
    """Two participants or organisations, by code, who are kept apart."""

    base: ForbiddenPairBase
    a: str
    b: str


@dataclass(frozen=True)
class Intake:
    """A whole event as it came in, every reference known to lead somewhere.

    ``notices`` say what was restored or left aside without being wrong.
    """

    event: EventBase
    sessions: tuple[MeetingSessionBase, ...] = ()
    rooms: tuple[RoomBase, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    roles: tuple[RoleBase, ...] = ()
    may_meet: tuple[MayMeetRow, ...] = ()
    organisations: tuple[OrganisationBase, ...] = ()
    participants: tuple[ParticipantRow, ...] = ()
    needs: tuple[NeedRow, ...] = ()
    offers: tuple[OfferRow, ...] = ()
    wishes: tuple[WishRow, ...] = ()
    forbidden_pairs: tuple[ForbiddenPairRow, ...] = ()
    workshops: tuple[WorkshopBase, ...] = ()
    notices: tuple[Complaint, ...] = ()

    def summary(self) -> str:
        """What was read, in a line a noun, with the notices after it."""
        counts = (
            (_("structures"), self.organisations),
            (_("participant·es"), self.participants),
            (_("besoins"), self.needs),
            (_("offres"), self.offers),
            (_("souhaits"), self.wishes),
            (_("ateliers"), self.workshops),
            (_("plages de rendez-vous"), self.sessions),
            (_("lieux"), self.places),
        )
        told = ", ".join(f"{noun} ({len(rows)})" for noun, rows in counts if rows)
        lines = [_("« {name} » : rien à corriger. {told}.", name=self.event.name, told=told)]
        lines += [f"  • {_located(notice)}" for notice in self.notices]
        return "\n".join(lines)


def _located(notice: Complaint) -> str:
    place = ", ".join(part for part in (notice.sheet, notice.place()) if part)
    return _("{place} : {sentence}", place=place, sentence=notice.sentence)
