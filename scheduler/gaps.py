"""The turn of local search in a solve: how long it may take, and what it must keep."""

from collections.abc import Callable
from functools import partial

from scheduler.clock import Clock
from scheduler.goals import Target
from scheduler.improve import BREAKS_BEHIND, BREAKS_ONLY, IDLE_SLOTS_FIRST, close_gaps
from scheduler.problem import Goal, Problem
from scheduler.solution import Solution

_SHARE = 0.5
"""The part of the time left that the search may use at most."""
_SECONDS_PER_MEETING = 0.01
_STEPS_PER_WORK = 20_000
"""Steps made for a unit of deterministic time."""
_STEPS_PER_MEETING = 1_000
_FEWEST_SECONDS = 1.0


def with_fewer_gaps(
    problem: Problem, plan: Solution, target: Target, floors: dict[Goal, int], clock: Clock
) -> Solution | None:
    """A plan with fewer idle slots or breaks, or None where local search does not apply.

    Args:
        problem: what is planned.
        plan: a plan that keeps the rules.
        target: the figure to improve.
        floors: the goals that have had their turn, and what the plan must keep of their last figure.
        clock: limits the search.
    """
    if target.goal is Goal.IDLE_SLOTS:
        worth = IDLE_SLOTS_FIRST
    elif target.goal is Goal.BREAKS:
        worth = BREAKS_BEHIND if Goal.IDLE_SLOTS in floors else BREAKS_ONLY
    else:
        return None
    return close_gaps(
        problem,
        plan,
        worth,
        lowest_score=floors.get(Goal.SCORE, 0),
        seed=clock.limits.seed,
        progress=_progress(clock, len(plan.placements)),
    )


def _progress(clock: Clock, meetings: int) -> Callable[[int], float]:
    """How much of the turn is over: counted in steps where the plan must be the same again, else in seconds."""
    work, seconds = clock.work_left(), clock.seconds_left()
    if work is not None:
        return partial(
            _steps_over, clock, max(1.0, min(meetings * _STEPS_PER_MEETING, work * _STEPS_PER_WORK * _SHARE))
        )
    wanted = _FEWEST_SECONDS + meetings * _SECONDS_PER_MEETING
    turn = wanted if seconds is None else max(0.001, min(wanted, seconds * _SHARE))
    return partial(_seconds_over, clock, clock.seconds(), turn)


def _steps_over(clock: Clock, steps: float, made: int) -> float:
    return 1.0 if clock.is_over() else made / steps


def _seconds_over(clock: Clock, start: float, turn: float, _made: int) -> float:
    return 1.0 if clock.is_over() else (clock.seconds() - start) / turn
