"""What no plan can save of breaks: each person's day as a path, all paths sharing the places of each slot.

A person whose number of meetings in a session is known walks through its slots, in a meeting or not. The path
pays 1 whenever meetings start again after a gap. Each slot has room for so many people in meetings. The LP
relaxation over all paths bounds the breaks of every plan from below: it forgets who meets whom, but not how
many people the slots in the middle of a day would have to hold if nobody had a break.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from scheduler.options import Option, options
from scheduler.problem import Problem

_ROUNDING = 1e-6
_LARGEST = 8_000
"""Arcs in all, counted generously; above it the LP would take longer than what it is to speed up."""

State = tuple[int, int, bool]
"""Slots walked through, meetings had, whether the last slot had one."""


@dataclass(frozen=True, slots=True)
class Day:
    """What decides which paths a person can take through one session."""

    session: str
    count: int
    """The meetings the person has, in every plan."""
    possible: frozenset[int]
    """The positions at which a meeting is possible."""
    certain: frozenset[int]
    """The positions at which the person has a meeting in every plan."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One slot of a path."""

    start: State
    end: State

    @property
    def meets(self) -> bool:
        """Whether the person is in a meeting."""
        return self.end[2]

    @property
    def breaks(self) -> bool:
        """Whether meetings start again after a gap."""
        return self.meets and self.start[1] > 0 and not self.start[2]


def break_bound(problem: Problem) -> int:
    """A number of breaks that no plan can stay below; 0 where little is known about the numbers of meetings."""
    found = options(problem)
    days = _days(problem, found)
    if not days or sum(_most_arcs(day, len(problem.sessions[day.session])) for day in days) > _LARGEST:
        return 0
    paths = {day: tuple(_arcs(day, len(problem.sessions[day.session]))) for day in days}
    room = _room(problem, max(len(option.people) for option in found))
    return max(0, math.ceil(_relaxation(days, paths, room) - _ROUNDING))


def meeting_counts(problem: Problem, found: tuple[Option, ...]) -> dict[tuple[str, str], tuple[int, int]]:
    """For each person and session with an option, the fewest and the most meetings that a plan can give."""
    sessions: dict[str, set[str]] = defaultdict(set)
    people: dict[str, list[set[str]]] = defaultdict(list)
    for option in found:
        sessions[option.meeting.id].update(problem.slot_by_id[slot].session for slot in option.slots)
        people[option.meeting.id].append(set(option.people))
    counts: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for meeting, where in sessions.items():
        must = problem.must_be_held(problem.meeting_by_id[meeting]) and len(where) == 1
        always = set.intersection(*people[meeting]) if must else set()
        for person in sorted(
            set.union(*people[meeting])
        ):  # an order of their own: the same model in every process
            for session in sorted(where):
                fewest, greatest = counts[person, session]
                counts[person, session] = (fewest + (person in always), greatest + 1)
    return counts


def _days(problem: Problem, found: tuple[Option, ...]) -> Counter[Day]:
    """The days of those whose numbers of meetings are known; equal days are counted."""
    possible: dict[tuple[str, str], set[int]] = defaultdict(set)
    certain: dict[tuple[str, str], set[int]] = defaultdict(set)
    alone = Counter(option.meeting.id for option in found)
    for option in found:
        surely = len(option.slots) == alone[option.meeting.id] == 1 and problem.must_be_held(option.meeting)
        for slot in option.slots:
            session, position = problem.slot_by_id[slot].session, problem.position[slot]
            for person in option.people:
                possible[person, session].add(position)
                if surely:
                    certain[person, session].add(position)
    return Counter(
        Day(session, fewest, frozenset(possible[person, session]), frozenset(certain[person, session]))
        for (person, session), (fewest, greatest) in meeting_counts(problem, found).items()
        if fewest == greatest
    )


def _most_arcs(day: Day, length: int) -> int:
    """The number of arcs when every slot is possible: up to four for each slot and number of meetings so far."""
    return 4 * length * (min(day.count, length - day.count) + 1)


def _arcs(day: Day, length: int) -> Iterator[Arc]:
    """Every slot of every path that reaches the day's number of meetings."""
    states: set[State] = {(0, 0, False)}
    for position in range(length):
        following: set[State] = set()
        for state in sorted(states):
            _, had, _ = state
            for meets in (False, True):
                allowed = position in day.possible if meets else position not in day.certain
                if allowed and had + meets <= day.count <= had + meets + length - position - 1:
                    end = (position + 1, had + meets, meets)
                    following.add(end)
                    yield Arc(state, end)
        states = following


def _room(problem: Problem, size: int) -> dict[tuple[str, int], int]:
    """How many people can be in meetings in each slot, by session and position."""
    return {
        (slot.session, problem.position[slot.id]): size
        * sum(place.slots is None or slot.id in place.slots for place in problem.places)
        for slot in problem.slots
    }


def _relaxation(
    days: Counter[Day], paths: dict[Day, tuple[Arc, ...]], room: dict[tuple[str, int], int]
) -> float:
    """The least number of breaks over fractional paths; 0 where even they do not exist.

    min Σ breaks · y subject to, for each day, flow conservation with as many paths as people, and for each
    slot Σ y over the arcs with a meeting in it ≤ its room.
    """
    lp = pywraplp.Solver.CreateSolver("GLOP")
    used: dict[tuple[str, int], list[pywraplp.Variable]] = defaultdict(list)
    starts: list[pywraplp.Variable] = []
    for day, people in days.items():
        leaving: dict[State, list[pywraplp.Variable]] = defaultdict(list)
        arriving: dict[State, list[pywraplp.Variable]] = defaultdict(list)
        for arc in paths[day]:
            variable = lp.NumVar(0, people, "")
            leaving[arc.start].append(variable)
            arriving[arc.end].append(variable)
            if arc.meets:
                used[day.session, arc.start[0]].append(variable)
            if arc.breaks:
                starts.append(variable)
        lp.Add(lp.Sum(leaving[0, 0, False]) == people)
        end = max(position for position, _, _ in arriving)
        for state, variables in arriving.items():
            if state[0] < end:
                lp.Add(lp.Sum(variables) == lp.Sum(leaving[state]))
    for slot, variables in used.items():
        lp.Add(lp.Sum(variables) <= room[slot])
    lp.Minimize(lp.Sum(starts))
    return lp.Objective().Value() if lp.Solve() == lp.OPTIMAL else 0.0
