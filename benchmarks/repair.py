"""How quickly a plan is repaired and explained at the size of a large convention, and how many agendas change."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter

from benchmarks.events import Shape, event
from scheduler.changes import Absent, Change, Late, PlaceLost, Replaced
from scheduler.check import check
from scheduler.explain import explain
from scheduler.problem import Goal, Problem
from scheduler.replan import replan
from scheduler.result import Limits
from scheduler.solution import Solution
from scheduler.solve import solve

LARGE = Shape(buyers=200, suppliers=300, slots=32, places=190, density=0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What one repair changed."""

    incident: str
    meetings: int
    """Held before."""
    seconds: float
    removed: int
    added: int
    moved: int
    people_changed: int
    others_changed: int
    bound: int
    proven: bool
    violations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How quickly the reasons of some meetings that are not held were found."""

    meetings: int
    seconds: float
    slowest: float
    proven: int
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class Planned:
    """A problem and the plan of it that is repaired."""

    problem: Problem
    plan: Solution


def planned(shape: Shape, seconds: float) -> Planned:
    """A random event with the plan that a solve of all goals finds in the time."""
    problem = event(shape, tuple(Goal))
    plan = solve(problem, limits=Limits(seconds=seconds)).solution
    return Planned(problem, plan or Solution())


def repairs(day: Planned) -> Iterator[Repair]:
    """One repair after the other, each of the same plan, half of the day being over."""
    problem, plan = day.problem, day.plan
    starts = sorted(slot.start for slot in problem.slots)
    noon = starts[len(starts) // 2]
    held = Counter(person for placement in plan.placements for person in placement.people)
    buyer, supplier = (
        max((each.id for each in problem.people if each.id[0] == side), key=lambda name: held[name])
        for side in (problem.people[0].id[0], problem.people[-1].id[0])
    )
    later = starts[len(starts) * 3 // 4]
    incidents: list[tuple[str, Change, bool]] = [
        ("a buyer leaves", Absent(person=buyer, start=noon), False),
        ("a buyer leaves, slots filled", Absent(person=buyer, start=noon), True),
        ("a supplier leaves", Absent(person=supplier, start=noon), False),
        ("a supplier leaves, slots filled", Absent(person=supplier, start=noon), True),
        ("a buyer is late", Late(person=buyer, until=later), False),
        ("a buyer is replaced", Replaced(person=buyer, by="colleague"), False),
        ("a table breaks", PlaceLost(place=problem.places[0].id, start=noon), False),
    ]
    for name, change, fill in incidents:
        yield _repair(name, day, change, noon, fill=fill)


def _repair(name: str, day: Planned, change: Change, noon: int, *, fill: bool) -> Repair:
    done = replan(day.problem, day.plan, [change], now=noon, fill=fill)
    return Repair(
        incident=name,
        meetings=len(day.plan.placements),
        seconds=round(done.seconds, 3),
        removed=len(done.removed),
        added=len(done.added),
        moved=len(done.moved),
        people_changed=len(done.people_changed),
        others_changed=len(done.others_changed),
        bound=done.bound,
        proven=done.proven,
        violations=len(check(done.problem, done.solution)),
    )


def explained(day: Planned, number: int) -> Explained:
    """The reasons of so many meetings that the plan does not hold, the best scored first."""
    held = {placement.meeting for placement in day.plan.placements}
    waiting = sorted(
        (meeting for meeting in day.problem.meetings if meeting.id not in held),
        key=lambda meeting: -meeting.score,
    )
    ends = [perf_counter()]
    found = explain(
        day.problem,
        day.plan,
        [meeting.id for meeting in waiting[:number]],
        on_progress=lambda *_: ends.append(perf_counter()),
    )
    return Explained(
        meetings=len(found),
        seconds=round(ends[-1] - ends[0], 3),
        slowest=round(max(later - earlier for earlier, later in pairwise(ends)), 3),
        proven=sum(each.proven for each in found.values()),
        reasons=dict(Counter(each.reason.value for each in found.values())),
    )
