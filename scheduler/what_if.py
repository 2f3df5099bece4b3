"""What one more slot, hour, place or representative would bring: a table to read before booking rooms.

Each row is a problem of its own: its bound says what no plan of it could exceed, its plan what is reached in
the time given. The plan of the day as it is starts every search, so that no row falls below it.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.bound import score_bound
from scheduler.clock import Clock
from scheduler.options import options
from scheduler.parts import Person, Place, Slot
from scheduler.problem import Goal, Problem
from scheduler.result import Limits, ShouldStop
from scheduler.solution import Solution
from scheduler.solve import solve

_HOUR = 60


class Addition(StrEnum):
    """What a row adds to the day."""

    NOTHING = "nothing"
    SLOT = "slot"
    """One slot at the end of a session, for everybody and every place there in its last slot."""
    HOUR = "hour"
    """As many such slots as an hour holds, one at least."""
    PLACE = "place"
    """Another place like one that is there."""
    REPRESENTATIVE = "representative"
    """A colleague who may stand in for a person in all meetings, at the same times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A day with one thing added, the best plan found, and what no plan of it could exceed."""

    addition: Addition
    subject: str | None
    """The session that grows, the place that is copied, or the person who gets a colleague."""
    score: int
    score_bound: int
    meetings: int
    meetings_bound: int
    without_meeting: int
    """How many people who might meet somebody meet nobody."""


def what_if(
    problem: Problem,
    *,
    plan: Solution | None = None,
    limits: Limits | None = None,
    should_stop: ShouldStop | None = None,
) -> list[Row]:
    """How the plan and its bounds grow with one more slot, hour, place, or representative of the busiest person.

    The first row is the day as it is. Plans are made for required meetings, guarantees and score, as the
    problem orders them.

    Args:
        problem: the day.
        plan: a plan of it to start from.
        limits: when to end at the latest; the rows share the time, of which the first gets twice as much.
        should_stop: asked about ten times a second.
    """
    clock = Clock(limits or Limits(), should_stop)
    days: list[tuple[Addition, str | None, Problem]] = [(Addition.NOTHING, None, _for_score(problem))]
    days += [(addition, subject, _for_score(day)) for addition, subject, day in _days(problem)]
    rows: list[Row] = []
    start = plan or Solution()
    for number, (addition, subject, day) in enumerate(days):
        left = clock.seconds_left()
        share = 2 / (len(days) + 1) if number == 0 else 1 / (len(days) - number)
        turn = replace(clock.limits, seconds=None if left is None else left * share)
        best = solve(day, limits=turn, previous=start, should_stop=clock.is_over).solution or start
        start = best if addition is Addition.NOTHING else start
        rows.append(_row(addition, subject, day, best))
    return rows


def _row(addition: Addition, subject: str | None, day: Problem, plan: Solution) -> Row:
    counted = replace(day, meetings=tuple(replace(meeting, score=1) for meeting in day.meetings))
    counts = plan.counts(day)
    wanted = {person for option in options(day) for person in option.people}
    return Row(
        addition=addition,
        subject=subject,
        score=plan.score(day),
        score_bound=score_bound(day),
        meetings=len(plan.placements),
        meetings_bound=score_bound(counted),
        without_meeting=sum(counts[person] == 0 for person in wanted),
    )


def _for_score(problem: Problem) -> Problem:
    """The problem without the goals that do not count meetings."""
    counting = (Goal.REQUIRED, Goal.SHORTFALL, Goal.SCORE)
    return replace(problem, goals=tuple(goal for goal in problem.goals if goal in counting))


def _days(problem: Problem) -> Iterator[tuple[Addition, str, Problem]]:
    for session, slots in problem.sessions.items():
        members = [problem.slot_by_id[slot] for slot in slots]
        length = members[-1].end - members[-1].start
        yield Addition.SLOT, session, _with_slots(problem, members, 1)
        if 2 * length <= _HOUR:
            yield Addition.HOUR, session, _with_slots(problem, members, _HOUR // length)
    for place in _common_places(problem):
        copy = replace(place, id=_new_id(place.id, problem.place_by_id))
        yield Addition.PLACE, place.id, replace(problem, places=(*problem.places, copy))
    busiest = _busiest(problem)
    if busiest is not None:
        yield Addition.REPRESENTATIVE, busiest.id, _with_representative(problem, busiest)


def _with_slots(problem: Problem, session: list[Slot], number: int) -> Problem:
    """The problem with so many slots more at the end of a session, spaced like its last ones."""
    last = session[-1]
    gap = last.start - session[-2].end if len(session) > 1 else 0
    added: list[Slot] = []
    for _ in range(number):
        before = added[-1] if added else last
        start = before.end + gap
        identifier = _new_id(before.id, {*problem.slot_by_id, *(slot.id for slot in added)})
        added.append(replace(last, id=identifier, start=start, end=start + last.end - last.start))
    new = frozenset(slot.id for slot in added)

    def grown(slots: frozenset[str]) -> frozenset[str]:
        return slots | new if last.id in slots else slots

    return replace(
        problem,
        slots=(*problem.slots, *added),
        people=tuple(replace(person, slots=grown(person.slots)) for person in problem.people),
        places=tuple(
            place if place.slots is None else replace(place, slots=grown(place.slots))
            for place in problem.places
        ),
        helpers=tuple(replace(helper, slots=grown(helper.slots)) for helper in problem.helpers),
    )


def _common_places(problem: Problem) -> list[Place]:
    """Of each kind of place (on site, on video, both), one of those there are most of."""
    alike = Counter(replace(place, id="any") for place in problem.places)
    found: dict[tuple[bool, bool], Place] = {}
    for place in sorted(problem.places, key=lambda each: -alike[replace(each, id="any")]):
        found.setdefault((place.on_site, place.video), place)
    return list(found.values())


def _busiest(problem: Problem) -> Person | None:
    """Who has the most possible meetings for each one that there is time for."""
    asked: Counter[str] = Counter()
    for _, person in {(option.meeting.id, person) for option in options(problem) for person in option.people}:
        asked[person] += 1

    def load(each: Person) -> float:
        room = len(each.slots) if each.greatest is None else min(each.greatest, len(each.slots))
        return asked[each.id] / max(1, room)

    return max((each for each in problem.people if asked[each.id]), key=load, default=None)


def _with_representative(problem: Problem, person: Person) -> Problem:
    """The problem in which a colleague can take the person's place in any meeting, at another table if need be."""
    colleague = replace(person, id=_new_id(person.id, problem.person_by_id), guaranteed=0, home_place=None)
    forbidden = {
        (first if first != person.id else colleague.id, second if second != person.id else colleague.id)
        for first, second in problem.forbidden
        if person.id in (first, second)
    }
    return replace(
        problem,
        people=(*problem.people, colleague),
        meetings=tuple(
            replace(
                meeting,
                sides=tuple((*side, colleague.id) if person.id in side else side for side in meeting.sides),
            )
            for meeting in problem.meetings
        ),
        forbidden=problem.forbidden | forbidden,
    )


def _new_id(identifier: str, taken: Collection[str]) -> str:
    """An id that is not taken yet."""
    while identifier in taken:
        identifier += "+"
    return identifier
