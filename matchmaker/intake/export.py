"""Takes an event out of the database as an ``Intake``, as it was or would have been brought in."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from matchmaker.intake.intake import (
    ForbiddenPairRow,
    Intake,
    MayMeetRow,
    NeedRow,
    OfferRow,
    ParticipantRow,
    PlaceRow,
    WishRow,
)
from matchmaker.models import (
    Attendance,
    Consent,
    Event,
    EventBase,
    ForbiddenPair,
    ForbiddenPairBase,
    MayMeet,
    MeetingSession,
    MeetingSessionBase,
    Need,
    NeedBase,
    Offer,
    OfferBase,
    Organisation,
    OrganisationBase,
    Participant,
    ParticipantBase,
    Place,
    PlaceBase,
    Purpose,
    Role,
    RoleBase,
    Room,
    RoomBase,
    Wish,
    WishBase,
    Workshop,
    WorkshopBase,
    stored_id,
)
from matchmaker.models.of_event import Row, rows_of_event

Base = TypeVar("Base", bound=SQLModel)


def export(session: Session, event: Event) -> Intake:
    """The event's rows with their references by code, each noun in the order in which it was stored."""
    return _Reader(session, event).read()


class _Reader:
    """Reads noun after noun, keeping the codes that later nouns refer to by id."""

    def __init__(self, session: Session, event: Event) -> None:
        self.session, self.event, self.event_id = session, event, stored_id(event)
        self.organisations: dict[int, str] = {stored_id(row): row.code for row in self._all(Organisation)}
        self.participants: dict[int, str] = {stored_id(row): row.code for row in self._all(Participant)}
        self.places = {stored_id(row): row.code for row in self._all(Place)}
        self.roles = {stored_id(row): row.code for row in self._all(Role)}
        self.rooms = {stored_id(row): row.name for row in self._all(Room)}

    def read(self) -> Intake:
        """The whole event."""
        return Intake(
            event=_base(EventBase, self.event),
            sessions=self._bases(MeetingSessionBase, MeetingSession),
            rooms=self._bases(RoomBase, Room),
            places=tuple(
                PlaceRow(_base(PlaceBase, row), self.rooms.get(row.room_id or 0)) for row in self._all(Place)
            ),
            roles=self._bases(RoleBase, Role),
            may_meet=tuple(
                MayMeetRow(self.roles[row.seeker_id], self.roles[row.provider_id])
                for row in self._all(MayMeet)
            ),
            organisations=self._bases(OrganisationBase, Organisation),
            participants=self._participants(),
            needs=tuple(NeedRow(_base(NeedBase, row), *self._carried_by(row)) for row in self._all(Need)),
            offers=tuple(OfferRow(_base(OfferBase, row), *self._carried_by(row)) for row in self._all(Offer)),
            wishes=tuple(
                WishRow(_base(WishBase, row), self.participants[row.author_id], self._side(row, "about"))
                for row in self._all(Wish)
            ),
            forbidden_pairs=tuple(
                ForbiddenPairRow(_base(ForbiddenPairBase, row), self._side(row, "a"), self._side(row, "b"))
                for row in self._all(ForbiddenPair)
            ),
            workshops=self._bases(WorkshopBase, Workshop),
        )

    def _participants(self) -> tuple[ParticipantRow, ...]:
        attended: dict[int, list[str]] = defaultdict(list)
        for attendance, workshop in self.session.exec(
            select(Attendance, Workshop)
            .join(Workshop, col(Workshop.id) == Attendance.workshop_id)
            .where(Workshop.event_id == self.event_id)
            .order_by(col(Attendance.id))
        ):
            attended[attendance.participant_id].append(workshop.code)
        consents: dict[int, dict[Purpose, bool]] = defaultdict(dict)
        for consent in self.session.exec(select(Consent).order_by(col(Consent.id))):
            consents[consent.participant_id][consent.purpose] = consent.given
        return tuple(
            ParticipantRow(
                _base(ParticipantBase, row),
                self.organisations[row.organisation_id],
                self.roles.get(row.role_id or 0),
                self.places.get(row.home_place_id or 0),
                tuple(attended[stored_id(row)]),
                consents[stored_id(row)],
            )
            for row in self._all(Participant)
        )

    def _carried_by(self, row: Need | Offer) -> tuple[str, str | None]:
        return self.organisations[row.organisation_id], self.participants.get(row.participant_id or 0)

    def _side(self, row: Wish | ForbiddenPair, name: str) -> str:
        """The code of the participant or the organisation that a side refers to."""
        participant_id: int | None = getattr(row, f"{name}_participant_id")
        organisation_id: int = getattr(row, f"{name}_organisation_id") or 0
        return (
            self.organisations[organisation_id]
            if participant_id is None
            else self.participants[participant_id]
        )

    def _bases(self, base: type[Base], table: type[Any]) -> tuple[Base, ...]:
        return tuple(_base(base, row) for row in self._all(table))

    def _all(self, table: type[Row]) -> list[Row]:
        return list(rows_of_event(self.session, table, self.event_id).values())


def _base(base: type[Base], row: SQLModel) -> Base:
    """The part of a stored row that came in, validated anew."""
    return base.model_validate({field: getattr(row, field) for field in base.model_fields})
