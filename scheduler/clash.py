"""For a problem without a plan, a smallest set of rules and facts that cannot be kept together."""

from scheduler.problem import Problem
from scheduler.result import Cause, Limits


def clash(problem: Problem, *, limits: Limits | None = None) -> tuple[Cause, ...]:
    """A set of rules that clash and of which none can be left out; empty when the problem has a plan.

    When the limit comes first the set still clashes, but may hold more than it needs.
    """
    raise NotImplementedError
