"""The goal that required meetings are held."""

from typing import TYPE_CHECKING

from scheduler.goals.target import Target
from scheduler.problem import Goal, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from scheduler.model import Model


def required_targets(problem: Problem) -> list[Target]:
    """As many required meetings as possible: max Σ x[o,t] over the options of required meetings."""
    number = sum(meeting.required for meeting in problem.meetings)
    return [
        Target(
            name=Goal.REQUIRED,
            goal=Goal.REQUIRED,
            sign=1,
            bound=number,
            measure=lambda problem, plan: plan.required(problem),
            express=_express,
        )
    ]


def _express(model: "Model") -> "LinearExprT":
    required = [meeting.id for meeting in model.problem.meetings if meeting.required]
    return sum(literal for meeting in required for literal in model.held(meeting))
