"""The goal that people get their guaranteed number of meetings, the worst-served first.

Comparing two plans by their sorted shortfalls, worst first, is comparing first how many people lack K
meetings or more, then how many lack K - 1 or more, and so on to 1, where K is the greatest guarantee.
"""

from collections import defaultdict
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.goals.target import Target
from scheduler.options import options
from scheduler.problem import Goal, Person, Problem
from scheduler.solution import Solution

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExprT

    from scheduler.model import Model


_MANY = 50_000
"""Meetings of which the options are not listed for a first bound."""


def shortfall_targets(problem: Problem) -> list[Target]:
    """For each k from the greatest guarantee down to 1: min Σ s[p,k] over people p.

    s[p,k] says that p lacks k meetings or more: guaranteed(p) - Σ u[p,t] ≤ Σ s[p,k] over k, and s[p,k+1] ≤ s[p,k].
    """
    greatest = max((person.guaranteed for person in problem.people), default=0)
    if greatest == 0:
        return []
    lacking = _unavoidable(problem)
    return [
        Target(
            name=f"{Goal.SHORTFALL}_{size}",
            goal=Goal.SHORTFALL,
            sign=-1,
            bound=sum(missing >= size for missing in lacking),
            measure=partial(_measure, size),
            express=partial(_express, size),
        )
        for size in range(greatest, 0, -1)
    ]


def _measure(size: int, problem: Problem, plan: Solution) -> int:
    return sum(missing >= size for missing in plan.shortfalls(problem))


def _unavoidable(problem: Problem) -> list[int]:
    """What each person lacks at least, whatever the others do: counted on the meetings and slots they have.

    With very many meetings nothing is counted: that would take longer than the flow of `scheduler.bound`.
    """
    if len(problem.meetings) > _MANY:
        return []
    slots: dict[str, set[str]] = defaultdict(set)
    meetings: dict[str, set[str]] = defaultdict(set)
    for option in options(problem):
        for person in option.people:
            slots[person].update(option.slots)
            meetings[person].add(option.meeting.id)
    return [
        person.guaranteed - min(len(slots[person.id]), len(meetings[person.id])) for person in problem.people
    ]


def _express(size: int, model: "Model") -> "LinearExprT":
    lacks = model.once(Goal.SHORTFALL, lambda: [_lacks(model, person) for person in model.problem.people])
    return sum(literals[size - 1] for literals in lacks if len(literals) >= size)


def _lacks(model: "Model", person: Person) -> "list[IntVar]":
    """The literals s[p,1], s[p,2] … of a person."""
    lacks = [model.cp.new_bool_var("") for _ in range(person.guaranteed)]
    held = model.used_slots(person.id, model.problem.slot_by_id)
    model.cp.add(sum(held) + sum(lacks) >= person.guaranteed)
    for less, more in pairwise(lacks):
        model.cp.add_implication(more, less)
    return lacks
