"""All that planning needs of an event, read at once, so that a long solve holds no transaction open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from matchmaker.models import (
    Attendance,
    Event,
    ForbiddenPair,
    Match,
    MayMeet,
    MeetingSession,
    Need,
    Offer,
    Organisation,
    Participant,
    Place,
    Role,
    Slot,
    Wish,
    Workshop,
)
from matchmaker.models.of_event import rows_of_event


@dataclass(frozen=True)
class EventRows:
    """An event's rows by id, and the look-ups planning makes in them."""

    event: Event
    sessions: dict[int, MeetingSession]
    slots: dict[int, Slot]
    places: dict[int, Place]
    organisations: dict[int, Organisation]
    participants: dict[int, Participant]
    roles: dict[int, Role]
    may_meet: frozenset[tuple[int, int]]
    """Pairs of role ids: the seeker's, the provider's."""
    needs: dict[int, Need]
    offers: dict[int, Offer]
    wishes: tuple[Wish, ...]
    forbidden: tuple[ForbiddenPair, ...]
    matches: dict[int, Match]
    workshops: dict[int, Workshop]
    attendances: tuple[Attendance, ...]

    @cached_property
    def zone(self) -> ZoneInfo:
        """The event's time zone, in which its times are written."""
        return ZoneInfo(self.event.time_zone)

    @cached_property
    def people_of(self) -> dict[int, list[Participant]]:
        """The participants of each organisation, in order of code."""
        people: dict[int, list[Participant]] = defaultdict(list)
        for person in sorted(self.participants.values(), key=lambda p: p.code):
            people[person.organisation_id].append(person)
        return people

    @cached_property
    def workshops_of(self) -> dict[int, list[Workshop]]:
        """The workshops each participant attends, in order of time."""
        attended: dict[int, list[Workshop]] = defaultdict(list)
        for attendance in self.attendances:
            attended[attendance.participant_id].append(self.workshops[attendance.workshop_id])
        return {person: sorted(some, key=lambda w: w.starts_at) for person, some in attended.items()}

    @cached_property
    def meeting_people(self) -> list[Participant]:
        """The participants who may meet someone by their role, in order of code."""
        roles = {role for pair in self.may_meet for role in pair}
        return sorted((p for p in self.participants.values() if p.role_id in roles), key=lambda p: p.code)


def read_event(session: Session, event_id: int) -> EventRows:
    """The rows of an event.

    Raises:
        LookupError: there is no such event.
    """
    event = session.get(Event, event_id)
    if event is None:
        raise LookupError(f"there is no event {event_id}")

    workshops = rows_of_event(session, Workshop, event_id)
    attendances = session.exec(
        select(Attendance).where(col(Attendance.workshop_id).in_(workshops)).order_by(col(Attendance.id))
    )
    return EventRows(
        event=event,
        sessions=rows_of_event(session, MeetingSession, event_id),
        slots=rows_of_event(session, Slot, event_id),
        places=rows_of_event(session, Place, event_id),
        organisations=rows_of_event(session, Organisation, event_id),
        participants=rows_of_event(session, Participant, event_id),
        roles=rows_of_event(session, Role, event_id),
        may_meet=frozenset(
            (pair.seeker_id, pair.provider_id) for pair in rows_of_event(session, MayMeet, event_id).values()
        ),
        needs=rows_of_event(session, Need, event_id),
        offers=rows_of_event(session, Offer, event_id),
        wishes=tuple(rows_of_event(session, Wish, event_id).values()),
        forbidden=tuple(rows_of_event(session, ForbiddenPair, event_id).values()),
        matches=rows_of_event(session, Match, event_id),
        workshops=workshops,
        attendances=tuple(attendances),
    )
