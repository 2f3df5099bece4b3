"""The smallest change that repairs a plan when a person leaves, a table breaks, a new wish comes."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.changes import Change
from scheduler.problem import Problem
from scheduler.result import Limits, ShouldStop, Status
from scheduler.solution import Placement, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A meeting that changes its slot, place, people or helper."""

    before: Placement
    after: Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """A repaired plan, and what is different in it."""

    problem: Problem
    """The changed problem: what is past is fixed in it, and the plan breaks none of its rules."""
    solution: Solution
    removed: tuple[Placement, ...]
    added: tuple[Placement, ...]
    moved: tuple[Moved, ...]
    people_changed: tuple[str, ...]
    """Everybody whose agenda changed."""
    others_changed: tuple[str, ...]
    """Those of them who met nobody in a meeting that could not stay, and did not only gain meetings."""
    bound: int
    """How many agendas change in any plan that repairs this one."""
    proven: bool
    """Whether no repair changes fewer agendas."""
    status: Status
    seconds: float


def replan(
    problem: Problem,
    plan: Solution,
    changes: Sequence[Change],
    *,
    now: int | None = None,
    fill: bool = False,
    most_changed: int | None = None,
    limits: Limits | None = None,
    should_stop: ShouldStop | None = None,
) -> Replan:
    """Repair a plan with as few changed agendas as possible.

    Args:
        problem: what was planned.
        plan: the plan in force.
        changes: what happened.
        now: minutes; meetings whose slot starts before it are past or running, and stay as they are.
        fill: whether freed slots are given to those waiting: possible meetings that are not held.
        most_changed: how many agendas may change, beyond those of people whose meetings cannot stay and those who
            only gain, so that more meetings are held; None: only as many as required meetings need.
        limits: when to end at the latest.
        should_stop: asked about ten times a second.

    Raises:
        ProblemError: a change names something that does not exist.
    """
    raise NotImplementedError
