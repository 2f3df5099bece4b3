"""Gives a place and a helper to every meeting of a plan whose slots are settled.

Slot by slot, in order of time, the meetings of a slot are assigned to its places so that as few people as
possible leave the place they were at: a minimum-cost flow. With slots that overlap others, where that may
fail, and to lower the moves further, CP-SAT has a variable for each meeting and place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from ortools.graph.python import min_cost_flow

from scheduler.options import Option, Requirement
from scheduler.problem import Presence, Problem
from scheduler.solution import Placement, Solution


@dataclass(frozen=True, slots=True)
class Held:
    """An option in its slot, waiting for a place."""

    option: Option
    slot: str


Given = dict[str, str]
"""The place (or helper) of each meeting."""


def place(problem: Problem, held: Sequence[Held]) -> Solution | None:
    """The plan with places and helpers given out slot by slot, or None where that fails."""
    places = give_places(problem, held)
    helpers = give_helpers(problem, held)
    if places is None or helpers is None:
        return None
    return assemble(held, places, helpers)


def place_near(problem: Problem, held: Sequence[Held], previous: Solution) -> Solution | None:
    """The plan in which, slot by slot, few meetings that stay in their slot leave their place and helper.

    None where that fails.
    """
    before = {placement.meeting: placement for placement in previous.placements}
    staying = {
        each.option.meeting.id: before[each.option.meeting.id]
        for each in held
        if each.option.meeting.id in before and before[each.option.meeting.id].slot == each.slot
    }
    helped = [each for each in held if each.option.meeting.skill is not None]
    own_places = {name: placement.place for name, placement in staying.items()}
    own_helpers = {name: placement.helper for name, placement in staying.items() if placement.helper}
    places = _near(problem, held, suited_places(problem), own_places)
    helpers = _near(problem, helped, suited_helpers(problem), own_helpers)
    return None if places is None or helpers is None else assemble(held, places, helpers)


def _near(
    problem: Problem, held: Sequence[Held], suits: Callable[[Held], list[str]], own: Mapping[str, str]
) -> Given | None:
    """Everything its own where the rest finds room beside it; else slot by slot, few losing their own."""
    kept = {
        each.option.meeting.id: own[each.option.meeting.id]
        for each in held
        if each.option.meeting.id in own and own[each.option.meeting.id] in suits(each)
    }
    taken: dict[str, set[str]] = defaultdict(set)
    for each in held:
        for other in problem.overlaps[each.slot] if each.option.meeting.id in kept else ():
            taken[other].add(kept[each.option.meeting.id])
    rest = _in_turn(
        problem,
        [each for each in held if each.option.meeting.id not in kept],
        lambda each: [spot for spot in suits(each) if spot not in taken[each.slot]],
        lambda _: [],
        lambda *_: None,
    )
    if rest is not None:
        return kept | rest
    return _in_turn(problem, held, suits, lambda each: [kept.get(each.option.meeting.id)], lambda *_: None)


def assemble(held: Iterable[Held], places: Mapping[str, str], helpers: Mapping[str, str]) -> Solution:
    """The plan with these places and helpers."""
    return Solution(
        tuple(
            Placement(
                meeting=each.option.meeting.id,
                slot=each.slot,
                place=places[each.option.meeting.id],
                people=each.option.people,
                helper=helpers.get(each.option.meeting.id),
            )
            for each in held
        )
    )


def give_places(problem: Problem, held: Sequence[Held]) -> Given | None:
    """A place for each meeting, few people moving from one slot to the next; None where none is left."""
    last: dict[tuple[str, str], str] = {}

    def movers(each: Held) -> list[str | None]:
        session = problem.slot_by_id[each.slot].session
        moving = [
            who for who in each.option.people if problem.person_by_id[who].presence is not Presence.REMOTE
        ]
        return [last.get((person, session)) for person in moving]

    def settle(each: Held, spot: str) -> None:
        session = problem.slot_by_id[each.slot].session
        for person in each.option.people:
            last[person, session] = spot

    return _in_turn(problem, held, suited_places(problem), movers, settle)


def give_helpers(problem: Problem, held: Sequence[Held]) -> Given | None:
    """A helper for each meeting that needs one; None where none is left."""
    needing = [each for each in held if each.option.meeting.skill is not None]
    return _in_turn(problem, needing, suited_helpers(problem), lambda _: [], lambda *_: None)


def suited_helpers(problem: Problem) -> Callable[[Held], list[str]]:
    """A function from a meeting that needs a helper, in its slot, to the helpers who can attend it."""
    return lambda each: [
        helper.id
        for helper in problem.helpers
        if each.option.meeting.skill in helper.skills
        and helper.presence is each.option.helper
        and each.slot in helper.slots
    ]


def suited_places(problem: Problem) -> Callable[[Held], list[str]]:
    """A function from a meeting in its slot to the places that are open then and suit it."""

    @cache
    def fit(requirement: Requirement, slot: str) -> list[str]:
        suited = (spot for spot in problem.places if requirement.suits(spot))
        return [spot.id for spot in suited if spot.slots is None or slot in spot.slots]

    return lambda each: fit(each.option.requirement, each.slot)


def _in_turn(
    problem: Problem,
    held: Sequence[Held],
    suits: Callable[[Held], list[str]],
    movers: Callable[[Held], list[str | None]],
    settle: Callable[[Held, str], None],
) -> Given | None:
    """Slot by slot in order of time, the cheapest assignment of meetings to what suits them and is free."""
    by_slot: dict[str, list[Held]] = defaultdict(list)
    for each in held:
        by_slot[each.slot].append(each)
    given: Given = {}
    taken: dict[str, set[str]] = defaultdict(set)
    for slot in sorted(by_slot, key=lambda name: (problem.slot_by_id[name].start, name)):
        meetings = by_slot[slot]
        free = [[spot for spot in suits(each) if spot not in taken[slot]] for each in meetings]
        chosen = _cheapest(free, [movers(each) for each in meetings])
        if chosen is None:
            return None
        for each, spot in zip(meetings, chosen, strict=True):
            given[each.option.meeting.id] = spot
            settle(each, spot)
            for other in problem.overlaps[slot]:
                taken[other].add(spot)
    return given


def _cheapest(free: list[list[str]], movers: list[list[str | None]]) -> list[str] | None:
    """One spot a meeting, each spot once, so that the people who come from another spot are as few as possible."""
    spots = {
        spot: len(free) + number for number, spot in enumerate(dict.fromkeys(s for row in free for s in row))
    }
    source, sink = len(free) + len(spots), len(free) + len(spots) + 1
    arcs = [(source, row, 0) for row in range(len(free))] + [(node, sink, 0) for node in spots.values()]
    for row, (choices, origins) in enumerate(zip(free, movers, strict=True)):
        cost = {spot: sum(origin not in (None, spot) for origin in origins) for spot in choices}
        arcs.extend((row, spots[spot], cost[spot]) for spot in choices)
    flow = min_cost_flow.SimpleMinCostFlow()
    tails, heads, costs = (np.array(column, dtype=np.int64) for column in zip(*arcs, strict=True))
    added = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones_like(tails), costs)
    flow.set_node_supply(source, len(free))
    flow.set_node_supply(sink, -len(free))
    if flow.solve() != flow.OPTIMAL:
        return None
    name = {node: spot for spot, node in spots.items()}
    used = flow.flows(added)
    chosen: list[str] = [""] * len(free)
    for (tail, head, _), amount in zip(arcs, used, strict=True):
        if amount and tail < len(free):
            chosen[tail] = name[head]
    return chosen
