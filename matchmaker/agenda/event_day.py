"""The whole day as the organiser sees it: every meeting with both its sides, every slot and place, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from matchmaker.agenda.agenda import Agenda, agendas_from
from matchmaker.agenda.composition import location, person, reasons, video_url
from matchmaker.agenda.day_rows import DayRows, read_day
from matchmaker.agenda.entry import Location, Person
from matchmaker.agenda.event_facts import EventFacts, Version, event_facts, version
from matchmaker.models import Meeting, MeetingPerson, Plan, Slot, stored_id
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.unplaced import unplaced_of


@dataclass(frozen=True)
class SlotTime:
    """A slot in the event's zone, and the name of its session."""

    id: int
    session: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class PlannedMeeting:
    """Who meets whom, when and where; ``a`` is the seeker's side, ``b`` the provider's."""

    code: str
    slot: SlotTime
    location: Location
    video_url: str | None
    a: tuple[Person, ...]
    b: tuple[Person, ...]
    score: int
    reasons: tuple[str, ...]
    pinned: bool


@dataclass(frozen=True)
class UnplacedPair:
    """``a`` asked to meet ``b`` and doesn't; the score is unknown where the two may not meet at all.

    ``reason`` is a sentence in the language that was in force when the day was read.
    """

    a: Person
    b: Person
    score: int | None
    reason: str


@dataclass(frozen=True)
class EventDay:
    """Slots in time order, places and meetings in the organiser's order, agendas in print order."""

    event: EventFacts
    version: Version
    slots: tuple[SlotTime, ...]
    places: tuple[Location, ...]
    meetings: tuple[PlannedMeeting, ...]
    unplaced: tuple[UnplacedPair, ...]
    agendas: tuple[Agenda, ...]

    def slots_by_day(self) -> list[list[SlotTime]]:
        """The slots of each day, in the event's zone."""
        return [list(slots) for _, slots in groupby(self.slots, key=lambda slot: slot.start.date())]


def event_day(session: Session, plan: Plan) -> EventDay:
    """Everything the exports of ``plan`` hold."""
    rows = read_day(session, plan)
    slots = {slot_id: _slot_time(rows, slot) for slot_id, slot in rows.slots.items()}
    meetings = (_planned_meeting(rows, meeting, slots) for meeting in rows.meetings.values())
    return EventDay(
        event=event_facts(rows),
        version=version(rows),
        slots=tuple(sorted(slots.values(), key=lambda slot: (slot.start, slot.id))),
        places=tuple(location(rows, place) for _, place in sorted(rows.places.items())),
        meetings=tuple(sorted(meetings, key=lambda m: (m.slot.start, m.location.code))),
        unplaced=_unplaced(session, rows),
        agendas=tuple(agendas_from(rows)),
    )


def _slot_time(rows: DayRows, slot: Slot) -> SlotTime:
    return SlotTime(
        id=stored_id(slot),
        session=rows.sessions[slot.session_id].name,
        start=slot.starts_at.astimezone(rows.zone),
        end=slot.ends_at.astimezone(rows.zone),
    )


def _planned_meeting(rows: DayRows, meeting: Meeting, slots: dict[int, SlotTime]) -> PlannedMeeting:
    match = rows.matches[meeting.match_id]
    people = rows.people_of_meeting[stored_id(meeting)]
    return PlannedMeeting(
        code=meeting.code,
        slot=slots[meeting.slot_id],
        location=location(rows, rows.places[meeting.place_id]),
        video_url=video_url(rows, meeting),
        a=_side(rows, people, 0),
        b=_side(rows, people, 1),
        score=match.score,
        reasons=reasons(match),
        pinned=meeting.pinned,
    )


def _side(rows: DayRows, people: list[MeetingPerson], side: int) -> tuple[Person, ...]:
    return tuple(person(rows, p.participant_id, contact=False) for p in people if p.side == side)


def _unplaced(session: Session, rows: DayRows) -> tuple[UnplacedPair, ...]:
    """The pairs left out, the best-fitting first."""
    event_rows = read_event(session, rows.plan.event_id)
    pairs = (
        UnplacedPair(
            a=person(rows, stored_id(missing.a), contact=False),
            b=person(rows, stored_id(missing.b), contact=False),
            score=missing.match.score if missing.match else None,
            reason=missing.finding.sentence(event_rows),
        )
        for missing in unplaced_of(session, event_rows, rows.plan)
    )
    return tuple(sorted(pairs, key=lambda pair: (-(pair.score or 0), pair.a.code, pair.b.code)))
