"""Which meetings of a plan are near some people, and so worth changing for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import chain

from scheduler.problem import Meeting, Problem
from scheduler.solution import Solution

SIZES = (200, 1_500, 6_000)
"""How many choices (a meeting in a slot) one search after the other is given; with more it would take long."""


def people_of(meeting: Meeting) -> frozenset[str]:
    """Everybody on the sides of a meeting."""
    return frozenset(person for side in meeting.sides for person in side)


def part_of(problem: Problem, plan: Solution, people: Collection[str]) -> Solution:
    """The meetings of these people, those that must be held, and those that any of them come after."""
    wanted = {
        held.meeting
        for held in plan.placements
        if not people_of(problem.meeting_by_id[held.meeting]).isdisjoint(people)
        or problem.must_be_held(problem.meeting_by_id[held.meeting])
    }
    wanted |= earlier(problem, wanted)
    return Solution(tuple(held for held in plan.placements if held.meeting in wanted))


def earlier(problem: Problem, meetings: Iterable[str]) -> set[str]:
    """The meetings that these come after, directly or by others."""
    found: set[str] = set()
    queue = [name for meeting in meetings for name in problem.meeting_by_id[meeting].after]
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue.extend(problem.meeting_by_id[name].after)
    return found


def loosen(problem: Problem, plan: Solution, people: Iterable[str], size: int) -> tuple[frozenset[str], bool]:
    """The meetings nearest to these people that have so many choices together, and whether these are all.

    First the meetings of the people themselves, then those of whom they meet, and so on; then all others.
    """
    meetings_of: dict[str, list[str]] = defaultdict(list)
    for held in plan.placements:
        for person in held.people:
            meetings_of[person].append(held.meeting)
    queue = sorted(people)
    near = set(queue)
    loose: dict[str, None] = {}
    choices = 0
    for person in chain(queue, (each.id for each in problem.people)):
        for name in meetings_of[person]:
            if name in loose:
                continue
            members = people_of(problem.meeting_by_id[name])
            choices += max(len(problem.person_by_id[each].slots) for each in members)
            if choices > size:
                return frozenset(loose), False
            loose[name] = None
            queue.extend(sorted(members - near))
            near |= members
    return frozenset(loose), True
