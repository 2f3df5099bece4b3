"""The rules of other tools plan legally, and each does what it says."""

from random import Random

import pytest

from benchmarks.baselines import PLANNERS, Desk, Planner
from benchmarks.baselines.rules import (
    alphabetical_turns,
    best_score_first,
    least_waiting,
    minimums_first,
    two_runs,
)
from benchmarks.events import Shape, wished_event
from scheduler import Goal, Person, Problem, check
from tests.scheduler.day import day, meeting, person, slots

SHAPE = Shape(buyers=15, suppliers=40, slots=10, places=12, density=1, absence=0.15)


@pytest.mark.parametrize("planner", PLANNERS.values(), ids=PLANNERS)
def test_a_rule_breaks_no_rule(planner: Planner):
    wished = wished_event(SHAPE, 15, tuple(Goal))
    desk = Desk(wished.problem, wished.mutual)
    planner(desk, Random(1))
    desk.place_each(desk.by_score())
    assert check(wished.problem, desk.plan()) == []
    assert not any(desk.free_slots(meeting) for meeting in wished.problem.meetings)


def planned(planner: Planner, problem: Problem, mutual: frozenset[str] = frozenset()) -> dict[str, str]:
    """The slot of each meeting held, before the fill."""
    desk = Desk(problem, mutual)
    planner(desk, Random(1))
    return {held.meeting: held.slot for held in desk.plan().placements}


def contest(**guarantees: int) -> Problem:
    """One slot, one table: Anna with Yann scores 9, Bob with Zoé 5."""
    times = slots(1)
    people: tuple[Person, ...] = tuple(
        person(name, times, guaranteed=guarantees.get(name, 0)) for name in ("anna", "bob", "yann", "zoe")
    )
    meetings = (meeting("bz", "bob", "zoe", score=5), meeting("ay", "anna", "yann", score=9))
    return day(slots=times, people=people, places=day().places[:1], meetings=meetings)


def test_best_score_first():
    assert planned(best_score_first, contest()) == {"ay": "a1"}


def test_minimums_first_serves_those_below_their_minimum():
    assert planned(minimums_first, contest(zoe=1)) == {"bz": "a1"}


def test_two_runs_places_mutual_wishes_first():
    assert planned(two_runs, contest(), frozenset({"bz"})) == {"bz": "a1"}


def test_alphabetical_turns_begin_with_the_first_name():
    assert planned(alphabetical_turns, contest()) == {"ay": "a1"}


def test_least_waiting_keeps_next_to_a_meeting():
    times = slots(4)
    problem = day(
        slots=times,
        people=(
            person("anna", times),
            person("bob", times[2:]),
            person("zoe", times),
        ),
        meetings=(meeting("ab", "anna", "bob", score=9), meeting("az", "anna", "zoe", score=5)),
    )
    assert planned(least_waiting, problem) == {"ab": "a3", "az": "a2"}
