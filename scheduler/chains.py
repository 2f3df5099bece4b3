"""Changes to a timetable that keep its rules: chains of pairs that change places between two slots.

Of the pairs held in slots s and t, those connected by common people form a path or a cycle. To move one of them
to the other slot is to exchange the slots of all of them (a Kempe chain of an edge colouring).
"""

from collections.abc import Iterator

from scheduler.timetable import NOT_HELD, Timetable

_LONGEST = 60
"""Pairs in a chain; longer ones hardly ever help."""


def chain(timetable: Timetable, pair: int, target: int) -> list[int] | None:
    """The pairs that change between the slot of the pair and another, or None where one of them cannot."""
    candidates = timetable.candidates
    origin = timetable.slot[pair]
    moving = [pair]
    seen = {pair}
    change = 0
    for each in moving:
        goes_to = target if timetable.slot[each] == origin else origin
        if not candidates.slots[each] >> goes_to & 1:
            return None
        change += 1 if goes_to == target else -1
        for person in (candidates.first[each], candidates.second[each]):
            other = timetable.agenda[person][goes_to]
            if other == NOT_HELD:
                if not timetable.is_clear(person, goes_to, origin if goes_to == target else target):
                    return None
            elif other not in seen:
                seen.add(other)
                moving.append(other)
        if len(moving) > _LONGEST:
            return None
    into, size = (target, change) if change > 0 else (origin, -change)
    return moving if size <= timetable.room(into) else None


def exchange(timetable: Timetable, moving: list[int], one: int, other: int) -> bool:
    """Exchange the slots of a chain; False, and nothing changed, where somebody would lack a rest."""
    goes_to = {pair: other if timetable.slot[pair] == one else one for pair in moving}
    for pair in moving:
        timetable.drop(pair)
    for pair, slot in goes_to.items():
        timetable.hold(pair, slot)
    if all(timetable.keeps_rests(pair) for pair in moving):
        return True
    for pair in moving:
        timetable.drop(pair)
    for pair, slot in goes_to.items():
        timetable.hold(pair, other if slot == one else one)
    return False


def insert(timetable: Timetable, pair: int) -> bool:
    """Let a pair meet that has no common free slot, by moving others along a chain."""
    possible = timetable.possible(pair)
    if not timetable.has_room(pair):
        return False
    if timetable.hold_in_one_of(pair, possible):
        return True
    for blocking, slot, target in _blockers(timetable, pair):
        moving = chain(timetable, blocking, target)
        if moving is not None and exchange(timetable, moving, slot, target):
            if timetable.may_hold(pair, slot):
                timetable.hold(pair, slot)
                return True
            exchange(timetable, moving, slot, target)
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
