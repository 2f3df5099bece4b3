"""What the solver improves: one figure of a plan, to be made as small or as great as possible."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.problem import Goal, Problem
from scheduler.solution import Solution

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from scheduler.model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One figure of a plan.

    Attributes:
        name: the goal's name; for a shortfall with its size, as in `shortfall_2`.
        goal: the goal it belongs to.
        sign: 1 when more is better, -1 when less is.
        bound: what no plan can exceed (or fall below), known without solving.
        measure: the figure, counted on a plan.
        express: the figure as a linear expression of a model; it may add variables to it, once.
    """

    name: str
    goal: Goal
    sign: int
    bound: int
    measure: Callable[[Problem, Solution], int]
    express: "Callable[[Model], LinearExprT]"
