"""Who and what is taken when in a plan, and so where one more meeting fits as things are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from scheduler.options import Option
from scheduler.parts import Meeting, Person, Place
from scheduler.problem import Problem
from scheduler.solution import Placement

Taken = dict[str, set[str]]
"""The slots in which somebody or something is taken, those that overlap a meeting's own included."""


class Occupancy:
    """What the placements of a growing plan take.

    It knows every rule but fairness, which is not about one meeting.

    Attributes:
        held: the placement of each meeting.
        used: the slots of each person's meetings.
    """

    def __init__(self, problem: Problem, placements: Iterable[Placement] = ()) -> None:
        self.problem = problem
        self.held: dict[str, Placement] = {}
        self.used: Taken = defaultdict(set)
        self._people: Taken = defaultdict(set)
        self._places: Taken = defaultdict(set)
        self._helpers: Taken = defaultdict(set)
        self._met: set[frozenset[object]] = set()
        for placement in placements:
            self.add(placement)

    def add(self, placement: Placement) -> None:
        """Take the people, the place and the helper of a placement."""
        during = self.problem.overlaps[placement.slot]
        self.held[placement.meeting] = placement
        self._met.update(_encounters(self.problem.meeting_by_id[placement.meeting], placement.people))
        self._places[placement.place].update(during)
        if placement.helper is not None:
            self._helpers[placement.helper].update(during)
        for person in placement.people:
            self._people[person].update(during)
            self.used[person].add(placement.slot)

    def remove(self, placement: Placement) -> None:
        """Give back what a placement took."""
        del self.held[placement.meeting]
        self._met.difference_update(
            _encounters(self.problem.meeting_by_id[placement.meeting], placement.people)
        )
        for person in placement.people:
            self.used[person].remove(placement.slot)
            self._people[person] = self._during(self.used[person])
        at_place = (each.slot for each in self.held.values() if each.place == placement.place)
        self._places[placement.place] = self._during(at_place)
        if placement.helper is not None:
            helped = (each.slot for each in self.held.values() if each.helper == placement.helper)
            self._helpers[placement.helper] = self._during(helped)

    def openings(self, option: Option) -> Iterator[Placement]:
        """Where the option can be held as things are, at most one placement a slot."""
        for slot in option.slots:
            if self.suits_people(option, slot):
                place = next(self._free_places(option, slot), None)
                helper = next(self._free_helpers(option, slot), None)
                if place is not None and (helper or not option.meeting.skill):
                    yield Placement(
                        meeting=option.meeting.id, slot=slot, place=place, people=option.people, helper=helper
                    )

    def takes(self, option: Option, placement: Placement) -> bool:
        """Whether the option can be held as the placement says."""
        slot, place = placement.slot, self.problem.place_by_id[placement.place]
        return (
            slot in option.slots
            and self._is_free(place, option, slot)
            and (placement.helper is None or placement.helper in self._free_helpers(option, slot))
            and self.suits_people(option, slot)
        )

    def suits_people(self, option: Option, slot: str) -> bool:
        """Whether the rules let these people have this meeting now, places and helpers aside."""
        return (
            not any(slot in self._people.get(person, ()) for person in option.people)
            and self._is_in_order(option.meeting, slot)
            and not (self.problem.pairs_meet_once and self._have_met(option))
            and all(self._may_add(self.problem.person_by_id[person], slot) for person in option.people)
        )

    def _during(self, slots: Iterable[str]) -> set[str]:
        return {other for slot in slots for other in self.problem.overlaps[slot]}

    def _is_in_order(self, meeting: Meeting, slot: str) -> bool:
        start = self.problem.slot_by_id[slot].start
        return meeting.id not in self.held and all(
            earlier in self.held and self.problem.slot_by_id[self.held[earlier].slot].end <= start
            for earlier in meeting.after
        )

    def _have_met(self, option: Option) -> bool:
        return not self._met.isdisjoint(_encounters(option.meeting, option.people))

    def _may_add(self, person: Person, slot: str) -> bool:
        """Whether the person's greatest number and rests allow a meeting in the slot."""
        used = self.used.get(person.id, set())
        if person.greatest is not None and len(used) >= person.greatest:
            return False
        if person.rest_after is None:
            return True
        row = 0
        for each in self.problem.sessions[self.problem.slot_by_id[slot].session]:
            row = row + 1 if each == slot or each in used else 0
            if row > person.rest_after:
                return False
        return True

    def _free_places(self, option: Option, slot: str) -> Iterator[str]:
        for place in self.problem.places:
            if self._is_free(place, option, slot):
                yield place.id

    def _is_free(self, place: Place, option: Option, slot: str) -> bool:
        is_open = place.slots is None or slot in place.slots
        is_taken = slot in self._places.get(place.id, ())
        return is_open and not is_taken and option.requirement.suits(place)

    def _free_helpers(self, option: Option, slot: str) -> Iterator[str]:
        for helper in self.problem.helpers:
            suits = option.meeting.skill in helper.skills and helper.presence is option.helper
            if suits and slot in helper.slots and slot not in self._helpers.get(helper.id, ()):
                yield helper.id


def _encounters(meeting: Meeting, people: Iterable[str]) -> Iterator[frozenset[object]]:
    """What may happen once: two people meet, and the sides of the meeting."""
    for pair in combinations(people, 2):
        yield frozenset(pair)
    yield frozenset(frozenset(side) for side in meeting.sides)
