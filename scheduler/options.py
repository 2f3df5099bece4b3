"""The ways each meeting can be held: which of the alternative people, with what helper, in which slots.

An option is what the model decides on. Places are not part of it: equal places would only multiply equal
plans, so an option says what it requires of a place, and places are given out afterwards.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from scheduler.problem import Meeting, Person, Place, Presence, Problem


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a meeting requires of its place."""

    on_site: bool
    """Somebody sits there."""
    video: bool
    """Somebody joins from elsewhere."""
    seats: int
    """How many people are not remote."""
    equipment: frozenset[str]
    only: frozenset[str] | None
    """The places that are allowed; None: any."""

    def suits(self, place: Place) -> bool:
        """Whether a meeting that requires this can be held at the place, when it is open."""
        return (
            (place.on_site or not self.on_site)
            and (place.video or not self.video)
            and (not place.on_site or place.seats is None or self.seats <= place.seats)
            and self.equipment <= place.equipment
            and (self.only is None or place.id in self.only)
        )


@dataclass(frozen=True, slots=True)
class Option:
    """A meeting with one person of each side, with the slots in which that can be."""

    meeting: Meeting
    people: tuple[str, ...]
    helper: Presence | None
    """The presence of the helper, where one is needed: it decides what the place must have."""
    requirement: Requirement
    slots: tuple[str, ...]


def options(problem: Problem, meetings: Iterable[Meeting] | None = None) -> tuple[Option, ...]:
    """Every option that has a slot: everyone available, a fit place open, a helper available, nothing forbidden.

    Args:
        problem: where slots, people, places and helpers are.
        meetings: whose options; None: all of the problem's.
    """
    find_slots = _place_slots(problem)
    found = []
    for meeting in problem.meetings if meetings is None else meetings:
        for people in product(*meeting.sides):
            if problem.may_meet(people):
                members = [problem.person_by_id[person] for person in people]
                common = frozenset.intersection(*(member.slots for member in members))
                for helper, helped in _helper_slots(problem, meeting.skill).items():
                    requirement = requirement_of(meeting, members, helper)
                    possible = common & helped & find_slots(requirement)
                    slots = tuple(slot for slot in own_slots(problem, meeting) if slot in possible)
                    if slots:
                        found.append(Option(meeting, people, helper, requirement, slots))
    return tuple(found)


def own_slots(problem: Problem, meeting: Meeting) -> Iterator[str]:
    """The slots the meeting itself allows."""
    for slot in problem.slots:
        allowed = meeting.slots is None or slot.id in meeting.slots
        if allowed and meeting.slot in (None, slot.id) and meeting.session in (None, slot.session):
            yield slot.id


def requirement_of(meeting: Meeting, people: list[Person], helper: Presence | None) -> Requirement:
    """What a meeting with these people, and a helper of this presence, requires of its place."""
    presences = [person.presence for person in people] + ([helper] if helper else [])
    homes = frozenset(person.home_place for person in people if person.home_place is not None)
    limits = [homes] if homes else []
    if meeting.places is not None:
        limits.append(meeting.places)
    if meeting.place is not None:
        limits.append(frozenset({meeting.place}))
    return Requirement(
        on_site=Presence.ON_SITE in presences,
        video=Presence.REMOTE in presences,
        seats=sum(presence is not Presence.REMOTE for presence in presences),
        equipment=frozenset[str]().union(*(person.access_needs for person in people)),
        only=frozenset.intersection(*limits) if limits else None,
    )


def _helper_slots(problem: Problem, skill: str | None) -> Mapping[Presence | None, frozenset[str]]:
    """The slots in which a helper with the skill is available, by presence; without a skill, all slots."""
    if skill is None:
        return {None: frozenset(problem.slot_by_id)}
    slots: dict[Presence | None, frozenset[str]] = {}
    for helper in problem.helpers:
        if skill in helper.skills:
            slots[helper.presence] = slots.get(helper.presence, frozenset()) | helper.slots
    return slots


def _place_slots(problem: Problem) -> Callable[[Requirement], frozenset[str]]:
    """A function from a requirement to the slots in which a place that suits it is open."""
    always = frozenset(problem.slot_by_id)

    @cache
    def find(requirement: Requirement) -> frozenset[str]:
        fit = [
            always if place.slots is None else place.slots
            for place in problem.places
            if requirement.suits(place)
        ]
        return frozenset[str]().union(*fit)

    return find
