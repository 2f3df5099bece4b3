"""For a problem without a plan, a smallest set of rules and facts that cannot be kept together.

A fact is known by a code of the checker and by whom it is about. QuickXplain (Junker 2004) finds a set of
facts that clash and of which none can be left out, with a number of questions to the solver that grows with
the size of the set rather than of the problem.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from scheduler.check import Code
from scheduler.clock import Clock
from scheduler.model import Model
from scheduler.neighbourhood import earlier, people_of
from scheduler.parts import Meeting, Person, Place, Presence
from scheduler.problem import Problem
from scheduler.result import Cause, Limits, ShouldStop
from scheduler.rules import RULES, enough_places
from scheduler.search import Effort, run

Fact = tuple[Code, str, str]
"""A rule, the noun of what it is about, and the id of that; a rule for everybody has neither."""


def clash(
    problem: Problem, *, limits: Limits | None = None, should_stop: ShouldStop | None = None
) -> tuple[Cause, ...]:
    """A set of rules that clash and of which none can be left out; empty when the problem has a plan.

    That a person is in one meeting at a time, and a meeting held once, is always understood. When the limit
    comes first the set still clashes, but may hold more than it needs.
    """
    clock = Clock(limits or Limits(), should_stop)
    causes = dict(_causes(problem))
    if not _clash(problem, causes, clock):
        return ()
    return tuple(causes[fact] for fact in _smallest(problem, [], list(causes), clock, grown=False))


def _smallest(
    problem: Problem, kept: list[Fact], facts: list[Fact], clock: Clock, *, grown: bool
) -> list[Fact]:
    """A smallest part of the facts that clashes with those kept; `grown`: some were just added to those."""
    if grown and _clash(problem, kept, clock):
        return []
    if len(facts) == 1:
        return facts
    first, second = facts[: len(facts) // 2], facts[len(facts) // 2 :]
    of_second = _smallest(problem, kept + first, second, clock, grown=True)
    of_first = _smallest(problem, kept + of_second, first, clock, grown=bool(of_second))
    return of_first + of_second


def _clash(problem: Problem, facts: Collection[Fact], clock: Clock) -> bool:
    """Whether it is proven that no plan keeps these facts together."""
    if clock.is_over():
        return False
    part = _under(problem, frozenset(facts))
    rules = [rule for rule in RULES if rule is not enough_places or (Code.PLACE_TWICE, "", "") in facts]
    return run(Model(part, rules), clock, Effort()).infeasible


def _under(problem: Problem, facts: frozenset[Fact]) -> Problem:
    """The problem in which only these facts hold."""
    always = frozenset(problem.slot_by_id)
    meetings = tuple(_meeting_under(problem, meeting, facts) for meeting in problem.meetings)
    part = replace(
        problem,
        people=tuple(_person_under(person, always, facts) for person in problem.people),
        places=tuple(_place_under(place, facts) for place in problem.places),
        meetings=meetings,
        forbidden=frozenset(pair for pair in problem.forbidden if (Code.FORBIDDEN_PAIR, *pair) in facts),
        required_hard=False,
        pairs_meet_once=problem.pairs_meet_once and (Code.PAIR_TWICE, "", "") in facts,
        fairness=problem.fairness if (Code.UNFAIR, "", "") in facts else None,
    )
    if part.fairness is not None:
        return part
    held = {meeting.id for meeting in meetings if meeting.fixed}
    held |= earlier(part, held)
    return replace(part, meetings=tuple(meeting for meeting in meetings if meeting.id in held))


def _meeting_under(problem: Problem, meeting: Meeting, facts: frozenset[Fact]) -> Meeting:
    name = meeting.id
    slot, place = (Code.WRONG_SLOT, "meeting", name) in facts, (Code.WRONG_PLACE, "meeting", name) in facts
    return replace(
        meeting,
        required=False,
        fixed=problem.must_be_held(meeting) and (Code.MISSING, "meeting", name) in facts,
        slot=meeting.slot if slot else None,
        slots=meeting.slots if slot else None,
        session=meeting.session if (Code.WRONG_SESSION, "meeting", name) in facts else None,
        place=meeting.place if place else None,
        places=meeting.places if place else None,
        after=meeting.after if (Code.TOO_EARLY, "meeting", name) in facts else (),
        skill=meeting.skill if (Code.HELPER, "meeting", name) in facts else None,
    )


def _person_under(person: Person, always: frozenset[str], facts: frozenset[Fact]) -> Person:
    name = person.id
    fit = (Code.PLACE_UNFIT, "person", name) in facts
    return replace(
        person,
        slots=person.slots if (Code.PERSON_AWAY, "person", name) in facts else always,
        presence=person.presence if fit else Presence.EITHER,
        guaranteed=0,
        greatest=person.greatest if (Code.TOO_MANY, "person", name) in facts else None,
        rest_after=person.rest_after if (Code.NO_REST, "person", name) in facts else None,
        home_place=person.home_place if (Code.NOT_HOME, "person", name) in facts else None,
        access_needs=person.access_needs if fit else frozenset(),
    )


def _place_under(place: Place, facts: frozenset[Fact]) -> Place:
    return replace(
        place,
        slots=place.slots if (Code.PLACE_CLOSED, "place", place.id) in facts else None,
        seats=place.seats if (Code.PLACE_UNFIT, "place", place.id) in facts else None,
    )


def _causes(problem: Problem) -> Iterator[tuple[Fact, Cause]]:
    """Every fact of the problem that can be in the way of a plan."""
    held = {meeting.id for meeting in problem.meetings if problem.must_be_held(meeting)}
    all_count = problem.fairness is not None
    wanted = set(problem.meeting_by_id) if all_count else held | earlier(problem, held)
    meetings = [meeting for meeting in problem.meetings if meeting.id in wanted]
    people = frozenset[str]().union(*(people_of(meeting) for meeting in meetings))
    for meeting in meetings:
        yield from _of_meeting(meeting, must=meeting.id in held)
    for person in problem.people:
        if person.id in people:
            yield from _of_person(problem, person)
    for place in problem.places:
        yield from _of_place(place)
    for pair in sorted(problem.forbidden):
        if people.issuperset(pair):
            sentence = f"{pair[0]!r} and {pair[1]!r} may not meet."
            yield _told((Code.FORBIDDEN_PAIR, *pair), sentence, people=pair)
    yield _told(
        (Code.PLACE_TWICE, "", ""), f"There are {len(problem.places)} places, for one meeting at a time each."
    )
    if problem.pairs_meet_once:
        yield _told((Code.PAIR_TWICE, "", ""), "Two people, and the same sides, meet at most once.")
    if problem.fairness is not None:
        sentence = f"The numbers of breaks of any two people are at most {problem.fairness} apart."
        yield _told((Code.UNFAIR, "", ""), sentence)


def _of_meeting(meeting: Meeting, *, must: bool) -> Iterator[tuple[Fact, Cause]]:
    name, people = meeting.id, tuple(chain.from_iterable(meeting.sides))
    places = meeting.place is not None or meeting.places is not None
    slots = [meeting.slot] if meeting.slot is not None else sorted(meeting.slots or ())
    stated = [
        (must, Code.MISSING, "must be held"),
        (
            meeting.slot is not None or meeting.slots is not None,
            Code.WRONG_SLOT,
            f"may be held only in {_listed(slots)}",
        ),
        (meeting.session is not None, Code.WRONG_SESSION, f"may be held only in session {meeting.session!r}"),
        (places, Code.WRONG_PLACE, f"may be held only at {_listed(_own_places(meeting))}"),
        (bool(meeting.after), Code.TOO_EARLY, f"comes after {_listed(meeting.after)}"),
        (meeting.skill is not None, Code.HELPER, f"needs a helper for {meeting.skill!r}"),
    ]
    for true, code, saying in stated:
        if true:
            yield _told((code, "meeting", name), f"Meeting {name!r} {saying}.", people=people, meeting=name)


def _of_person(problem: Problem, person: Person) -> Iterator[tuple[Fact, Cause]]:
    name = person.id
    away = [slot.id for slot in problem.slots if slot.id not in person.slots]
    stated = [
        (bool(away), Code.PERSON_AWAY, f"is not available in {_listed(away)}"),
        (person.greatest is not None, Code.TOO_MANY, f"may have {person.greatest} meetings at most"),
        (person.rest_after is not None, Code.NO_REST, f"rests after {person.rest_after} meetings in a row"),
        (person.home_place is not None, Code.NOT_HOME, f"meets others only at {person.home_place!r}"),
        (
            bool(person.access_needs) or person.presence is not Presence.EITHER,
            Code.PLACE_UNFIT,
            f"is {person.presence.value} and needs {_listed(sorted(person.access_needs))} of a place",
        ),
    ]
    for true, code, saying in stated:
        if true:
            yield _told((code, "person", name), f"{name!r} {saying}.", people=(name,))


def _of_place(place: Place) -> Iterator[tuple[Fact, Cause]]:
    if place.slots is not None:
        sentence = f"Place {place.id!r} is open only in {_listed(sorted(place.slots))}."
        yield _told((Code.PLACE_CLOSED, "place", place.id), sentence, place=place.id)
    if place.seats is not None:
        sentence = f"Place {place.id!r} seats {place.seats}."
        yield _told((Code.PLACE_UNFIT, "place", place.id), sentence, place=place.id)


def _own_places(meeting: Meeting) -> Sequence[str]:
    return [meeting.place] if meeting.place is not None else sorted(meeting.places or ())


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names) or "nothing"


def _told(
    fact: Fact,
    sentence: str,
    *,
    people: tuple[str, ...] = (),
    meeting: str | None = None,
    place: str | None = None,
) -> tuple[Fact, Cause]:
    return fact, Cause(code=fact[0].value, sentence=sentence, people=people, meeting=meeting, place=place)
