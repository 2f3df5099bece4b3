"""A plan while it is being built or changed: which pair meets in which slot, and who is free when."""

from scheduler.candidates import Candidates
from scheduler.solution import Solution

NOT_HELD = -1


class Timetable:
    """The slots of pairs, with the rules of people and the number of places kept at every step.

    Attributes:
        candidates: the pairs.
        slot: the slot of each pair, `NOT_HELD` for those without.
        agenda: for each person and slot, the pair held, or `NOT_HELD`.
        busy: the slots in which each person has a meeting, as bits.
        free: the slots in which each person is available and has no meeting, as bits.
        held: the number of meetings of each person.
        load: the number of meetings in each slot.
    """

    def __init__(self, candidates: Candidates) -> None:
        slots = len(candidates.capacity)
        people = candidates.problem.people
        self.candidates = candidates
        self.slot = [NOT_HELD] * len(candidates.score)
        self.agenda = [[NOT_HELD] * slots for _ in people]
        self.busy = [0] * len(people)
        self.free = list(candidates.available)
        self.held = [0] * len(people)
        self.load = [0] * slots
        self._overlapping = [bits != 1 << slot for slot, bits in enumerate(candidates.overlaps)]
        self._rests = [person.rest_after for person in people]
        self._session = [session for session in candidates.sessions for _ in session]
        self._full = sum(1 << slot for slot, places in enumerate(candidates.capacity) if places == 0)

    def may_hold(self, pair: int, slot: int) -> bool:
        """Whether the pair can meet in the slot, everything else left as it is."""
        return bool(self.possible(pair) >> slot & 1) and self._rested(pair, slot)

    def possible(self, pair: int) -> int:
        """The slots in which both are free and a place is left, as bits; rests are not looked at."""
        candidates = self.candidates
        first, second = candidates.first[pair], candidates.second[pair]
        return candidates.slots[pair] & self.free[first] & self.free[second] & ~self._full

    def has_room(self, pair: int) -> bool:
        """Whether neither of the pair has its greatest number of meetings."""
        greatest = self.candidates.greatest
        first, second = self.candidates.first[pair], self.candidates.second[pair]
        return self.held[first] < greatest[first] and self.held[second] < greatest[second]

    def hold(self, pair: int, slot: int) -> None:
        """Let the pair meet in the slot."""
        self.slot[pair] = slot
        self._count(slot, 1)
        for person in (self.candidates.first[pair], self.candidates.second[pair]):
            self.agenda[person][slot] = pair
            self.busy[person] |= 1 << slot
            self.held[person] += 1
            self.free[person] &= ~self.candidates.overlaps[slot]

    def drop(self, pair: int) -> int:
        """Let the pair not meet; the slot it had."""
        slot = self.slot[pair]
        self.slot[pair] = NOT_HELD
        self._count(slot, -1)
        for person in (self.candidates.first[pair], self.candidates.second[pair]):
            self.agenda[person][slot] = NOT_HELD
            self.busy[person] &= ~(1 << slot)
            self.held[person] -= 1
            self.free[person] |= self.candidates.available[person] & self._freed(person, slot)
        return slot

    def fill(self) -> None:
        """Add what still fits, the best pairs first, each in the first slot in which it fits."""
        for pair, slot in enumerate(self.slot):
            if slot == NOT_HELD:
                possible = self.possible(pair)
                if possible and self.has_room(pair):
                    self.hold_in_one_of(pair, possible)

    def hold_in_one_of(self, pair: int, slots: int) -> bool:
        """Let the pair meet in the first of these possible slots that leaves the rests of both."""
        while slots:
            slot = (slots & -slots).bit_length() - 1
            if self._rested(pair, slot):
                self.hold(pair, slot)
                return True
            slots &= slots - 1
        return False

    def is_clear(self, person: int, slot: int, left: int) -> bool:
        """Whether the person, whose meeting in `left` if any goes away, is free in the slot."""
        if self.free[person] >> slot & 1:
            return True
        if not self.candidates.overlaps[slot] >> left & 1:
            return False
        return all(
            other == left or self.agenda[person][other] == NOT_HELD
            for other in range(len(self.load))
            if self.candidates.overlaps[slot] >> other & 1
        )

    def keeps_rests(self, pair: int) -> bool:
        """Whether the pair's people have their rests beside the meeting."""
        return self._rested(pair, self.slot[pair])

    def is_waiting(self, person: int, slot: int) -> bool:
        """Whether the person had a meeting before in the session of the slot."""
        agenda = self.agenda[person]
        return any(agenda[earlier] != NOT_HELD for earlier in range(self._session[slot].start, slot))

    def room(self, slot: int) -> int:
        """How many more meetings the slot can take, at least; 0 or more."""
        return max(0, self._room(slot))

    def is_rested(self, person: int, slot: int) -> bool:
        """Whether a meeting in the slot would leave the person's rests."""
        rest = self._rests[person]
        if rest is None:
            return True
        session, agenda = self._session[slot], self.agenda[person]
        first = last = slot
        while first > session.start and agenda[first - 1] != NOT_HELD:
            first -= 1
        while last < session.stop - 1 and agenda[last + 1] != NOT_HELD:
            last += 1
        return last - first < rest

    def _rested(self, pair: int, slot: int) -> bool:
        return self.is_rested(self.candidates.first[pair], slot) and self.is_rested(
            self.candidates.second[pair], slot
        )

    def _freed(self, person: int, slot: int) -> int:
        """The slots that a meeting in this one kept a person from, as bits."""
        freed = self.candidates.overlaps[slot]
        if self._overlapping[slot]:
            for other, pair in enumerate(self.agenda[person]):
                if pair != NOT_HELD:
                    freed &= ~self.candidates.overlaps[other]
        return freed

    def _count(self, slot: int, change: int) -> None:
        """Count a meeting; slots that share time share their places, as if all were the scarcest slot's."""
        self.load[slot] += change
        shared = [slot]
        if self._overlapping[slot]:
            shared = [other for other in range(len(self.load)) if self.candidates.overlaps[slot] >> other & 1]
        for each in shared:
            if self._room(each) > 0:
                self._full &= ~(1 << each)
            else:
                self._full |= 1 << each

    def _room(self, slot: int) -> int:
        """How many more meetings the slot can take, at least."""
        if not self._overlapping[slot]:
            return self.candidates.capacity[slot] - self.load[slot]
        sharing = [other for other in range(len(self.load)) if self.candidates.overlaps[slot] >> other & 1]
        return self.candidates.capacity[slot] - sum(self.load[other] for other in sharing)


def timetable_of(candidates: Candidates, plan: Solution) -> Timetable | None:
    """The timetable of a plan, or None where one of its meetings is not among the pairs."""
    number = {meeting.id: pair for pair, meeting in enumerate(candidates.meetings)}
    slots = {slot: place for place, slot in enumerate(candidates.slot_ids)}
    timetable = Timetable(candidates)
    for held in plan.placements:
        if held.meeting not in number:
            return None
        timetable.hold(number[held.meeting], slots[held.slot])
    return timetable
