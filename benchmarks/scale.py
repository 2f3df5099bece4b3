"""Seeded random events of any size, and how seconds and memory grow with them."""

import random
import resource
from dataclasses import dataclass
from typing import Literal

from scheduler.check import check
from scheduler.problem import Goal, Meeting, Person, Place, Problem, Slot
from scheduler.result import GoalResult, Limits
from scheduler.solve import solve

_MINUTES = 20
_KIBIBYTES_PER_MEBIBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What makes an event of a size."""

    buyers: int
    suppliers: int
    slots: int
    places: int
    density: float
    """The share of pairs that may meet."""
    absence: float = 0.1
    """The share of the slots that a person is away."""
    guarantee: int = 2
    """The number of meetings everybody should have at least."""
    cap: int | None = None
    """The most meetings of a supplier; None: any."""
    seed: int = 1

    def __str__(self) -> str:
        return f"{self.buyers}×{self.suppliers}×{self.slots}×{self.places}"


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


def event(shape: Shape, goals: tuple[Goal, ...]) -> Problem:
    """A random event: each pair of the two sides may meet with the chance `density`, for a score of 1 to 1000."""
    dice = random.Random(shape.seed)
    slots = [f"s{number}" for number in range(shape.slots)]
    sides = [
        [f"b{number}" for number in range(shape.buyers)],
        [f"t{number}" for number in range(shape.suppliers)],
    ]
    caps = (None, None if shape.cap is None else max(shape.cap, shape.guarantee))
    return Problem(
        slots=tuple(
            Slot(id=slot, session="day", start=number * _MINUTES, end=(number + 1) * _MINUTES)
            for number, slot in enumerate(slots)
        ),
        people=tuple(
            Person(
                id=person,
                slots=frozenset(slots) - frozenset(dice.sample(slots, round(shape.absence * shape.slots))),
                guaranteed=shape.guarantee,
                greatest=cap,
            )
            for people, cap in zip(sides, caps, strict=True)
            for person in people
        ),
        places=tuple(Place(id=f"table {number}") for number in range(shape.places)),
        meetings=tuple(
            Meeting(id=f"{buyer} {supplier}", sides=((buyer,), (supplier,)), score=dice.randint(1, 1000))
            for buyer in sides[0]
            for supplier in sides[1]
            if dice.random() < shape.density
        ),
        goals=goals,
    )


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
