"""The search that each figure is improved with; `docs/model.md` has the evidence."""

from ortools.sat.python import cp_model

from scheduler.problem import Goal

_CORE = ("core", "no_lp")
"""Core-guided search beside a worker without LP: the bound rises by sets of blocks that cannot all stand."""
_RELAXATION = ("max_lp", "no_lp")
"""A worker whose LP holds the booleans' rules too, beside one without LP: flows have a tight relaxation."""
_EVERYTHING = 2
"""The linearization level at which the LP holds the booleans' rules too."""


def configure(solver: cp_model.CpSolver, goal: Goal) -> None:
    """Choose the search for a goal: a pair of workers, or where there is one worker, what the first of them does."""
    if solver.parameters.num_workers == 1:
        solver.parameters.optimize_with_core = goal is Goal.BREAKS
        solver.parameters.linearization_level = 0 if goal is Goal.BREAKS else _EVERYTHING
    elif solver.parameters.num_workers == len(_CORE):
        solver.parameters.subsolvers.extend(_CORE if goal is Goal.BREAKS else _RELAXATION)
