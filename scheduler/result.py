"""What a solve is given and what it returns, beside the problem and the plan."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from scheduler.document import encode, write_document
from scheduler.errors import ProblemError
from scheduler.solution import FORMAT, VERSION, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a solve ends at the latest.

    The plan is the same again for the same seed when `deterministic` ends the solve and `seconds` does not.
    """

    seconds: float | None = 60.0
    """Wall-clock seconds; None: no limit."""
    deterministic: float | None = None
    """The solver's own count of work, roughly seconds; None: no limit."""
    seed: int = 0
    workers: int = 2
    """Threads of the solver; more than the machine has cores is slower."""

    def __post_init__(self) -> None:
        for name, limit in (("time limit", self.seconds), ("deterministic limit", self.deterministic)):
            if limit is not None and not limit >= 0:
                raise ProblemError(f"The {name} is {limit}, less than 0.")
        if self.workers < 1:
            raise ProblemError(f"The number of workers is {self.workers}, fewer than one.")
        if not 0 <= self.seed < 2**31:
            raise ProblemError(f"The seed is {self.seed}, not between 0 and {2**31 - 1}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a running solve stands, for the figure it is improving now."""

    goal: str
    value: int | None
    """The best plan's figure; None while there is no plan."""
    bound: int
    seconds: float
    """Since the solve began."""
    score: int | None
    """The best plan's total score, whatever the goal."""


OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]


class Status(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    """Every goal is proven within its tolerance."""
    FEASIBLE = "feasible"
    """A limit came first; the plan and its bounds are what was reached."""
    STOPPED = "stopped"
    """The caller stopped it; the plan and its bounds are what was reached."""
    INFEASIBLE = "infeasible"
    """No plan respects the rules; the clash says which rules."""
    UNKNOWN = "unknown"
    """A limit or a stop came before any plan was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalResult:
    """What a plan reaches for one goal, and what no plan could exceed."""

    name: str
    value: int
    bound: int
    tolerance: float = 0.0
    """The share of the bound that may be given up for the goals after it."""
    gap: float = field(init=False)
    """|bound - value| / max(1, |bound|)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "gap", abs(self.bound - self.value) / max(1, abs(self.bound)))

    @property
    def proven(self) -> bool:
        """Whether the value is proven within the tolerance."""
        return self.gap <= self.tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One of the rules or facts that clash, or that keep a meeting out of the plan."""

    code: str
    sentence: str
    people: tuple[str, ...] = ()
    meeting: str | None = None
    place: str | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The end of a solve."""

    status: Status
    solution: Solution | None
    """The best plan; None when there is none, or none was found."""
    goals: tuple[GoalResult, ...]
    seconds: float
    clash: tuple[Cause, ...] = ()
    """For an infeasible problem, a smallest set of rules that cannot be kept together."""
    fault: str | None = None
    """What went wrong in the solver, when the best plan before it is returned."""

    def to_json(self) -> str:
        """The solution's document, with how it was reached under `result`, which `Solution.from_json` passes over."""
        report: dict[str, Any] = {
            "status": self.status.value,
            "seconds": round(self.seconds, 3),
            "goals": [
                {name: getattr(goal, name) for name in ("name", "value", "bound", "gap", "tolerance")}
                for goal in self.goals
            ],
            "clash": [encode(cause) for cause in self.clash],
        }
        return write_document(FORMAT, VERSION, {**encode(self.solution or Solution()), "result": report})
