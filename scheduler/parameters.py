"""The search that each figure is improved with; `docs/model.md` has the evidence."""

from ortools.sat.python import cp_model

from scheduler.problem import Goal

_CORE = ("core", "no_lp")
"""Core-guided search beside a worker without LP: the bound rises by sets of blocks that cannot all stand."""


def configure(solver: cp_model.CpSolver, goal: Goal) -> None:
    """Choose the search for a goal; goals without a choice here are left to the solver's own."""
    if goal is not Goal.BREAKS:
        return
    if solver.parameters.num_workers == 1:
        solver.parameters.optimize_with_core = True
        solver.parameters.linearization_level = 0
    elif solver.parameters.num_workers == len(_CORE):
        solver.parameters.subsolvers.extend(_CORE)
