"""What no plan can exceed, from relaxations that forget the slots: minimum-cost flows and an LP.

A person has at most so many meetings, all meetings together at most so many as there are places in all slots.
With two sides that is a flow from one side to the other; without, half the flow in the double cover of the
graph, which is the LP bound. Meetings with alternative people or more sides go to the LP itself.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from ortools.graph.python import min_cost_flow
from ortools.linear_solver import pywraplp

from scheduler.candidates import Candidates, gather, is_pair
from scheduler.options import options
from scheduler.problem import Goal, Problem

_LARGEST_COST = 2**60
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The best selection of pairs when slots are forgotten, goal after goal in the problem's order.

    Attributes:
        chosen: the numbers of the pairs selected; empty where people do not fall into two sides.
        bounds: for each figure up to the score, by its name: what no plan can exceed (or fall below) that
            reaches the same bounds in all figures before.
    """

    chosen: list[int]
    bounds: Mapping[str, int]


def score_bound(problem: Problem) -> int:
    """A total score that no plan can exceed, whatever it gives up for it."""
    if not all(is_pair(meeting) for meeting in problem.meetings):
        return _linear_bound(problem)
    candidates = gather(problem, relaxed=True)
    score = np.array(candidates.score, dtype=np.int64)
    flow = _flow(candidates, score, [[] for _ in problem.people])
    total = int(score @ flow)
    return total // (1 if candidates.sides is not None else 2)


def relax(candidates: Candidates) -> Relaxation:
    """The best selection of pairs when slots are forgotten, for all goals down to the score.

    Lexicographic order is written in the costs: a unit of a goal is worth more than the most that a change of
    the selection along one path can bring in all goals after it.
    """
    problem = candidates.problem
    levels = _levels(problem)
    longest = len(problem.people) // 2 + 2
    rewards = np.zeros(len(candidates.score), dtype=np.int64)
    required = np.array([meeting.required for meeting in candidates.meetings], dtype=np.int64)
    units: list[list[int]] = [[] for _ in problem.people]
    greatest, worth = 0, 1
    for level in reversed(levels):
        if worth * len(problem.people) > _LARGEST_COST:
            levels = []
            break
        if level == Goal.SCORE:
            rewards += np.array(candidates.score, dtype=np.int64)
            greatest = max(candidates.score, default=0)
        elif level == Goal.REQUIRED:
            rewards += worth * required
            greatest += worth
        else:
            for number, person in enumerate(problem.people):
                if person.guaranteed >= int(level):
                    units[number].insert(0, worth)
            greatest += 2 * worth
        worth = longest * greatest + 1
    flow = _flow(candidates, rewards, units)
    if candidates.sides is None:
        return Relaxation([], {})
    chosen = np.flatnonzero(flow).tolist()
    return Relaxation(chosen, {_name(level): _value(candidates, chosen, level) for level in levels})


def _levels(problem: Problem) -> list[str]:
    """The figures down to the score, a shortfall by its size alone."""
    levels: list[str] = []
    largest = max((person.guaranteed for person in problem.people), default=0)
    for goal in problem.goals:
        if goal is Goal.SHORTFALL:
            levels.extend(str(size) for size in range(largest, 0, -1))
        elif goal in (Goal.REQUIRED, Goal.SCORE):
            levels.append(goal)
        if goal is Goal.SCORE:
            return levels
    return []


def _name(level: str) -> str:
    return f"{Goal.SHORTFALL}_{level}" if level.isdigit() else level


def _value(candidates: Candidates, chosen: list[int], level: str) -> int:
    """What a selection reaches for one figure."""
    if level == Goal.SCORE:
        return sum(candidates.score[number] for number in chosen)
    if level == Goal.REQUIRED:
        return sum(candidates.meetings[number].required for number in chosen)
    held = Counter(
        person for number in chosen for person in (candidates.first[number], candidates.second[number])
    )
    return sum(
        person.guaranteed - held[number] >= int(level)
        for number, person in enumerate(candidates.problem.people)
    )


def _flow(
    candidates: Candidates, rewards: "np.ndarray[tuple[int], np.dtype[np.int64]]", units: list[list[int]]
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """How often each pair is chosen (0 or 1; 0, 1 or 2 without two sides) for the greatest sum of rewards.

    Args:
        candidates: the pairs.
        rewards: what each pair brings.
        units: for each person, what the first meetings bring beside, falling; later ones bring nothing.
    """
    people = len(candidates.available)
    copies = 1 if candidates.sides is not None else 2
    total = sum(candidates.rooms) * copies
    source, entry, sink = 2 * people, 2 * people + 1, 2 * people + 2
    tails, heads = np.array(candidates.first, dtype=np.int64), np.array(candidates.second, dtype=np.int64)
    if candidates.sides is not None:
        turned = np.array(candidates.sides, dtype=bool)[tails]
        tails, heads = np.where(turned, heads, tails), np.where(turned, tails, heads)
    else:
        tails, heads = np.concatenate((tails, heads)), np.concatenate((heads, tails))
    graph = min_cost_flow.SimpleMinCostFlow()
    ones = np.ones_like(tails)
    pairs = graph.add_arcs_with_capacity_and_unit_cost(tails, heads + people, ones, -np.tile(rewards, copies))
    graph.add_arc_with_capacity_and_unit_cost(source, entry, total, 0)
    graph.add_arc_with_capacity_and_unit_cost(source, sink, total, 0)
    for person, (greatest, first_units) in enumerate(zip(candidates.greatest, units, strict=True)):
        rewarded = first_units[:greatest]
        for capacity, cost in [*((1, -unit) for unit in rewarded), (greatest - len(rewarded), 0)]:
            graph.add_arc_with_capacity_and_unit_cost(entry, person, capacity, cost)
            graph.add_arc_with_capacity_and_unit_cost(person + people, sink, capacity, cost)
    graph.set_node_supply(source, total)
    graph.set_node_supply(sink, -total)
    if graph.solve() != graph.OPTIMAL:
        raise ArithmeticError("The flow relaxation was not solved.")
    flows: np.ndarray[tuple[int], np.dtype[np.int64]] = graph.flows(pairs).reshape(copies, -1).sum(axis=0)
    return flows


def _linear_bound(problem: Problem) -> int:
    """Max Σ score · x over options, each meeting once, people and places within their numbers, pairs once."""
    lp = pywraplp.Solver.CreateSolver("GLOP")
    rows: dict[tuple[str, object], list[pywraplp.Variable]] = defaultdict(list)
    scores = []
    for option in options(problem):
        variable = lp.NumVar(0, 1, "")
        scores.append(option.meeting.score * variable)
        rows["meeting", option.meeting.id].append(variable)
        rows["places", None].append(variable)
        for person in option.people:
            rows["person", person].append(variable)
        for pair in combinations(sorted(option.people), 2) if problem.pairs_meet_once else ():
            rows["pair", pair].append(variable)
    greatest = dict(zip(problem.person_by_id, gather(problem).greatest, strict=True))
    places = sum(
        place.slots is None or slot.id in place.slots for slot in problem.slots for place in problem.places
    )
    for (noun, key), variables in rows.items():
        most = {"person": greatest.get(str(key), 0), "places": places}.get(noun, 1)
        if len(variables) > most:
            lp.Add(lp.Sum(variables) <= most)
    lp.Maximize(lp.Sum(scores))
    if lp.Solve() != lp.OPTIMAL:
        return sum(meeting.score for meeting in problem.meetings)
    bound: float = lp.Objective().Value()
    return math.floor(bound + _ROUNDING)
