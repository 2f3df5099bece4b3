"""The goal that people move little between places, for a plan whose slots are settled.

A link is two consecutive meetings of somebody in a session; who stays at the place from one to the next does
not move. Of the links between a meeting and the meetings of one other slot, one at most is a stay: a matching
bounds them. CP-SAT, with a literal z[m,p] for each meeting m and place p, closes what is left of the gap.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from ortools.graph.python import min_cost_flow
from ortools.sat.python import cp_model

from scheduler.clock import Clock
from scheduler.options import Requirement, requirement_of
from scheduler.parts import Presence
from scheduler.problem import Problem
from scheduler.search import Effort, search
from scheduler.solution import Placement, Solution

_LARGEST = 20_000
"""Literals z[m,p] in all; beyond it the plan keeps the places it has, and the bound of the matchings."""

Links = Mapping[tuple[Placement, Placement], int]
"""For two consecutive meetings of somebody, the earlier first, how many people go from one to the other."""


def fewest_moves(problem: Problem, plan: Solution, clock: Clock) -> tuple[Solution, int]:
    """The plan with places that few people leave between two meetings, and a bound for its slots.

    Returns:
        The plan, its slots and people unchanged, and the number of moves that no choice of places can undercut.
    """
    links = _links(problem, plan)
    bound = sum(links.values()) - _most_stays(links)
    moves = sum(plan.moves(problem).values())
    if moves <= bound or len(plan.placements) * len(problem.places) > _LARGEST or clock.is_over():
        return plan, bound
    model = _Model(problem, plan, links)
    found = search(model.cp, clock, Effort())
    if found.bound is not None:
        bound = max(bound, sum(links.values()) - found.bound)
    return (plan, bound) if found.values is None else (model.plan(found.values), bound)


def _links(problem: Problem, plan: Solution) -> Links:
    """The links of everybody who is not remote."""
    links: Counter[tuple[Placement, Placement]] = Counter()
    for person, agenda in plan.agendas(problem).items():
        if problem.person_by_id[person].presence is not Presence.REMOTE:
            by_session: dict[str, list[Placement]] = defaultdict(list)
            for held in agenda:
                by_session[problem.slot_by_id[held.slot].session].append(held)
            links.update(pair for members in by_session.values() for pair in pairwise(members))
    return links


def _most_stays(links: Links) -> int:
    """Σ over pairs of slots of the greatest matching of the links between them."""
    by_slots: dict[tuple[str, str], dict[tuple[Placement, Placement], int]] = defaultdict(dict)
    for (earlier, later), people in links.items():
        by_slots[earlier.slot, later.slot][earlier, later] = people
    return sum(_matching(between) for between in by_slots.values())


def _matching(links: Links) -> int:
    """The greatest weight of links of which no two share a meeting, as a minimum-cost flow with free ends."""
    node: dict[Placement, int] = {}
    for pair in links:
        for held in pair:
            node.setdefault(held, len(node) + 2)
    earlier, later = ({pair[side]: None for pair in links} for side in (0, 1))
    arcs = [(0, node[held], 0) for held in earlier] + [(node[held], 1, 0) for held in later]
    arcs += [(node[first], node[second], -people) for (first, second), people in links.items()]
    arcs.append((0, 1, 0))
    capacities = [1] * (len(arcs) - 1) + [len(earlier)]
    tails, heads, costs = (np.array(column, dtype=np.int64) for column in zip(*arcs, strict=True))
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.array(capacities, dtype=np.int64), costs)
    flow.set_node_supply(0, len(earlier))
    flow.set_node_supply(1, -len(earlier))
    flow.solve()
    return -int(flow.optimal_cost())


class _Model:
    """Which place each meeting has, its slot being settled, and who stays."""

    def __init__(self, problem: Problem, plan: Solution, links: Links) -> None:
        self._problem = problem
        self.cp = cp_model.CpModel()
        self._at = {held: self._places(held) for held in plan.placements}
        self._one_at_a_time()
        stays = {link: self._stay(*link) for link in links}
        for held in plan.placements:
            self._stay_once(held, stays)
        self.cp.maximize(sum(people * stays[link] for link, people in links.items()))

    def plan(self, values: list[int]) -> Solution:
        """The plan with the places of a solution."""
        return Solution(
            tuple(
                Placement(
                    meeting=held.meeting,
                    slot=held.slot,
                    place=next(place for place, literal in at.items() if values[literal.index]),
                    people=held.people,
                    helper=held.helper,
                )
                for held, at in self._at.items()
            )
        )

    def _places(self, held: Placement) -> dict[str, cp_model.IntVar]:
        """z[m,p] for the places p that suit a meeting m, of which it has exactly one."""
        requirement = _requirement(self._problem, held)
        literals = {
            place.id: self.cp.new_bool_var("")
            for place in self._problem.places
            if requirement.suits(place) and (place.slots is None or held.slot in place.slots)
        }
        for place, literal in literals.items():
            self.cp.add_hint(literal, place == held.place)
        self.cp.add_exactly_one(literals.values())
        return literals

    def _one_at_a_time(self) -> None:
        """A place holds at most one meeting at any moment."""
        for moment in self._problem.moments:
            by_place: dict[str, list[cp_model.IntVar]] = defaultdict(list)
            for held, at in self._at.items():
                if held.slot in moment:
                    for place, literal in at.items():
                        by_place[place].append(literal)
            for literals in by_place.values():
                self.cp.add_at_most_one(literals)

    def _stay(self, earlier: Placement, later: Placement) -> cp_model.IntVar:
        """A literal that holds only when both meetings are at one place."""
        stay = self.cp.new_bool_var("")
        first, second = self._at[earlier], self._at[later]
        for place in dict.fromkeys([*first, *second]):
            if place in first and place in second:
                self.cp.add(first[place] == second[place]).only_enforce_if(stay)
            else:
                literal = first.get(place, second.get(place))
                assert literal is not None
                self.cp.add_implication(stay, literal.negated())
        return stay

    def _stay_once(
        self, held: Placement, stays: Mapping[tuple[Placement, Placement], cp_model.IntVar]
    ) -> None:
        """Of the links of a meeting into (or out of) one slot, at most one is a stay; implied, but it bounds."""
        by_slot: dict[tuple[bool, str], list[cp_model.IntVar]] = defaultdict(list)
        for (earlier, later), literal in stays.items():
            if held in (earlier, later):
                other = later if held is earlier else earlier
                by_slot[held is earlier, other.slot].append(literal)
        for literals in by_slot.values():
            if len(literals) > 1:
                self.cp.add_at_most_one(literals)


def _requirement(problem: Problem, held: Placement) -> Requirement:
    people = [problem.person_by_id[person] for person in held.people]
    helper = None if held.helper is None else problem.helper_by_id[held.helper].presence
    return requirement_of(problem.meeting_by_id[held.meeting], people, helper)
