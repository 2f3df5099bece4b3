"""The rule that shares out breaks fairly."""

from typing import TYPE_CHECKING

from scheduler.goals.breaks import breaks_of

if TYPE_CHECKING:
    from scheduler.model import Model


def fair_breaks(model: "Model") -> None:
    """The breaks b[p] of any two people are at most d apart: f ≤ b[p] ≤ f + d for all p, with one integer f."""
    fairness = model.problem.fairness
    if fairness is None:
        return
    fewest = model.cp.new_int_var(0, len(model.problem.slots), "")
    for person in model.problem.people:
        breaks = breaks_of(model, person.id)
        model.cp.add(breaks >= fewest)
        model.cp.add(breaks <= fewest + fairness)
