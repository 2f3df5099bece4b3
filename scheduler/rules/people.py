"""Rules about one person's agenda.

Availability needs no rule: an option has only slots in which all its people are available.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.model import Model


def one_at_a_time(model: "Model") -> None:
    """A person p has at most one meeting at any moment: Σ u[p,t] ≤ 1 over slots t that share it.

    Within one slot, u[p,t] = Σ x[o,t] says so already.
    """
    for moment in model.problem.moments:
        for person in model.problem.people if len(moment) > 1 else ():
            literals = model.used_slots(person.id, moment)
            if len(literals) > 1:
                model.cp.add_at_most_one(literals)


def greatest_number(model: "Model") -> None:
    """A person p has at most its greatest number of meetings g: Σ u[p,t] ≤ g over all slots t."""
    for person in model.problem.people:
        literals = model.used_slots(person.id, model.problem.slot_by_id)
        if person.greatest is not None and len(literals) > person.greatest:
            model.cp.add(sum(literals) <= person.greatest)


def rest_after_a_row(model: "Model") -> None:
    """After n meetings in a row, a rest: Σ u[p,t] ≤ n over any n + 1 adjacent slots t of a session."""
    for person in model.problem.people:
        if person.rest_after is None:
            continue
        for slots in model.problem.sessions.values():
            for first in range(len(slots) - person.rest_after):
                literals = model.used_slots(person.id, slots[first : first + person.rest_after + 1])
                if len(literals) > person.rest_after:
                    model.cp.add(sum(literals) <= person.rest_after)
