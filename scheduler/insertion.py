"""Meetings that enter a plan without changing anything in it: CP-SAT on what people and places have left."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from scheduler.clock import Clock
from scheduler.closest import Edits, Figure, closest, excerpt
from scheduler.neighbourhood import earlier, people_of
from scheduler.places import place_near
from scheduler.problem import Meeting, Problem
from scheduler.solution import Solution


def insert(
    problem: Problem, plan: Solution, entering: Sequence[Meeting], awaited: Collection[str], clock: Clock
) -> tuple[Solution, bool] | None:
    """The plan with as many as fit of the meetings that enter, and whether no choice is better; None without one.

    Required meetings count first, then those awaited by their number, then the scores of all.
    """
    people = frozenset(person for meeting in entering for person in people_of(meeting))
    before = earlier(problem, [meeting.id for meeting in entering])
    beside = Solution(
        tuple(
            held
            for held in plan.placements
            if problem.fairness is not None or held.meeting in before or not people.isdisjoint(held.people)
        )
    )
    rest = _without(problem, plan, beside)
    where = {held.meeting: held for held in beside.placements}
    part = excerpt(rest, beside, (), entering)
    part = replace(
        part,
        meetings=tuple(
            replace(meeting, place=where[meeting.id].place, places=None) if meeting.id in where else meeting
            for meeting in part.meetings
        ),
    )

    def figures(edits: Edits) -> Sequence[Figure]:
        return [edits.required_missing(), edits.missing(awaited), edits.points_lost()]

    answer = closest(part, beside, (), figures, clock)
    placed = None if answer.held is None else place_near(part, answer.held, beside)
    if placed is None:
        return None
    added = tuple(held for held in placed.placements if held.meeting not in where)
    return Solution((*plan.placements, *added)), answer.proven


def _without(problem: Problem, plan: Solution, beside: Solution) -> Problem:
    """The problem in which places and helpers are closed while meetings of the plan, but those beside, use them."""
    shown = {held.meeting for held in beside.placements}
    closed: dict[str, set[str]] = defaultdict(set)
    away: dict[str, set[str]] = defaultdict(set)
    for held in plan.placements:
        if held.meeting not in shown:
            closed[held.place].update(problem.overlaps[held.slot])
            if held.helper is not None:
                away[held.helper].update(problem.overlaps[held.slot])
    always = frozenset(problem.slot_by_id)
    return replace(
        problem,
        places=tuple(
            replace(place, slots=(always if place.slots is None else place.slots) - closed[place.id])
            for place in problem.places
        ),
        helpers=tuple(replace(helper, slots=helper.slots - away[helper.id]) for helper in problem.helpers),
    )
