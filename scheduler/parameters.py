"""The search that each figure is improved with; `docs/model.md` has the evidence."""

from ortools.sat.python import cp_model

from scheduler.problem import Goal

_BLOCKS = ("core", "core with smaller cores")
"""Two core-guided workers: the bound rises by sets of blocks that cannot all stand.

The first takes these sets as it finds them, the second makes them smaller first: now one, now the other is quick."""
_SMALLER_CORES = """subsolver_params {
  name: "core with smaller cores" optimize_with_core: true linearization_level: 0 core_minimization_level: 2
}"""
_BLOCKS_WITHIN_SCORE = ("max_lp", "core")
"""As above, but only the LP sees what a score that must be kept asks for."""
_FLOW = ("max_lp", "no_lp")
"""A worker whose LP holds the booleans' rules too, beside one without LP: flows have a tight relaxation."""
_SHORT = 12
"""Slots in a session up to which blocks are proven sooner than presolve has probed them."""
_EVERYTHING = 2
"""The linearization level at which the LP holds the booleans' rules too."""


def configure(solver: cp_model.CpSolver, goal: Goal, *, score_kept: bool, longest_session: int) -> None:
    """Choose the search for a goal: a pair of workers, or where there is one worker, what suits it alone.

    Args:
        solver: whose parameters are set.
        goal: what is improved.
        score_kept: whether the score must be kept meanwhile.
        longest_session: the number of slots of the longest session.
    """
    pair = _FLOW
    if goal is Goal.BREAKS:
        pair = _BLOCKS_WITHIN_SCORE if score_kept else _BLOCKS
    if pair is _BLOCKS:
        solver.parameters.core_minimization_level = 0
    if pair is _BLOCKS and longest_session <= _SHORT:
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
    if solver.parameters.num_workers == 1:
        solver.parameters.optimize_with_core = pair is _BLOCKS
        solver.parameters.linearization_level = 0 if pair is _BLOCKS else _EVERYTHING
    elif solver.parameters.num_workers == len(pair):
        solver.parameters.subsolvers.extend(pair)
        if pair is _BLOCKS:
            solver.parameters.num_full_subsolvers = len(pair)
            solver.parameters.merge_text_format(_SMALLER_CORES)
