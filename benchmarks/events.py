"""Seeded random events of any size."""

import random
from dataclasses import dataclass, replace

from scheduler.problem import Goal, Meeting, Person, Place, Problem, Slot

_MINUTES = 20
_MUTUAL = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What makes an event of a size."""

    buyers: int
    suppliers: int
    slots: int
    places: int
    density: float
    """The share of pairs that may meet."""
    absence: float = 0.1
    """The share of the slots that a person is away."""
    guarantee: int = 2
    """The number of meetings everybody should have at least."""
    cap: int | None = None
    """The most meetings of a supplier; None: any."""
    seed: int = 1

    def __str__(self) -> str:
        return f"{self.buyers}×{self.suppliers}×{self.slots}×{self.places}"


@dataclass(frozen=True, slots=True)
class WishedEvent:
    """An event of wishes.

    Attributes:
        problem: what to plan: a meeting for each wish of a buyer.
        mutual: the meetings the supplier wishes for too.
    """

    problem: Problem
    mutual: frozenset[str]


def wished_event(shape: Shape, wishes: int, goals: tuple[Goal, ...]) -> WishedEvent:
    """A random event in which each buyer makes so many wishes, of which a third are mutual.

    The density of the shape is not looked at.
    """
    dice = random.Random(shape.seed)
    bare = event(replace(shape, density=0.0), goals)
    buyers, suppliers = bare.people[: shape.buyers], bare.people[shape.buyers :]
    meetings = tuple(
        Meeting(
            id=f"{buyer.id} {supplier.id}", sides=((buyer.id,), (supplier.id,)), score=dice.randint(1, 1000)
        )
        for buyer in buyers
        for supplier in dice.sample(suppliers, wishes)
    )
    mutual = frozenset(meeting.id for meeting in meetings if dice.random() < _MUTUAL)
    return WishedEvent(replace(bare, meetings=meetings), mutual)


def event(shape: Shape, goals: tuple[Goal, ...]) -> Problem:
    """A random event: each pair of the two sides may meet with the chance `density`, for a score of 1 to 1000."""
    dice = random.Random(shape.seed)
    slots = [f"s{number}" for number in range(shape.slots)]
    sides = [
        [f"b{number}" for number in range(shape.buyers)],
        [f"t{number}" for number in range(shape.suppliers)],
    ]
    caps = (None, None if shape.cap is None else max(shape.cap, shape.guarantee))
    return Problem(
        slots=tuple(
            Slot(id=slot, session="day", start=number * _MINUTES, end=(number + 1) * _MINUTES)
            for number, slot in enumerate(slots)
        ),
        people=tuple(
            Person(
                id=person,
                slots=frozenset(slots) - frozenset(dice.sample(slots, round(shape.absence * shape.slots))),
                guaranteed=shape.guarantee,
                greatest=cap,
            )
            for people, cap in zip(sides, caps, strict=True)
            for person in people
        ),
        places=tuple(Place(id=f"table {number}") for number in range(shape.places)),
        meetings=tuple(
            Meeting(id=f"{buyer} {supplier}", sides=((buyer,), (supplier,)), score=dice.randint(1, 1000))
            for buyer in sides[0]
            for supplier in sides[1]
            if dice.random() < shape.density
        ),
        goals=goals,
    )
