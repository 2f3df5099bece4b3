"""The meetings of a problem that are one pair of people, as plain lists of numbers.

Flows and local search look at hundreds of thousands of meetings; here people and slots are numbers, and a set
of slots is the bits of an integer. Meetings with alternative people, more sides, a helper or an order are left
to the model.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from scheduler.options import Requirement, requirement_of
from scheduler.problem import Meeting, Person, Problem


@dataclass(frozen=True)
class Candidates:
    """Pairs that may meet.

    Attributes:
        problem: where they come from.
        meetings: the meeting of each pair.
        first: the number of one person of each pair.
        second: the number of the other.
        score: what each pair is worth.
        slots: the slots in which each pair can meet, as bits.
        requirement: what each pair requires of its place.
        available: the slots in which each person is available, as bits.
        capacity: the number of open places in each slot.
    """

    problem: Problem
    meetings: list[Meeting]
    first: list[int]
    second: list[int]
    score: list[int]
    slots: list[int]
    requirement: list[Requirement]
    available: list[int]
    capacity: list[int]

    @cached_property
    def slot_ids(self) -> list[str]:
        """The slot of each number: session after session, each in order of time."""
        return slot_order(self.problem)

    @cached_property
    def sessions(self) -> list[range]:
        """The numbers of the slots of each session."""
        ranges, start = [], 0
        for slots in self.problem.sessions.values():
            ranges.append(range(start, start + len(slots)))
            start += len(slots)
        return ranges

    @cached_property
    def overlaps(self) -> list[int]:
        """For each slot, the slots that share time with it, itself included, as bits."""
        bit = slot_bits(self.problem)
        return [sum(bit[other] for other in self.problem.overlaps[slot]) for slot in self.slot_ids]

    @cached_property
    def in_time(self) -> list[int]:
        """The numbers of the slots in order of their start."""
        start = [self.problem.slot_by_id[slot].start for slot in self.slot_ids]
        return sorted(range(len(start)), key=start.__getitem__)

    @cached_property
    def sides(self) -> list[int] | None:
        """A side, 0 or 1, for each person such that each pair has both; None where there is no such division."""
        neighbours: list[list[int]] = [[] for _ in self.available]
        for first, second in zip(self.first, self.second, strict=True):
            neighbours[first].append(second)
            neighbours[second].append(first)
        side = [-1] * len(neighbours)
        for start in range(len(neighbours)):
            if side[start] >= 0:
                continue
            side[start] = 0
            waiting = [start]
            while waiting:
                person = waiting.pop()
                for other in neighbours[person]:
                    if side[other] == side[person]:
                        return None
                    if side[other] < 0:
                        side[other] = 1 - side[person]
                        waiting.append(other)
        return side

    @cached_property
    def rooms(self) -> list[int]:
        """How many pairs each slot can hold at most: its places, and the people of each side that are available."""
        if self.sides is None:
            return self.capacity
        present = [[0] * len(self.capacity) for _ in range(2)]
        for side, slots in zip(self.sides, self.available, strict=True):
            for slot in range(len(self.capacity)):
                present[side][slot] += slots >> slot & 1
        return [min(three) for three in zip(self.capacity, *present, strict=True)]

    @cached_property
    def greatest(self) -> list[int]:
        """The most meetings of each person: its own limit, its slots and what its rests leave of them."""
        return [
            min(
                len(self.problem.slots) if person.greatest is None else person.greatest,
                _most_with_rests(self.problem, person),
            )
            for person in self.problem.people
        ]


def is_pair(meeting: Meeting) -> bool:
    """Whether two people are settled from the start."""
    return len(meeting.sides) == 2 and all(len(side) == 1 for side in meeting.sides)


def slot_bits(problem: Problem) -> dict[str, int]:
    """The bit of each slot."""
    return {slot: 1 << number for number, slot in enumerate(slot_order(problem))}


def slot_order(problem: Problem) -> list[str]:
    """The slots session after session, each in order of time, so that adjacent ones have adjacent numbers."""
    return [slot for slots in problem.sessions.values() for slot in slots]


def gather(problem: Problem, *, relaxed: bool = False) -> Candidates:
    """The meetings that are one pair and have a slot, the best ones first.

    Args:
        problem: where to find them.
        relaxed: whether to take also the meetings that need a helper or wait for another, as if they did not,
            and all meetings of a pair, as if it could meet in each.
    """
    bit = slot_bits(problem)
    number = {person.id: place for place, person in enumerate(problem.people)}
    available = [sum(bit[slot] for slot in person.slots) for person in problem.people]
    find_slots = _place_slots(problem, bit)
    find_requirement = _requirements(problem)
    taken: set[frozenset[int]] = set()
    found = Candidates(
        problem,
        [],
        [],
        [],
        [],
        [],
        [],
        available,
        [_open_places(problem, slot) for slot in slot_order(problem)],
    )
    for meeting in sorted(problem.meetings, key=lambda each: (not problem.must_be_held(each), -each.score)):
        if not is_pair(meeting) or ((meeting.skill or meeting.after) and not relaxed):
            continue
        first, second = number[meeting.sides[0][0]], number[meeting.sides[1][0]]
        requirement = find_requirement(meeting, first, second)
        slots = (
            available[first] & available[second] & find_slots(requirement) & _own_slots(problem, meeting, bit)
        )
        pair = frozenset((first, second))
        if (
            not slots
            or (pair in taken and problem.pairs_meet_once and not relaxed)
            or not problem.may_meet(_ids(problem, pair))
        ):
            continue
        taken.add(pair)
        found.meetings.append(meeting)
        found.first.append(first)
        found.second.append(second)
        found.score.append(meeting.score)
        found.slots.append(slots)
        found.requirement.append(requirement)
    return found


def _ids(problem: Problem, pair: frozenset[int]) -> list[str]:
    return [problem.people[number].id for number in pair]


def _own_slots(problem: Problem, meeting: Meeting, bit: Mapping[str, int]) -> int:
    """The slots the meeting itself allows, as bits."""
    slots = -1
    if meeting.slot is not None:
        slots &= bit[meeting.slot]
    if meeting.slots is not None:
        slots &= sum(bit[slot] for slot in meeting.slots)
    if meeting.session is not None:
        slots &= sum(bit[slot] for slot in problem.sessions[meeting.session])
    return slots


def _requirements(problem: Problem) -> Callable[[Meeting, int, int], Requirement]:
    """A function to what a meeting requires of its place; pairs of the same kinds of people share theirs."""
    kinds = [(person.presence, person.home_place, person.access_needs) for person in problem.people]
    known: dict[object, Requirement] = {}

    def find(meeting: Meeting, first: int, second: int) -> Requirement:
        key = (kinds[first], kinds[second], meeting.place, meeting.places)
        if key not in known:
            known[key] = requirement_of(meeting, [problem.people[first], problem.people[second]], None)
        return known[key]

    return find


def _place_slots(problem: Problem, bit: Mapping[str, int]) -> Callable[[Requirement], int]:
    """A function from a requirement to the slots in which a place that suits it is open, as bits."""

    @cache
    def find(requirement: Requirement) -> int:
        slots = 0
        for place in problem.places:
            if requirement.suits(place):
                slots |= sum(bit[slot] for slot in (bit if place.slots is None else place.slots))
        return slots

    return find


def _open_places(problem: Problem, slot: str) -> int:
    return sum(place.slots is None or slot in place.slots for place in problem.places)


def _most_with_rests(problem: Problem, person: Person) -> int:
    """The most slots of a person with a free one after each `rest_after` adjacent ones: the earliest ones do it."""
    if person.rest_after is None:
        return len(person.slots)
    most = 0
    for slots in problem.sessions.values():
        row = 0
        for slot in slots:
            row = row + 1 if slot in person.slots and row < person.rest_after else 0
            most += row > 0
    return most
