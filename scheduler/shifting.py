"""Other people's meetings move so that more can be held: CP-SAT on the meetings near those that found no room."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scheduler.assignment import assign_near
from scheduler.clock import Clock
from scheduler.closest import Edits, Figure, closest, excerpt
from scheduler.neighbourhood import SIZES, loosen, people_of
from scheduler.parts import Meeting
from scheduler.places import place_near
from scheduler.problem import Problem
from scheduler.solution import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A plan in which others' meetings moved.

    Attributes:
        plan: the plan, None where none was found.
        changed: how many others' agendas change in it, places aside.
        proven: whether no choice of slots does better.
    """

    plan: Solution | None
    changed: int
    proven: bool


def shift(
    problem: Problem,
    plan: Solution,
    entering: Sequence[Meeting],
    movable: Collection[str],
    uncounted: Collection[str],
    most_changed: int | None,
    clock: Clock,
) -> Shifted:
    """The plan with those that enter, for which few people's agendas change.

    Required meetings count first. Then, with a greatest number of changed agendas, that none of the plan's
    meetings is lost, the meetings that enter, the score and the agendas changed; without one the agendas come
    before the rest.

    Args:
        problem: the rules.
        plan: what is to be kept as it is as far as possible.
        entering: the meetings that may enter.
        movable: the meetings of the plan that may change.
        uncounted: people whose agendas change anyway.
        most_changed: how many of the others' agendas may change; None: any number.
        clock: limits the search.
    """
    people = {person for meeting in entering for person in people_of(meeting)}
    near, whole = loosen(problem, plan, people, SIZES[-1])
    loose = near.intersection(movable)
    part = excerpt(problem, plan, loose, entering)

    def figures(edits: Edits) -> Sequence[Figure]:
        agendas = edits.agendas(uncounted)
        held = [edits.dropped(), edits.missing([meeting.id for meeting in entering]), edits.points_lost()]
        if most_changed is None:
            return [edits.required_missing(), agendas, *held]
        edits.model.cp.add(agendas.expression <= most_changed)
        return [edits.required_missing(), *held, agendas]

    answer = closest(part, plan, loose, figures, clock)
    if answer.held is None:
        return Shifted(plan=None, changed=0, proven=answer.infeasible and whole)
    slots = {each.option.meeting.id: (each.slot, each.option.people) for each in answer.held}
    moved = [held for held in plan.placements if slots.get(held.meeting) != (held.slot, held.people)]
    changed = {person for held in moved for person in held.people}.difference(uncounted)
    placed = place_near(problem, answer.held, plan) or assign_near(problem, answer.held, plan, clock)
    return Shifted(plan=placed, changed=len(changed), proven=answer.proven and whole)
