"""Changes to a timetable that keep its rules: chains of pairs that change places between two slots.

Of the pairs held in slots s and t, those connected by common people form a path or a cycle. To move one of them
to the other slot is to exchange the slots of all of them (a Kempe chain of an edge colouring).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from scheduler.timetable import NOT_HELD, Timetable

_LONGEST = 60
"""Pairs in a chain; longer ones hardly ever help."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Pairs that change between two slots together.

    Attributes:
        origin: one slot.
        target: the other.
        pairs: the pairs held in one of them.
        ends: those who have a meeting in one slot only, with the slot they get and the slot they lose: all
            others are busy in both before and after.
    """

    origin: int
    target: int
    pairs: list[int]
    ends: list[tuple[int, int, int]]


def chain(timetable: Timetable, pair: int, target: int) -> Chain | None:
    """The chain that moves a pair to another slot, or None where one of its pairs cannot move."""
    candidates = timetable.candidates
    origin = timetable.slot[pair]
    moving = [pair]
    seen = {pair}
    ends: list[tuple[int, int, int]] = []
    change = 0
    for each in moving:
        leaves = timetable.slot[each]
        goes_to = target if leaves == origin else origin
        if not candidates.slots[each] >> goes_to & 1:
            return None
        change += 1 if goes_to == target else -1
        for person in (candidates.first[each], candidates.second[each]):
            other = timetable.agenda[person][goes_to]
            if other == NOT_HELD:
                if not timetable.is_clear(person, goes_to, leaves):
                    return None
                ends.append((person, goes_to, leaves))
            elif other not in seen:
                seen.add(other)
                moving.append(other)
        if len(moving) > _LONGEST:
            return None
    into, size = (target, change) if change > 0 else (origin, -change)
    return Chain(origin, target, moving, ends) if size <= timetable.room(into) else None


def exchange(timetable: Timetable, links: Chain) -> bool:
    """Exchange the slots of a chain; False, and nothing changed, where somebody would lack a rest."""
    _turn(timetable, links)
    if all(timetable.keeps_rests(pair) for pair in links.pairs):
        return True
    _turn(timetable, links)
    return False


def _turn(timetable: Timetable, links: Chain) -> None:
    was_in = [timetable.drop(pair) for pair in links.pairs]
    for pair, slot in zip(links.pairs, was_in, strict=True):
        timetable.hold(pair, links.target if slot == links.origin else links.origin)


def insert(timetable: Timetable, pair: int) -> bool:
    """Let a pair meet that has no common free slot, by moving others along a chain."""
    possible = timetable.possible(pair)
    if not timetable.has_room(pair):
        return False
    if timetable.hold_in_one_of(pair, possible):
        return True
    for blocking, slot, target in _blockers(timetable, pair):
        links = chain(timetable, blocking, target)
        if links is not None and exchange(timetable, links):
            if timetable.may_hold(pair, slot):
                timetable.hold(pair, slot)
                return True
            exchange(timetable, links)
    return False


def press(timetable: Timetable, pair: int, dice: Random, tries: int) -> bool:
    """Insert a pair, exchanging chains at random among the meetings of its people until it fits."""
    candidates = timetable.candidates
    if insert(timetable, pair):
        return True
    if not timetable.has_room(pair):
        return False
    for _ in range(tries):
        agenda = timetable.agenda[dice.choice((candidates.first[pair], candidates.second[pair]))]
        moved = dice.choice([other for other in agenda if other != NOT_HELD] or [NOT_HELD])
        if moved == NOT_HELD:
            return False
        target = dice.choice(list(bits(candidates.slots[moved])))
        links = chain(timetable, moved, target) if target != timetable.slot[moved] else None
        if links is not None and exchange(timetable, links) and insert(timetable, pair):
            return True
    return False


def _blockers(timetable: Timetable, pair: int) -> Iterator[tuple[int, int, int]]:
    """A pair to move, the slot it leaves and the slot it could go to, so that the pair would fit."""
    candidates = timetable.candidates
    people = candidates.first[pair], candidates.second[pair]
    for free, busy in (people, people[::-1]):
        for slot in bits(candidates.slots[pair] & timetable.free[free] & ~timetable.free[busy]):
            blocking = timetable.agenda[busy][slot]
            if blocking != NOT_HELD:
                for target in bits(candidates.slots[blocking] & timetable.free[busy]):
                    yield blocking, slot, target


def bits(slots: int) -> Iterator[int]:
    """The numbers of the slots in a set."""
    while slots:
        yield (slots & -slots).bit_length() - 1
        slots &= slots - 1
