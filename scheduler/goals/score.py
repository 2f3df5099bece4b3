"""The goal that the meetings held score as much as possible."""

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from scheduler.goals.target import Target
from scheduler.problem import Goal, Problem

if TYPE_CHECKING:
    from scheduler.model import Model


def score_targets(problem: Problem) -> list[Target]:
    """The total score: max Σ score(m) · x[o,t] over the options o of each meeting m."""
    return [
        Target(
            name=Goal.SCORE,
            goal=Goal.SCORE,
            sign=1,
            bound=sum(meeting.score for meeting in problem.meetings),
            measure=lambda problem, plan: plan.score(problem),
            express=_express,
        )
    ]


def _express(model: "Model") -> cp_model.LinearExprT:
    literals: list[cp_model.IntVar] = []
    scores: list[int] = []
    for option, by_slot in zip(model.options, model.literals, strict=True):
        literals.extend(by_slot.values())
        scores.extend([option.meeting.score] * len(by_slot))
    return cp_model.LinearExpr.weighted_sum(literals, scores)
