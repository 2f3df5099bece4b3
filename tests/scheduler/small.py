"""Random plans, and every plan of a part of a small problem: what reasons, repairs and clashes are held against."""

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import product

from scheduler import Code, Meeting, Placement, Problem, Solution, check
from tests.scheduler.brute_force import CURABLE


def random_plan(problem: Problem, seed: int, *, fixed: float = 0.0) -> tuple[Problem, Solution]:
    """A plan made meeting by meeting, and the problem with some of its meetings fixed, and no others."""
    chance = random.Random(seed)
    open_problem = replace(
        problem,
        meetings=tuple(replace(meeting, fixed=False) for meeting in problem.meetings),
        required_hard=False,
    )
    held: tuple[Placement, ...] = ()
    for meeting in chance.sample(open_problem.meetings, len(problem.meetings)):
        choices = list(placements(problem, meeting))
        chance.shuffle(choices)
        fitting = (each for each in choices if not check(open_problem, Solution((*held, each))))
        held += tuple(next(([each] for each in fitting), []))
    names = {each.meeting for each in held if chance.random() < fixed}
    meetings = tuple(replace(each, fixed=each.id in names) for each in open_problem.meetings)
    return replace(open_problem, meetings=meetings), Solution(held)


def placements(problem: Problem, meeting: Meeting) -> Iterator[Placement]:
    """Every way to hold a meeting, right or wrong."""
    helpers = [None] if meeting.skill is None else list(problem.helper_by_id)
    for people, slot, place in product(product(*meeting.sides), problem.slots, problem.places):
        for helper in helpers:
            yield Placement(meeting=meeting.id, slot=slot.id, place=place.id, people=people, helper=helper)


def every_plan(problem: Problem, meetings: Collection[str], but: Collection[Code] = ()) -> Iterator[Solution]:
    """Every plan that breaks no rule (but those of these codes) and holds none but these meetings."""
    wanted = [meeting for meeting in problem.meetings if meeting.id in meetings]
    single = {
        meeting.id: [
            each for each in placements(problem, meeting) if not _broken(problem, (each,), {*but, *CURABLE})
        ]
        for meeting in wanted
    }

    def grow(held: tuple[Placement, ...], rest: list[Meeting]) -> Iterator[Solution]:
        if not rest:
            plan = Solution(held)
            if not _broken(problem, held, but):
                yield plan
            return
        yield from grow(held, rest[1:])
        for each in single[rest[0].id]:
            if not _broken(problem, (*held, each), {*but, *CURABLE}):
                yield from grow((*held, each), rest[1:])

    yield from grow((), wanted)


def _broken(problem: Problem, held: tuple[Placement, ...], but: Collection[Code]) -> bool:
    return any(violation.code not in but for violation in check(problem, Solution(held)))
