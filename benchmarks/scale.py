"""How seconds and memory grow with the size of an event, and how near to its bound the score comes."""

import resource
from dataclasses import dataclass
from typing import Literal

from benchmarks.events import Shape, event
from scheduler.check import check
from scheduler.problem import Goal
from scheduler.result import GoalResult, Limits
from scheduler.solve import solve

_KIBIBYTES_PER_MEBIBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What one solve of a shape gave."""

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
