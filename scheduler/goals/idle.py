"""The goal that people have few idle slots."""

from typing import TYPE_CHECKING

from scheduler.goals.target import Target
from scheduler.problem import Goal, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from scheduler.model import Literal, Model


def idle_targets(problem: Problem) -> list[Target]:
    """The idle slots of all people: min Σ i[p,t], see `_idle`."""
    del problem
    return [
        Target(
            name=Goal.IDLE_SLOTS,
            goal=Goal.IDLE_SLOTS,
            sign=-1,
            bound=0,
            measure=lambda problem, plan: sum(plan.idle_slots(problem).values()),
            express=_express,
        )
    ]


def _express(model: "Model") -> "LinearExprT":
    return sum(
        literal
        for person in model.problem.people
        for slots in model.problem.sessions.values()
        for literal in _idle(model, person.id, [slot for slot in slots if slot in person.slots])
    )


def _idle(model: "Model", person: str, slots: list[str]) -> "list[Literal]":
    """i[p,t] ≥ before[p,t] + behind[p,t] - 1 - u[p,t] over the slots t of a session in which p is available.

    before[p,t] says that p has a meeting in an earlier slot of the session, behind[p,t] in a later one.
    """
    used = [model.used.get((person, slot)) for slot in slots]
    if sum(literal is not None for literal in used) < 2:
        return []
    before = _running(model, used)
    behind = _running(model, used[::-1])[::-1]
    idle = []
    for earlier, now, later in zip(before, used, behind, strict=True):
        if earlier is not None and later is not None:
            literal = model.cp.new_bool_var("")
            here = [] if now is None else [now]
            model.cp.add_bool_or(earlier.negated(), later.negated(), literal, *here)
            idle.append(literal)
    return idle


def _running(model: "Model", used: "list[Literal | None]") -> "list[Literal | None]":
    """For each slot, a literal that is implied by every use before it; None where there can be none."""
    running: list[Literal | None] = []
    so_far: Literal | None = None
    for literal in used:
        running.append(so_far)
        if literal is not None:
            following = model.cp.new_bool_var("")
            model.cp.add_implication(literal, following)
            if so_far is not None:
                model.cp.add_implication(so_far, following)
            so_far = following
    return running
