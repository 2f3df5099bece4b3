"""Random small problems and plans, and every plan of a problem by enumeration: what the solver's answers are held against."""

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import product

from scheduler import Code, Meeting, Person, Place, Placement, Presence, Problem, Slot, Solution, check
from tests.scheduler.day import slots

_SETTLED_LATER = {Code.MISSING, Code.TOO_EARLY, Code.UNFAIR}


def random_problem(seed: int, *, meetings: int = 5) -> Problem:
    """Two to three slots in one or two sessions, two or three people a side, one or two places, rules at random."""
    chance = random.Random(seed)
    times = slots(*chance.choice(((2,), (3,), (2, 1), (3,))))
    if chance.random() < 0.15:
        times = (*times, Slot(id="long", session="long", start=10, end=40))
    places = tuple(_place(chance, number, times) for number in range(chance.choice((1, 1, 2))))
    left = [_person(chance, f"a{number}", times, places) for number in range(chance.choice((2, 3)))]
    right = [_person(chance, f"b{number}", times, places) for number in range(chance.choice((2, 3)))]
    pairs = [(a.id, b.id) for a in left for b in right]
    chance.shuffle(pairs)
    made: list[Meeting] = []
    for a, b in pairs[:meetings]:
        other = chance.choice(right).id
        side = (b, other) if other != b and chance.random() < 0.2 else (b,)
        made.append(
            Meeting(
                id=f"m{len(made)}",
                sides=((a,), side),
                score=chance.randint(0, 9),
                required=chance.random() < 0.2,
                slot=chance.choice(times).id if chance.random() < 0.1 else None,
                place=chance.choice(places).id if chance.random() < 0.1 else None,
                after=(chance.choice(made).id,) if made and chance.random() < 0.15 else (),
            )
        )
    forbidden = [pair for pair in pairs if chance.random() < 0.05]
    return Problem(
        slots=times,
        people=tuple(left + right),
        places=places,
        meetings=tuple(made),
        forbidden=frozenset(forbidden),
        pairs_meet_once=chance.random() < 0.8,
        fairness=chance.choice((None, None, None, None, 0, 1)),
    )


def random_plan(problem: Problem, seed: int, *, fixed: float = 0.0) -> tuple[Problem, Solution]:
    """A plan made meeting by meeting, and the problem with some of its meetings fixed."""
    chance = random.Random(seed)
    held: tuple[Placement, ...] = ()
    for meeting in chance.sample(problem.meetings, len(problem.meetings)):
        choices = list(placements(problem, meeting))
        chance.shuffle(choices)
        fitting = (each for each in choices if not check(problem, Solution((*held, each))))
        held += tuple(next(([each] for each in fitting), []))
    names = {each.meeting for each in held if chance.random() < fixed}
    return (
        replace(problem, meetings=tuple(replace(each, fixed=each.id in names) for each in problem.meetings)),
        Solution(held),
    )


def placements(problem: Problem, meeting: Meeting) -> Iterator[Placement]:
    """Every way to hold a meeting, right or wrong."""
    for people, slot, place in product(product(*meeting.sides), problem.slots, problem.places):
        yield Placement(meeting=meeting.id, slot=slot.id, place=place.id, people=people)


def every_plan(problem: Problem, meetings: Collection[str], but: Collection[Code] = ()) -> Iterator[Solution]:
    """Every plan that breaks no rule (but those of these codes) and holds none but these meetings."""
    wanted = [meeting for meeting in problem.meetings if meeting.id in meetings]
    single = {
        meeting.id: [
            each
            for each in placements(problem, meeting)
            if not _broken(problem, (each,), {*but, *_SETTLED_LATER})
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
            if not _broken(problem, (*held, each), {*but, *_SETTLED_LATER}):
                yield from grow((*held, each), rest[1:])

    yield from grow((), wanted)


def _broken(problem: Problem, held: tuple[Placement, ...], but: Collection[Code]) -> bool:
    return any(violation.code not in but for violation in check(problem, Solution(held)))


def _person(
    chance: random.Random, identifier: str, times: tuple[Slot, ...], places: tuple[Place, ...]
) -> Person:
    return Person(
        id=identifier,
        slots=frozenset(slot.id for slot in times if chance.random() < 0.85),
        presence=chance.choice((Presence.EITHER, Presence.EITHER, Presence.ON_SITE, Presence.REMOTE)),
        guaranteed=chance.choice((0, 0, 1)),
        greatest=chance.choice((None, None, None, 1, 2)),
        rest_after=chance.choice((None, None, None, 1)),
        home_place=chance.choice(places).id if chance.random() < 0.1 else None,
    )


def _place(chance: random.Random, number: int, times: tuple[Slot, ...]) -> Place:
    return Place(
        id=f"t{number}",
        slots=frozenset(slot.id for slot in times if chance.random() < 0.9)
        if chance.random() < 0.5
        else None,
        on_site=True,
        video=chance.random() < 0.8,
    )
