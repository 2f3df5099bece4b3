"""An event as the scheduler's problem: codes for ids, minutes for times, matches for possible meetings."""

from __future__ import annotations

from datetime import UTC, datetime

from matchmaker.models import Participant, Place, Slot
from matchmaker.planning.access import answered_by_places
from matchmaker.planning.availability import slots_of_person, slots_of_place
from matchmaker.planning.candidates import Candidate, candidates, forbidden_people
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.guarantees import greatest_of, guaranteed_of
from scheduler import Meeting as PossibleMeeting
from scheduler import Person, Presence, Problem
from scheduler import Place as SchedulerPlace
from scheduler import Slot as SchedulerSlot


def build_problem(rows: EventRows) -> Problem:
    """The problem of an event: people and places by their codes, slots by local start and session."""
    chosen = candidates(rows)
    return Problem(
        slots=tuple(_slot(rows, slot) for slot in sorted(rows.slots.values(), key=lambda s: s.starts_at)),
        people=tuple(_person(rows, person) for person in _everyone(chosen)),
        places=tuple(_place(rows, place) for place in sorted(rows.places.values(), key=lambda p: p.code)),
        meetings=tuple(_meeting(rows, candidate) for candidate in chosen),
        forbidden=_known(forbidden_people(rows), {person.code for person in _everyone(chosen)}),
    )


def slot_id(rows: EventRows, slot: Slot) -> str:
    """A slot's name in the problem: its local start and its session's number, e.g. ``2021-11-18T14:00/2``."""
    return f"{slot.starts_at.astimezone(rows.zone):%Y-%m-%dT%H:%M}/{slot.session_id}"


def meeting_code(rows: EventRows, a_id: int, b_id: int) -> str:
    """The identity of the meeting of two organisations, in every version of the plan."""
    return f"{rows.organisations[a_id].code}.{rows.organisations[b_id].code}"


def _everyone(chosen: list[Candidate]) -> list[Participant]:
    people = {person.code: person for candidate in chosen for person in (*candidate.a, *candidate.b)}
    return [people[code] for code in sorted(people)]


def _slot(rows: EventRows, slot: Slot) -> SchedulerSlot:
    return SchedulerSlot(
        id=slot_id(rows, slot),
        session=rows.sessions[slot.session_id].name,
        start=minutes(rows, slot.starts_at),
        end=minutes(rows, slot.ends_at),
    )


def minutes(rows: EventRows, moment: datetime) -> int:
    """An instant as the problem counts it: minutes since the event's first day began in UTC."""
    origin = datetime(
        rows.event.starts_on.year, rows.event.starts_on.month, rows.event.starts_on.day, tzinfo=UTC
    )
    return int((moment - origin).total_seconds()) // 60


def _person(rows: EventRows, person: Participant) -> Person:
    home = rows.places.get(person.home_place_id or 0)
    return Person(
        id=person.code,
        slots=frozenset(slot_id(rows, rows.slots[slot]) for slot in slots_of_person(rows, person)),
        presence=Presence(person.presence.value),
        guaranteed=guaranteed_of(rows, person),
        greatest=greatest_of(rows, person),
        rest_after=rows.roles[person.role_id or 0].rest_after,
        home_place=home.code if home else None,
        access_needs=answered_by_places(rows, person),
    )


def _place(rows: EventRows, place: Place) -> SchedulerPlace:
    return SchedulerPlace(
        id=place.code,
        slots=frozenset(slot_id(rows, rows.slots[slot]) for slot in slots_of_place(rows, place)),
        seats=place.seats,
        equipment=frozenset(place.equipment),
        on_site=place.on_site,
        video=place.video,
    )


def _meeting(rows: EventRows, candidate: Candidate) -> PossibleMeeting:
    return PossibleMeeting(
        id=meeting_code(rows, candidate.match.a_id, candidate.match.b_id),
        sides=(tuple(p.code for p in candidate.a), tuple(p.code for p in candidate.b)),
        score=candidate.match.score,
        required=candidate.required,
    )


def _known(pairs: frozenset[tuple[str, str]], codes: set[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in pairs if codes.issuperset(pair))
