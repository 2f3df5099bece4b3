"""The public verb: a problem in, the best plan found and its bounds out."""

from dataclasses import replace

from scheduler.clash import clash
from scheduler.clock import Clock
from scheduler.goals import targets
from scheduler.problem import Problem
from scheduler.result import Cause, Limits, OnProgress, Result, ShouldStop, Status
from scheduler.solution import Solution
from scheduler.stages import Stages

_CLASH_SECONDS = 10.0
"""The time to find out which rules clash, when they do."""


def solve(
    problem: Problem,
    *,
    limits: Limits | None = None,
    previous: Solution | None = None,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
    find_clash: bool = True,
) -> Result:
    """The best plan for the goals of a problem, in their order, with what no plan could exceed.

    Args:
        problem: what to plan.
        limits: when to end at the latest; 60 seconds unless told otherwise.
        previous: a plan to start from; one that breaks a rule of this problem is passed over.
        on_progress: called in the caller's thread about ten times a second.
        should_stop: asked in the caller's thread about ten times a second; once it says so, the best plan
            so far is returned.
        find_clash: whether to look, in what is left of the limits, for the rules that clash in an infeasible
            problem.

    Returns:
        A result whose plan, if there is one, has passed `scheduler.check.check`. Its seconds end there, before
        the clash is looked for.
    """
    clock = Clock(limits or Limits(), should_stop)
    stages = Stages(problem, clock, on_progress)
    stages.start_from(Solution())
    stages.construct()
    if previous is not None:
        stages.start_from(previous)
    waiting = targets(problem)
    for target in waiting:
        stages.improve(target, last=target is waiting[-1])
    stages.find_any()
    stages.polish()
    stages.settle_places()
    result = _result(stages)
    if result.status is not Status.INFEASIBLE or not find_clash:
        return result
    return replace(result, clash=_clash(problem, clock))


def _clash(problem: Problem, clock: Clock) -> tuple[Cause, ...]:
    """What clashes, as far as it is found in a part of the time left."""
    left = clock.seconds_left()
    seconds = _CLASH_SECONDS if left is None else min(left, _CLASH_SECONDS)
    limits = replace(clock.limits, seconds=seconds)
    return clash(problem, limits=limits, should_stop=clock.is_over)


def _result(stages: Stages) -> Result:
    goals = stages.goal_results()
    if stages.infeasible:
        status = Status.INFEASIBLE
    elif stages.best is None:
        status = Status.UNKNOWN
    elif all(goal.proven for goal in goals):
        status = Status.OPTIMAL
    else:
        status = Status.STOPPED if stages.clock.stopped else Status.FEASIBLE
    return Result(
        status=status,
        solution=stages.best,
        goals=goals,
        seconds=stages.clock.seconds(),
        fault=stages.fault,
    )
