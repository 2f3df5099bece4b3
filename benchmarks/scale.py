"""How seconds and memory grow with the size of an event, and how near to its bound the score comes."""

import resource
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Literal

from benchmarks.events import Shape, event
from scheduler.check import check
from scheduler.problem import Goal
from scheduler.result import GoalResult, Limits
from scheduler.solve import solve

_KIBIBYTES_PER_MEBIBYTE = 1024

SERIES = (
    Shape(buyers=13, suppliers=72, slots=10, places=13, density=0.5),
    Shape(buyers=25, suppliers=60, slots=32, places=25, density=0.7),
    Shape(buyers=100, suppliers=400, slots=20, places=80, density=0.2),
    Shape(buyers=200, suppliers=300, slots=32, places=190, density=0.2),
    Shape(buyers=500, suppliers=1000, slots=40, places=400, density=0.1),
    Shape(buyers=1000, suppliers=2000, slots=50, places=800, density=0.05),
    Shape(buyers=2000, suppliers=3000, slots=60, places=1500, density=0.05),
)
"""From a chamber's day to beyond the largest event in the world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What one solve of a shape gave."""

    shape: str
    candidates: int
    meetings: int
    score: int
    bound: int
    gap: float
    status: str
    seconds: float
    peak_mib: int
    violations: int
    goals: list[dict[str, float | str]]


def measure(shape: Shape, goals: Literal["score", "all"], seconds: float) -> Measure:
    """Solve one event; the seconds run from the problem in memory to the checked result."""
    aims = tuple(Goal) if goals == "all" else (Goal.REQUIRED, Goal.SHORTFALL, Goal.SCORE)
    problem = event(shape, aims)
    result = solve(problem, limits=Limits(seconds=seconds))
    plan = result.solution
    reached = {goal.name: goal for goal in result.goals}
    score = reached.get(Goal.SCORE, GoalResult(name=Goal.SCORE, value=0, bound=0))
    return Measure(
        shape=str(shape),
        candidates=len(problem.meetings),
        meetings=0 if plan is None else len(plan.placements),
        score=score.value,
        bound=score.bound,
        gap=score.gap,
        status=str(result.status),
        seconds=round(result.seconds, 3),
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIBIBYTES_PER_MEBIBYTE,
        violations=0 if plan is None else len(check(problem, plan)),
        goals=[
            {"name": goal.name, "value": goal.value, "bound": goal.bound, "gap": goal.gap}
            for goal in result.goals
        ],
    )


def series(seed: int, goals: Literal["score", "all"], seconds: float) -> Iterator[Measure]:
    """The shapes of `SERIES` one after another, each in a process of its own, so that its peak of memory is its own."""
    for shape in SERIES:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            yield alone.submit(measure, replace(shape, seed=seed), goals, seconds).result()


def growth(measures: Sequence[Measure]) -> list[dict[str, object]]:
    """What each size costs for a meeting, beside what it costs in all."""
    return [
        {
            "shape": each.shape,
            "candidates": each.candidates,
            "meetings": each.meetings,
            "gap": each.gap,
            "seconds": each.seconds,
            "milliseconds_per_meeting": 1000 * each.seconds / max(1, each.meetings),
            "peak_mib": each.peak_mib,
        }
        for each in measures
    ]
