"""The rule that shares out breaks fairly."""

from typing import TYPE_CHECKING

from scheduler.breaks import breaks_of

if TYPE_CHECKING:
    from scheduler.model import Model


def fair_breaks(model: "Model") -> None:
    """The breaks b[p] of any two people are at most d apart: f ≤ b[p] ≤ f + d for all p, with one integer f.

    Where somebody can have no break, f is 0, and Σ b[p] ≤ d is left to say for those who can have more.
    """
    fairness = model.problem.fairness
    if fairness is None:
        return
    breaks = [breaks_of(model, person.id) for person in model.problem.people]
    if not all(breaks):
        for literals in breaks:
            if len(literals) > fairness:
                model.cp.add(sum(literals) <= fairness)
        return
    fewest = model.cp.new_int_var(0, len(model.problem.slots), "")
    for literals in breaks:
        model.cp.add(sum(literals) >= fewest)
        model.cp.add(sum(literals) <= fewest + fairness)
