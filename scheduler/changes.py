"""What happens to a day that is already planned: the changes that `scheduler.replan` repairs a plan for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from scheduler.errors import ProblemError
from scheduler.parts import Meeting, Person, Place
from scheduler.problem import Problem
from scheduler.solution import Placement, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A person leaves, or does not come: not available in slots that end after a time (minutes)."""

    person: str
    start: int | None = None
    """None: from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A person arrives late: not available in slots that start before a time (minutes)."""

    person: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """Another person takes over all meetings of a person that are still to come.

    A person the problem does not know yet gets the availability and traits of the one who is replaced.
    """

    person: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLost:
    """A place cannot be used in slots that end after a time (minutes)."""

    place: str
    start: int | None = None
    """None: from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotLost:
    """No meeting can be held in a slot."""

    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A new possible meeting."""

    meeting: Meeting


Change = Absent | Late | Replaced | PlaceLost | SlotLost | Wanted


def changed_problem(
    problem: Problem, changes: Sequence[Change], past: Sequence[Placement], future: Collection[str]
) -> Problem:
    """The problem after the changes, in which what is past is fixed as it was.

    Args:
        problem: what was planned.
        changes: what happened; they touch only the future.
        past: the meetings that are past or running.
        future: the slots in which meetings can still be moved.

    Raises:
        ProblemError: a change names something that does not exist.
    """
    done = {held.meeting: held for held in past}
    for change in changes:
        problem = _change(problem, change, done, future)
    if len(future) == len(problem.slots):
        return problem
    meetings = [
        _as_it_was(meeting, done[meeting.id]) if meeting.id in done else _still_to_come(meeting, future)
        for meeting in problem.meetings
    ]
    possible = [meeting for meeting in meetings if meeting is not None]
    if problem.pairs_meet_once:
        met = {_sides(problem.meeting_by_id[name]) for name in done}
        possible = [each for each in possible if each.id in done or _sides(each) not in met]
    return replace(
        problem,
        meetings=_with_earlier(possible),
        people=_who_was_there(problem, past),
        places=_where_it_was(problem, past),
    )


def taken_over(plan: Solution, changes: Iterable[Change], past: Collection[str]) -> Solution:
    """The plan in which those who replace others hold their meetings, but for what is past."""
    placements = plan.placements
    for change in changes:
        if isinstance(change, Replaced):
            placements = tuple(
                held
                if held.meeting in past
                else replace(held, people=_swapped(held.people, change.person, change.by))
                for held in placements
            )
    return Solution(placements)


def _change(problem: Problem, change: Change, done: Collection[str], future: Collection[str]) -> Problem:
    match change:
        case Absent(person=person, start=start):
            lost = _slots(problem, future, lambda _, end: start is None or end > start)
            return _with_person(problem, person, lost)
        case Late(person=person, until=until):
            return _with_person(problem, person, _slots(problem, future, lambda start, _: start < until))
        case PlaceLost(place=place, start=start):
            lost = _slots(problem, future, lambda _, end: start is None or end > start)
            return _with_places(problem, _known(place, "place", problem.place_by_id), lost)
        case SlotLost(slot=slot):
            return _with_places(problem, problem.place_by_id, _known(slot, "slot", problem.slot_by_id))
        case Replaced(person=person, by=by):
            return _with_replaced(problem, person, by, done)
        case Wanted(meeting=meeting):
            return replace(problem, meetings=(*problem.meetings, meeting))


def _slots(problem: Problem, future: Collection[str], holds: Callable[[int, int], bool]) -> frozenset[str]:
    return frozenset(slot.id for slot in problem.slots if slot.id in future and holds(slot.start, slot.end))


def _with_person(problem: Problem, person: str, lost: frozenset[str]) -> Problem:
    _known(person, "person", problem.person_by_id)
    people = tuple(
        replace(each, slots=each.slots - lost) if each.id == person else each for each in problem.people
    )
    return replace(problem, people=people)


def _with_places(problem: Problem, places: Collection[str], lost: frozenset[str]) -> Problem:
    always = frozenset(problem.slot_by_id)
    return replace(
        problem,
        places=tuple(
            replace(each, slots=(always if each.slots is None else each.slots) - lost)
            if each.id in places
            else each
            for each in problem.places
        ),
    )


def _with_replaced(problem: Problem, person: str, by: str, done: Collection[str]) -> Problem:
    """The problem in which a person takes another's part in all meetings but those that are done."""
    _known(person, "person", problem.person_by_id)
    people = problem.people
    if by not in problem.person_by_id:
        people = (*people, replace(problem.person_by_id[person], id=by))
    meetings = []
    for meeting in problem.meetings:
        sides = tuple(tuple(dict.fromkeys(_swapped(side, person, by))) for side in meeting.sides)
        if meeting.id in done or sides == meeting.sides:
            meetings.append(meeting)
        elif sum(by in side for side in sides) == 1:
            meetings.append(replace(meeting, sides=sides))
    return replace(problem, people=people, meetings=_with_earlier(meetings))


def _swapped(people: tuple[str, ...], person: str, by: str) -> tuple[str, ...]:
    return tuple(by if each == person else each for each in people)


def _as_it_was(meeting: Meeting, held: Placement) -> Meeting:
    return replace(
        meeting,
        sides=tuple((person,) for person in held.people),
        fixed=True,
        slot=held.slot,
        slots=None,
        place=held.place,
        places=None,
        session=None,
    )


def _still_to_come(meeting: Meeting, future: Collection[str]) -> Meeting | None:
    """The meeting without slots that are past; None when it was fixed in one of those."""
    if meeting.slot is not None:
        return meeting if meeting.slot in future else None
    left = frozenset(future) if meeting.slots is None else meeting.slots & frozenset(future)
    return replace(meeting, slots=left)


def _with_earlier(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The meetings but those that come after one that is not among them."""
    known = {meeting.id: meeting for meeting in meetings}
    while lost := [name for name, meeting in known.items() if not known.keys() >= set(meeting.after)]:
        for name in lost:
            del known[name]
    return tuple(known.values())


def _who_was_there(problem: Problem, past: Sequence[Placement]) -> tuple[Person, ...]:
    """The people, available when they were in a meeting, and allowed as many as they had."""
    attended: dict[str, set[str]] = defaultdict(set)
    for held in past:
        for person in held.people:
            attended[person].add(held.slot)
    return tuple(
        replace(
            person,
            slots=person.slots | attended[person.id],
            greatest=None if person.greatest is None else max(person.greatest, len(attended[person.id])),
        )
        for person in problem.people
    )


def _where_it_was(problem: Problem, past: Sequence[Placement]) -> tuple[Place, ...]:
    """The places, open when they held a meeting."""
    used: dict[str, set[str]] = defaultdict(set)
    for held in past:
        used[held.place].add(held.slot)
    return tuple(
        place if place.slots is None else replace(place, slots=place.slots | used[place.id])
        for place in problem.places
    )


def _sides(meeting: Meeting) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(side) for side in meeting.sides)


def _known(name: str, noun: str, names: Collection[str]) -> frozenset[str]:
    if name not in names:
        raise ProblemError(f"A change names the {noun} {name!r}, which does not exist.")
    return frozenset({name})
