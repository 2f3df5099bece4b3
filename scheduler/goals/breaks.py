"""The goal that people have few breaks."""

from typing import TYPE_CHECKING

from scheduler.break_paths import break_bound
from scheduler.breaks import breaks_of, imply_counts
from scheduler.goals.target import Target
from scheduler.problem import Goal, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from scheduler.model import Model


def break_targets(problem: Problem) -> list[Target]:
    """The breaks of all people: min Σ b[p,k], see `scheduler.breaks`."""
    bound = break_bound(problem)

    def express(model: "Model") -> "LinearExprT":
        breaks = sum(literal for person in model.problem.people for literal in breaks_of(model, person.id))
        model.once("break counts", lambda: imply_counts(model))
        model.once("break bound", lambda: model.cp.add(breaks >= bound))
        return breaks

    return [
        Target(
            name=Goal.BREAKS,
            goal=Goal.BREAKS,
            sign=-1,
            bound=bound,
            measure=lambda problem, plan: sum(plan.breaks(problem).values()),
            express=express,
        )
    ]
