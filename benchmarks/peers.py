"""Our plans beside those of the rules other tools describe, on the same events."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from benchmarks.baselines import PLANNERS, Desk, Planner
from benchmarks.events import Shape, WishedEvent, wished_event
from scheduler.bound import relax
from scheduler.candidates import gather
from scheduler.check import check
from scheduler.problem import Goal, Problem
from scheduler.result import Limits
from scheduler.solution import Solution
from scheduler.solve import solve

OURS = "aparte"
_WISHES = 15
_SEEDS = (1, 2, 3)
_GOALS = (Goal.REQUIRED, Goal.SHORTFALL, Goal.SCORE, Goal.IDLE_SLOTS, Goal.BREAKS)
_SHAPES = (
    Shape(buyers=15, suppliers=40, slots=10, places=12, density=1, absence=0.15),
    Shape(buyers=40, suppliers=120, slots=14, places=30, density=1, absence=0.15),
    Shape(buyers=100, suppliers=300, slots=16, places=70, density=1, absence=0.15),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One planner's plan of one event.

    Attributes:
        score_share_of_bound: the score, as a share of what no plan can exceed that serves everybody's guarantee
            as well as can be; rules that leave people below their guarantee may pass 1.
        worst_served: the fewest meetings anybody has.
        status: how our solve ended; None for the rules, which prove nothing.
        idle_bound: the fewest idle slots any plan has that is as good in the goals before, as far as proven.
    """

    shape: str
    seed: int
    planner: str
    score: int
    score_share_of_bound: float
    meetings: int
    idle_slots: int
    breaks: int
    worst_served: int
    without_meeting: int
    shortfall: int
    seconds: float
    status: str | None = None
    idle_bound: int | None = None


def compare(seconds: float) -> Iterator[Comparison]:
    """Every planner on every event, ours first."""
    for shape in _SHAPES:
        for seed in _SEEDS:
            seeded = replace(shape, seed=seed)
            wished = wished_event(seeded, _WISHES, _GOALS)
            bound = relax(gather(wished.problem)).bounds[Goal.SCORE]
            yield _ours(seeded, wished.problem, bound, seconds)
            for name, planner in PLANNERS.items():
                yield _theirs(seeded, wished, bound, name, planner)


def _ours(shape: Shape, problem: Problem, bound: int, seconds: float) -> Comparison:
    result = solve(problem, limits=Limits(seconds=seconds))
    if result.solution is None:
        raise AssertionError(f"No plan for {shape}.")
    idle_bound = next(goal.bound for goal in result.goals if goal.name == Goal.IDLE_SLOTS)
    return _comparison(
        shape, problem, bound, OURS, result.solution, result.seconds, str(result.status), idle_bound
    )


def _theirs(shape: Shape, wished: WishedEvent, bound: int, name: str, planner: Planner) -> Comparison:
    start = time.perf_counter()
    desk = Desk(wished.problem, wished.mutual)
    planner(desk, Random(shape.seed))
    desk.place_each(desk.by_score())
    return _comparison(shape, wished.problem, bound, name, desk.plan(), time.perf_counter() - start)


def _comparison(
    shape: Shape,
    problem: Problem,
    bound: int,
    planner: str,
    plan: Solution,
    seconds: float,
    status: str | None = None,
    idle_bound: int | None = None,
) -> Comparison:
    if check(problem, plan):
        raise AssertionError(f"The plan of {planner!r} for {shape} breaks a rule.")
    counts = plan.counts(problem).values()
    return Comparison(
        shape=str(shape),
        seed=shape.seed,
        planner=planner,
        score=plan.score(problem),
        score_share_of_bound=round(plan.score(problem) / bound, 5),
        meetings=len(plan.placements),
        idle_slots=sum(plan.idle_slots(problem).values()),
        breaks=sum(plan.breaks(problem).values()),
        worst_served=min(counts),
        without_meeting=sum(count == 0 for count in counts),
        shortfall=sum(plan.shortfalls(problem)),
        seconds=round(seconds, 3),
        status=status,
        idle_bound=idle_bound,
    )
