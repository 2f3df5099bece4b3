"""Places for a timetable, given out slot by slot without search: near where people were last."""

from collections import defaultdict

from scheduler.solution import Placement, Solution
from scheduler.timetable import NOT_HELD, Timetable


def seat(timetable: Timetable) -> Solution:
    """The plan of a timetable; a meeting for which no place is left is left out."""
    candidates = timetable.candidates
    problem = candidates.problem
    suits = _suiting(timetable)
    by_slot: dict[int, list[int]] = defaultdict(list)
    for pair, slot in enumerate(timetable.slot):
        if slot != NOT_HELD:
            by_slot[slot].append(pair)
    last: dict[int, str] = {}
    taken: list[set[str]] = [set() for _ in candidates.capacity]
    placements = []
    for slot in candidates.in_time:
        slot_id = candidates.slot_ids[slot]
        free = {
            place.id: None
            for place in problem.places
            if (place.slots is None or slot_id in place.slots) and place.id not in taken[slot]
        }
        for pair in sorted(by_slot[slot], key=lambda pair: len(suits[pair])):
            people = candidates.first[pair], candidates.second[pair]
            place = _choose(free, suits[pair], [last.get(person) for person in people])
            if place is not None:
                del free[place]
                for other in problem.overlaps[slot_id]:
                    taken[candidates.slot_ids.index(other)].add(place)
                last.update(dict.fromkeys(people, place))
                names = tuple(problem.people[person].id for person in people)
                placements.append(
                    Placement(meeting=candidates.meetings[pair].id, slot=slot_id, place=place, people=names)
                )
    return Solution(tuple(placements))


def _choose(free: dict[str, None], suiting: frozenset[str], wanted: list[str | None]) -> str | None:
    """A free place that suits: one of the wanted, else the first."""
    for place in wanted:
        if place in free and place in suiting:
            return place
    return next((place for place in free if place in suiting), None)


def _suiting(timetable: Timetable) -> list[frozenset[str]]:
    """The places that suit each pair; pairs of one requirement share the set."""
    known: dict[object, frozenset[str]] = {}
    suiting = []
    for requirement in timetable.candidates.requirement:
        if requirement not in known:
            places = timetable.candidates.problem.places
            known[requirement] = frozenset(place.id for place in places if requirement.suits(place))
        suiting.append(known[requirement])
    return suiting
