"""The goal that people have few breaks."""

from typing import TYPE_CHECKING

from scheduler.goals.target import Target
from scheduler.problem import Goal, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from scheduler.model import Literal, Model


def break_targets(problem: Problem) -> list[Target]:
    """The breaks of all people: min Σ b[p], see `breaks_of`."""
    del problem
    return [
        Target(
            name=Goal.BREAKS,
            goal=Goal.BREAKS,
            sign=-1,
            bound=0,
            measure=lambda problem, plan: sum(plan.breaks(problem).values()),
            express=lambda model: sum(breaks_of(model, person.id) for person in model.problem.people),
        )
    ]


def breaks_of(model: "Model", person: str) -> "LinearExprT":
    """b[p] = Σ over sessions of the number of rows of adjacent meetings, less one where there is any.

    A row starts in slot t when u[p,t] and not u[p,t-1].
    """
    return model.once((Goal.BREAKS, person), lambda: _breaks(model, person))


def _breaks(model: "Model", person: str) -> "LinearExprT":
    breaks: list[LinearExprT] = []
    for slots in model.problem.sessions.values():
        used = model.used_slots(person, slots)
        if len(used) > 1:
            before = [None, *(model.used.get((person, slot)) for slot in slots[:-1])]
            starts = [
                _start(model, model.used[person, slot], previous)
                for slot, previous in zip(slots, before, strict=True)
                if (person, slot) in model.used
            ]
            attends = model.cp.new_bool_var("")
            model.cp.add_max_equality(attends, used)
            breaks.append(sum(starts) - attends)
    return sum(breaks)


def _start(model: "Model", used: "Literal", previous: "Literal | None") -> "Literal":
    """A literal that is true when, and only when, a row starts in this slot."""
    if previous is None:
        return used
    start = model.cp.new_bool_var("")
    model.cp.add_bool_or(used.negated(), previous, start)
    model.cp.add_implication(start, used)
    model.cp.add_implication(start, previous.negated())
    return start
