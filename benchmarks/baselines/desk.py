"""What a person who plans by hand has on the desk: who is free when, and how many places are left.

It shares no code with the scheduler's own construction, so that the baselines are not helped by it.
"""

from collections.abc import Iterable

from scheduler.problem import Meeting, Problem
from scheduler.solution import Placement, Solution


class Desk:
    """A plan of two-sided meetings, filled one meeting at a time.

    Attributes:
        problem: what is planned; its meetings have one person a side and its places are alike.
        mutual: the meetings both sides wish for.
        held: the placement of each meeting held.
    """

    def __init__(self, problem: Problem, mutual: frozenset[str] = frozenset()) -> None:
        self.problem = problem
        self.mutual = mutual
        self.held: dict[str, Placement] = {}
        self._free = {person.id: set(person.slots) for person in problem.people}
        self._counts = dict.fromkeys(problem.person_by_id, 0)
        self._places = {slot.id: [place.id for place in reversed(problem.places)] for slot in problem.slots}

    def people(self, meeting: Meeting) -> tuple[str, str]:
        """The two people of a meeting."""
        return meeting.sides[0][0], meeting.sides[1][0]

    def count(self, person: str) -> int:
        """The number of meetings a person has."""
        return self._counts[person]

    def is_next_to_a_meeting(self, person: str, slot: str) -> bool:
        """Whether the person has a meeting in the slot before or after."""
        slots = self.problem.sessions[self.problem.slot_by_id[slot].session]
        place = self.problem.position[slot]
        around = [*slots[max(0, place - 1) : place], *slots[place + 1 : place + 2]]
        return any(self._is_busy(person, other) for other in around)

    def free_slots(self, meeting: Meeting) -> list[str]:
        """The slots in order of time in which both are free and a place is left, none when one has enough."""
        first, second = self.people(meeting)
        if meeting.id in self.held or self._has_enough(first) or self._has_enough(second):
            return []
        common = self._free[first] & self._free[second]
        return [slot.id for slot in self.problem.slots if slot.id in common and self._places[slot.id]]

    def hold(self, meeting: Meeting, slot: str) -> None:
        """Place a meeting in one of its free slots, at the first free place."""
        people = self.people(meeting)
        place = self._places[slot].pop()
        self.held[meeting.id] = Placement(meeting=meeting.id, slot=slot, place=place, people=people)
        for person in people:
            self._free[person].remove(slot)
            self._counts[person] += 1

    def place_each(self, meetings: Iterable[Meeting]) -> None:
        """Place each of the meetings in turn in its first free slot, those that have one."""
        for meeting in meetings:
            slots = self.free_slots(meeting)
            if slots:
                self.hold(meeting, slots[0])

    def by_score(self) -> list[Meeting]:
        """The meetings by falling score."""
        return sorted(self.problem.meetings, key=lambda meeting: -meeting.score)

    def plan(self) -> Solution:
        """The plan so far."""
        return Solution(tuple(self.held.values()))

    def _has_enough(self, person: str) -> bool:
        greatest = self.problem.person_by_id[person].greatest
        return greatest is not None and self._counts[person] >= greatest

    def _is_busy(self, person: str, slot: str) -> bool:
        return slot in self.problem.person_by_id[person].slots and slot not in self._free[person]
