"""Every plan of a small problem, counted out one by one: what the solver is held against."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from scheduler import Code, Goal, Placement, Problem, Solution, check

CURABLE = {Code.MISSING, Code.TOO_EARLY, Code.UNFAIR}
"""Violations that further placements can mend; all others stay whatever is added."""

ORDER = (Goal.REQUIRED, Goal.SHORTFALL, Goal.SCORE, Goal.IDLE_SLOTS, Goal.BREAKS)
MOST = (Goal.REQUIRED, Goal.SCORE)


def plans(problem: Problem) -> Iterator[Solution]:
    """Every plan that breaks no rule."""
    for placements in _extend(problem, (), 0):
        if not check(problem, Solution(placements)):
            yield Solution(placements)


def worth(problem: Problem, plan: Solution) -> tuple[tuple[int, ...], ...]:
    """The plan's figures in the order of the goals, moves left out, so that the smallest tuple is the best plan."""
    return tuple(
        tuple(-figure if goal in MOST else figure for figure in plan.value(problem, goal)) for goal in ORDER
    )


def fewest_moves(problem: Problem, plan: Solution) -> int:
    """The fewest moves over all choices of places, slots and people being those of the plan."""
    choices = product(problem.place_by_id, repeat=len(plan.placements))
    moved = (
        Solution(
            tuple(replace(held, place=place) for held, place in zip(plan.placements, places, strict=True))
        )
        for places in choices
    )
    return min(sum(each.moves(problem).values()) for each in moved if not check(problem, each))


def _extend(
    problem: Problem, placements: tuple[Placement, ...], number: int
) -> Iterator[tuple[Placement, ...]]:
    if number == len(problem.meetings):
        yield placements
        return
    yield from _extend(problem, placements, number + 1)
    meeting = problem.meetings[number]
    helpers = [None] if meeting.skill is None else list(problem.helper_by_id)
    for people in product(*meeting.sides):
        for slot, place, helper in product(problem.slot_by_id, problem.place_by_id, helpers):
            added = Placement(meeting=meeting.id, slot=slot, place=place, people=people, helper=helper)
            broken = {violation.code for violation in check(problem, Solution((*placements, added)))}
            if broken <= CURABLE:
                yield from _extend(problem, (*placements, added), number + 1)
