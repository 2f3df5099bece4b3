"""Writes an ``Intake`` into the database: the event with all its rows, and the slots cut from its sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, SQLModel

from matchmaker.intake.intake import Intake
from matchmaker.models import (
    Attendance,
    Consent,
    Event,
    ForbiddenPair,
    MayMeet,
    MeetingSession,
    Need,
    Offer,
    Organisation,
    Participant,
    Place,
    Role,
    Room,
    Slot,
    Wish,
    Workshop,
    stored_id,
)


def store(session: Session, intake: Intake) -> Event:
    """The stored event. It is written in the caller's transaction, which alone decides whether it stays."""
    now = datetime.now(UTC)
    event = Event(**intake.event.model_dump(), created_at=now)
    session.add(event)
    session.flush()
    writer = _Writer(session, stored_id(event), now)
    writer.write_places(intake)
    writer.write_roles(intake)
    writer.write_people(intake)
    writer.write_exchange(intake)
    return event


def _slots_of(run: MeetingSession) -> Iterator[Slot]:
    for position, (start, end) in enumerate(run.slot_times()):
        yield Slot(
            event_id=run.event_id, session_id=stored_id(run), position=position, starts_at=start, ends_at=end
        )


class _Writer:
    """Writes noun after noun, keeping the ids that later nouns refer to by code."""

    def __init__(self, session: Session, event_id: int, now: datetime) -> None:
        self.session, self.event_id, self.now = session, event_id, now
        self.organisations: dict[str, int] = {}
        self.participants: dict[str, int] = {}
        self.places: dict[str, int] = {}
        self.roles: dict[str, int] = {}
        self.workshops: dict[str, int] = {}

    def write_places(self, intake: Intake) -> None:
        """Sessions with their slots, rooms, places, workshops."""
        runs = [MeetingSession(event_id=self.event_id, **base.model_dump()) for base in intake.sessions]
        self._add(runs)
        self._add([slot for run in runs for slot in _slots_of(run)])
        rooms = [Room(event_id=self.event_id, **base.model_dump()) for base in intake.rooms]
        self._add(rooms)
        room_ids = {room.name: stored_id(room) for room in rooms}
        self.places = self._add_by_code(
            [
                Place(event_id=self.event_id, room_id=_id_of(room_ids, row.room), **row.base.model_dump())
                for row in intake.places
            ]
        )
        self.workshops = self._add_by_code(
            [Workshop(event_id=self.event_id, **base.model_dump()) for base in intake.workshops]
        )

    def write_roles(self, intake: Intake) -> None:
        """Roles and which may meet."""
        self.roles = self._add_by_code(
            [Role(event_id=self.event_id, **base.model_dump()) for base in intake.roles]
        )
        self._add(
            [
                MayMeet(
                    event_id=self.event_id,
                    seeker_id=self.roles[row.seeker],
                    provider_id=self.roles[row.provider],
                )
                for row in intake.may_meet
            ]
        )

    def write_people(self, intake: Intake) -> None:
        """Organisations and participants, with the workshops they attend and what they consented to."""
        self.organisations = self._add_by_code(
            [Organisation(event_id=self.event_id, **base.model_dump()) for base in intake.organisations]
        )
        self.participants = self._add_by_code(
            [
                Participant(
                    event_id=self.event_id,
                    organisation_id=self.organisations[row.organisation],
                    role_id=_id_of(self.roles, row.role),
                    home_place_id=_id_of(self.places, row.home_place),
                    **dict(row.base),
                )
                for row in intake.participants
            ]
        )
        for row in intake.participants:
            person = self.participants[row.base.code]
            self.session.add_all(
                Attendance(workshop_id=self.workshops[code], participant_id=person) for code in row.workshops
            )
            self.session.add_all(
                Consent(participant_id=person, purpose=purpose, given=given, decided_at=self.now)
                for purpose, given in row.consents.items()
            )
        self.session.flush()

    def write_exchange(self, intake: Intake) -> None:
        """Needs, offers, wishes, and pairs to keep apart."""
        for table, rows in ((Need, intake.needs), (Offer, intake.offers)):
            self._add(
                [
                    table(
                        event_id=self.event_id,
                        organisation_id=self.organisations[row.organisation],
                        participant_id=_id_of(self.participants, row.participant),
                        **row.base.model_dump(),
                    )
                    for row in rows
                ]
            )
        self._add(
            [
                Wish(
                    event_id=self.event_id,
                    author_id=self.participants[row.author],
                    **self._side("about", row.about),
                    **row.base.model_dump(),
                )
                for row in intake.wishes
            ]
        )
        self._add(
            [
                ForbiddenPair(
                    event_id=self.event_id,
                    **self._side("a", row.a),
                    **self._side("b", row.b),
                    **row.base.model_dump(),
                )
                for row in intake.forbidden_pairs
            ]
        )

    def _side(self, name: str, code: str) -> dict[str, Any]:
        """The key of a participant or an organisation, whichever has the code."""
        if code in self.participants:
            return {f"{name}_participant_id": self.participants[code]}
        return {f"{name}_organisation_id": self.organisations[code]}

    def _add(self, rows: Sequence[SQLModel]) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def _add_by_code(
        self, rows: Sequence[Place | Role | Organisation | Participant | Workshop]
    ) -> dict[str, int]:
        self._add(rows)
        return {row.code: stored_id(row) for row in rows}


def _id_of(ids: Mapping[str, int], code: str | None) -> int | None:
    return None if code is None else ids[code]
