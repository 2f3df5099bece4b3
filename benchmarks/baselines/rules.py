"""Six rules, one function each: it places meetings on a desk, with dice where the rule leaves things to chance."""

from collections import defaultdict
from random import Random

from benchmarks.baselines.desk import Desk
from scheduler.problem import Meeting


def first_come_first_served(desk: Desk, dice: Random) -> None:
    """BIO One-on-One (2014), "requested first are scheduled first": wishes as they came, here in a random order."""
    wishes = list(desk.problem.meetings)
    dice.shuffle(wishes)
    desk.place_each(wishes)


def alphabetical_turns(desk: Desk, _dice: Random) -> None:
    """MeetMax: in alphabetical order, each turn each person gets its best-ranked meeting that can be placed."""
    ranked: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in desk.by_score():
        for person in desk.people(meeting):
            ranked[person].append(meeting)
    placed = True
    while placed:
        placed = False
        for person in sorted(ranked):
            placed |= _place_best(desk, ranked[person])


def best_score_first(desk: Desk, _dice: Random) -> None:
    """b2match's quick schedule, and most hand-made spreadsheets: by falling score, the first free common slot."""
    desk.place_each(desk.by_score())


def minimums_first(desk: Desk, _dice: Random) -> None:
    """Grip's MustMeet: people below their minimum first, those with fewest meetings first, then by score."""
    ranked: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in desk.by_score():
        for person in desk.people(meeting):
            ranked[person].append(meeting)
    below = {person.id for person in desk.problem.people if person.guaranteed > 0}
    while below:
        person = min(sorted(below), key=desk.count)
        guaranteed = desk.problem.person_by_id[person].guaranteed
        if desk.count(person) >= guaranteed or not _place_best(desk, ranked[person]):
            below.remove(person)


def two_runs(desk: Desk, _dice: Random) -> None:
    """ExpoPlatform: mutual wishes by falling score, then a second run adds the one-sided ones."""
    desk.place_each(meeting for meeting in desk.by_score() if meeting.id in desk.mutual)
    desk.place_each(desk.by_score())


def least_waiting(desk: Desk, _dice: Random) -> None:
    """b2match's scheduler, "minimise stand-by time": by score, next to a meeting of either, else the earliest."""
    for meeting in desk.by_score():
        slots = desk.free_slots(meeting)
        near = [
            slot
            for slot in slots
            if any(desk.is_next_to_a_meeting(person, slot) for person in desk.people(meeting))
        ]
        if slots:
            desk.hold(meeting, (near or slots)[0])


def _place_best(desk: Desk, ranked: list[Meeting]) -> bool:
    """Place the best-ranked meeting that has a free slot, if any."""
    for meeting in ranked:
        slots = desk.free_slots(meeting)
        if slots:
            desk.hold(meeting, slots[0])
            return True
    return False
