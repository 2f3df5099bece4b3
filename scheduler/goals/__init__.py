"""The goals, one module each: the figure they count on a plan, as an expression of the model, and a first bound."""

from scheduler.goals.breaks import break_targets
from scheduler.goals.idle import idle_targets
from scheduler.goals.required import required_targets
from scheduler.goals.score import score_targets
from scheduler.goals.shortfall import shortfall_targets
from scheduler.goals.target import Target
from scheduler.problem import Goal, Problem

__all__ = ["Target", "targets"]

_MAKERS = {
    Goal.REQUIRED: required_targets,
    Goal.SHORTFALL: shortfall_targets,
    Goal.SCORE: score_targets,
    Goal.IDLE_SLOTS: idle_targets,
    Goal.BREAKS: break_targets,
}


def targets(problem: Problem) -> list[Target]:
    """The figures to improve in the slot model, the most important first; moves come after it, in `places`."""
    return [target for goal in problem.goals if goal in _MAKERS for target in _MAKERS[goal](problem)]
