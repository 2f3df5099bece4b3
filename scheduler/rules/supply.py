"""Rules about what meetings share: places and helpers, counted by classes of equal ones."""

from collections import defaultdict
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from scheduler.resources import Supply, helper_supply, place_supply
from scheduler.stars import stars

if TYPE_CHECKING:
    from scheduler.model import Model

_Share = tuple[cp_model.LinearExprT, int]
"""How many meetings of one demand a class serves in a slot, and the most that can be."""


def enough_places(model: "Model") -> None:
    """At any moment, each meeting has a place that suits it; see `_enough`."""
    _enough(model, place_supply(model.problem, model.options))


def enough_helpers(model: "Model") -> None:
    """At any moment, each meeting that needs a helper has one with the skill; see `_enough`."""
    _enough(model, helper_supply(model.problem, model.options))


def _enough(model: "Model", supply: Supply) -> None:
    """Meetings with demand d in slot t are shared out to the classes c that suit it, y[d,c,t] to each.

    Σ x[o,t] over the options with demand d (written with few literals, see `scheduler.stars`) = Σ y[d,c,t] over classes c open in t, and at each moment
    Σ y[d,c,t] over demands d and slots t that share it ≤ the number of members of c. Since the members of a
    class are equal, and slots that share time form an interval graph, members can then be given out.
    """
    shares: dict[int, dict[str, list[_Share]]] = defaultdict(lambda: defaultdict(list))
    for (demand, slot), numbers in _by_demand(model, supply).items():
        literals = stars(model, slot, numbers)
        fit = [
            number
            for number, members in enumerate(supply.classes)
            if demand in members.demands and members.is_open(slot)
        ]
        if len(fit) == 1:
            shares[fit[0]][slot].append((sum(literals), len(literals)))
            continue
        parts = []
        for number in fit:
            most = min(len(supply.classes[number].members), len(literals))
            parts.append(model.cp.new_int_var(0, most, ""))
            shares[number][slot].append((parts[-1], most))
        model.cp.add(sum(literals) == sum(parts))
    for number, by_slot in shares.items():
        size = len(supply.classes[number].members)
        for moment in model.problem.moments:
            terms = [term for slot in moment for term in by_slot.get(slot, ())]
            if sum(most for _, most in terms) > size:
                model.cp.add(sum(count for count, _ in terms) <= size)


def _by_demand(model: "Model", supply: Supply) -> dict[tuple[int, str], list[int]]:
    """The numbers of the options with each demand in each slot."""
    grouped: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, (demand, by_slot) in enumerate(zip(supply.demand_of, model.literals, strict=True)):
        if demand is not None:
            for slot in by_slot:
                grouped[demand, slot].append(number)
    return grouped
