"""Meetings that enter a plan without changing anything in it: CP-SAT on what people and places have left.

Most meetings of the plan need no part in that: it is enough that their people are away and their places
closed while they are held. Only where a rule looks at a whole agenda are they shown to the solver, pinned.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from scheduler.clock import Clock
from scheduler.closest import Edits, Figure, closest
from scheduler.neighbourhood import earlier, people_of
from scheduler.places import place_near
from scheduler.problem import Meeting, Problem
from scheduler.solution import Placement, Solution


def insert(
    problem: Problem, plan: Solution, entering: Sequence[Meeting], awaited: Collection[str], clock: Clock
) -> tuple[Solution, bool] | None:
    """The plan with as many as fit of the meetings that enter, and whether no choice is better; None without one.

    Required meetings count first, then those awaited by their number, then the scores of all.

    Args:
        problem: the rules.
        plan: what stays as it is.
        entering: the meetings that may enter, each of which fits alone in one of its slots.
        awaited: the ids of those that count by their number.
        clock: limits the search.
    """
    shown = _shown(problem, plan, entering)
    part = _left(problem, plan, shown, entering)

    def figures(edits: Edits) -> Sequence[Figure]:
        return [edits.required_missing(), edits.missing(awaited), edits.points_lost()]

    beside = Solution(tuple(shown.values()))
    answer = closest(part, beside, (), figures, clock)
    placed = None if answer.held is None else place_near(part, answer.held, beside)
    if placed is None:
        return None
    added = tuple(held for held in placed.placements if held.meeting not in shown)
    return Solution((*plan.placements, *added)), answer.proven


def _shown(problem: Problem, plan: Solution, entering: Iterable[Meeting]) -> dict[str, Placement]:
    """The meetings of the plan that rules on whole agendas need: numbers, rests, order, fairness, who has met whom.

    Who has met whom matters only where people stand in for one another: else a meeting that fits alone is
    of people who have not met.
    """
    watched: set[str] = set()
    before: set[str] = set()
    for meeting in entering:
        before |= earlier(problem, [meeting.id])
        stands_in = any(len(side) > 1 for side in meeting.sides)
        for name in people_of(meeting):
            person = problem.person_by_id[name]
            if stands_in or person.greatest is not None or person.rest_after is not None:
                watched.add(name)
    return {
        held.meeting: held
        for held in plan.placements
        if problem.fairness is not None or held.meeting in before or not watched.isdisjoint(held.people)
    }


def _left(
    problem: Problem, plan: Solution, shown: dict[str, Placement], entering: Sequence[Meeting]
) -> Problem:
    """What the plan leaves: people are away, and places closed, while meetings that are not shown are held."""
    away: dict[str, set[str]] = defaultdict(set)
    closed: dict[str, set[str]] = defaultdict(set)
    helping: dict[str, set[str]] = defaultdict(set)
    for held in plan.placements:
        if held.meeting not in shown:
            during = problem.overlaps[held.slot]
            closed[held.place].update(during)
            for person in held.people:
                away[person].update(during)
            if held.helper is not None:
                helping[held.helper].update(during)
    pinned = [
        replace(problem.meeting_by_id[name], slot=held.slot, place=held.place, places=None, after=())
        for name, held in shown.items()
    ]
    people = {person for meeting in (*pinned, *entering) for person in people_of(meeting)}
    always = frozenset(problem.slot_by_id)
    return replace(
        problem,
        people=tuple(
            replace(person, slots=person.slots - away[person.id])
            for person in problem.people
            if person.id in people or problem.fairness is not None
        ),
        places=tuple(
            replace(place, slots=(always if place.slots is None else place.slots) - closed[place.id])
            for place in problem.places
        ),
        helpers=tuple(replace(helper, slots=helper.slots - helping[helper.id]) for helper in problem.helpers),
        meetings=(*pinned, *entering),
        forbidden=frozenset(pair for pair in problem.forbidden if people.issuperset(pair)),
    )
