"""A near-optimal first plan: a flow selects the meetings, one assignment per slot places them, a fill adds what fits.

In order of time, each slot takes the pairs that serve best those who have no slot to lose and those who would
wait: that keeps agendas together from the start. What finds no slot is put in by moving others.
"""

from collections import Counter
from collections.abc import Iterator
from random import Random

import numpy as np
from ortools.graph.python import min_cost_flow

from scheduler.bound import relax
from scheduler.candidates import Candidates, gather
from scheduler.chains import press
from scheduler.problem import Problem
from scheduler.seats import seat
from scheduler.solution import Solution
from scheduler.timetable import NOT_HELD, Timetable

_TRIES = 300
"""Random exchanges made for a pair that finds no slot, before it is given up."""
_TRIES_PER_PAIR, _MOST_TRIES = 30, 60_000
"""Those made in a second round for all pairs that are left: by the number of pairs chosen, and at most."""
_URGENT, _WAITING, _PRESSED = 10_000, 1_000, 100
"""What it is worth to serve a person with no slot to lose; in the middle of a session; with many meetings to come."""


def first_plan(problem: Problem) -> Solution:
    """A plan that keeps the rules; meetings that are more than one settled pair are left to the model."""
    candidates = gather(problem)
    return seat(build(candidates, relax(candidates).chosen))


def build(candidates: Candidates, chosen: list[int]) -> Timetable:
    """A timetable of the chosen pairs and what fits beside them."""
    timetable = Timetable(candidates)
    _place(timetable, chosen)
    dice = Random(0)  # noqa: S311 - a seeded search, no secret
    for pair in _late(timetable, chosen):
        press(timetable, pair, dice, _TRIES)
    last = _late(timetable, chosen)
    if not any(candidates.problem.must_be_held(meeting) for meeting in candidates.meetings):
        tries = min(_MOST_TRIES, _TRIES_PER_PAIR * len(chosen)) // max(1, len(last))
        for pair in last:
            press(timetable, pair, dice, tries)
    timetable.fill()
    return timetable


def _late(timetable: Timetable, chosen: list[int]) -> list[int]:
    """The chosen pairs that have no slot yet."""
    return [pair for pair in chosen if timetable.slot[pair] == NOT_HELD]


def _place(timetable: Timetable, chosen: list[int]) -> None:
    """Slot by slot in order of time, the pairs that serve best those who need the slot."""
    candidates = timetable.candidates
    waiting = chosen
    to_come = Counter(person for pair in chosen for person in _people(candidates, pair))
    for slot in candidates.in_time:
        fitting = [pair for pair in waiting if timetable.may_hold(pair, slot)]
        worth = {
            person: _worth(timetable, person, slot, to_come[person])
            for person in {person for pair in fitting for person in _people(candidates, pair)}
        }
        for pair in _best_pairs(candidates, fitting, worth, timetable.room(slot)):
            timetable.hold(pair, slot)
            to_come.subtract(_people(candidates, pair))
        waiting = [pair for pair in waiting if timetable.slot[pair] == NOT_HELD]


def _people(candidates: Candidates, pair: int) -> tuple[int, int]:
    return candidates.first[pair], candidates.second[pair]


def _worth(timetable: Timetable, person: int, slot: int, to_come: int) -> int:
    """What it is worth that the person has a meeting in the slot."""
    left = (timetable.free[person] >> slot).bit_count()
    worth = 1 + _PRESSED * to_come // left
    if to_come >= left:
        worth += _URGENT
    if timetable.is_waiting(person, slot):
        worth += _WAITING
    return worth


def _best_pairs(candidates: Candidates, pairs: list[int], worth: dict[int, int], room: int) -> Iterator[int]:
    """Pairs without a common person, at most `room`, that are worth most for their people: a flow on two sides."""
    if candidates.sides is None:
        yield from _greedy_pairs(candidates, pairs, worth, room)
        return
    if not pairs:
        return
    people = {person: node for node, person in enumerate(worth)}
    source, sink = len(people), len(people) + 1
    ends = np.array(
        [[people[person] for person in _people(candidates, pair)] for pair in pairs], dtype=np.int64
    )
    second = np.array([candidates.sides[person] for person in people], dtype=bool)
    turned = second[ends[:, 0]]
    tails, heads = np.where(turned, ends[:, 1], ends[:, 0]), np.where(turned, ends[:, 0], ends[:, 1])
    nodes, costs = np.arange(len(people), dtype=np.int64), -np.array(list(worth.values()), dtype=np.int64)
    graph = min_cost_flow.SimpleMinCostFlow()
    held = graph.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones_like(tails), np.zeros_like(tails))
    ones = np.ones_like(nodes)
    graph.add_arcs_with_capacity_and_unit_cost(
        np.where(second, nodes, source), np.where(second, sink, nodes), ones, costs
    )
    graph.add_arc_with_capacity_and_unit_cost(source, sink, room, 0)
    graph.set_node_supply(source, room)
    graph.set_node_supply(sink, -room)
    if graph.solve() != graph.OPTIMAL:
        raise ArithmeticError("The assignment of a slot was not solved.")
    for place in np.flatnonzero(graph.flows(held)).tolist():
        yield pairs[place]


def _greedy_pairs(
    candidates: Candidates, pairs: list[int], worth: dict[int, int], room: int
) -> Iterator[int]:
    busy: set[int] = set()
    for pair in sorted(pairs, key=lambda pair: -sum(worth[person] for person in _people(candidates, pair))):
        if len(busy) < 2 * room and busy.isdisjoint(_people(candidates, pair)):
            busy.update(_people(candidates, pair))
            yield pair
