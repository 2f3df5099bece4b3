"""Repairing a plan: who leaves, who is late, what breaks, what is new; and every repair held against enumeration."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler import Place, Problem, ProblemError, Solution, check
from scheduler.changes import Absent, Change, Late, PlaceLost, Replaced, SlotLost, Wanted
from scheduler.replan import Replan, replan
from scheduler.result import Status
from tests.scheduler.day import day, held, meeting, person, slots
from tests.scheduler.random_problems import problems
from tests.scheduler.small import every_plan, random_plan

PLAN = Solution(
    (
        held("ay", "a1", "t1", "anna", "yann"),
        held("bz", "a1", "t2", "bob", "zoe"),
        held("az", "a2", "t1", "anna", "zoe"),
        held("by", "a2", "t2", "bob", "yann"),
    )
)


def by_meeting(plan: Solution) -> dict[str, tuple[str, str]]:
    return {each.meeting: (each.slot, each.place) for each in plan.placements}


def test_who_leaves_loses_the_meetings_to_come_and_nobody_else_changes() -> None:
    done = replan(day(), PLAN, [Absent(person="anna", start=20)], now=20)
    assert [each.meeting for each in done.removed] == ["az"]
    assert done.people_changed == ("anna", "zoe")
    assert (done.others_changed, done.bound, done.proven, done.status) == ((), 0, True, Status.OPTIMAL)
    assert check(done.problem, done.solution) == []


def test_a_repair_that_needs_no_choice_loads_no_solver() -> None:
    code = (
        "import sys; from tests.scheduler.day import day; from tests.scheduler.test_replan import PLAN; "
        "from scheduler.changes import Absent; from scheduler.replan import replan; "
        "replan(day(), PLAN, [Absent(person='anna')]); sys.exit('ortools.sat.python.cp_model' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_a_running_meeting_stays_whatever_happens() -> None:
    done = replan(day(), PLAN, [Absent(person="anna"), PlaceLost(place="t2")], now=10)
    assert by_meeting(done.solution)["ay"] == ("a1", "t1")
    assert by_meeting(done.solution)["bz"] == ("a1", "t2")
    assert check(done.problem, done.solution) == []


def test_who_is_late_meets_later_where_both_are_free() -> None:
    done = replan(day(), PLAN, [Late(person="anna", until=15)])
    assert by_meeting(done.solution)["ay"][0] == "a3"
    assert done.others_changed == ()


def test_a_meeting_goes_to_another_table_in_its_slot_when_its_own_breaks() -> None:
    problem = day(places=(*day().places, Place(id="t3")))
    done = replan(problem, PLAN, [PlaceLost(place="t2")])
    assert by_meeting(done.solution) == by_meeting(PLAN) | {"bz": ("a1", "t3"), "by": ("a2", "t3")}
    assert [move.after.place for move in done.moved] == ["t3", "t3"]


def test_a_lost_slot_is_empty() -> None:
    done = replan(day(), PLAN, [SlotLost(slot="a1")])
    assert "a1" not in {each.slot for each in done.solution.placements}
    assert check(done.problem, done.solution) == []


def test_a_colleague_the_problem_does_not_know_takes_over_meetings_as_they_are() -> None:
    done = replan(day(), PLAN, [Replaced(person="anna", by="carl")], now=20)
    people = {each.meeting: each.people for each in done.solution.placements}
    assert (people["ay"], people["az"]) == (("anna", "yann"), ("carl", "zoe"))
    assert done.people_changed == ("anna", "carl", "zoe")
    assert check(done.problem, done.solution) == []


def test_who_takes_over_keeps_the_own_meetings() -> None:
    done = replan(day(), PLAN, [Replaced(person="anna", by="bob")])
    assert {each.meeting for each in PLAN.placements if "bob" in each.people} <= {
        each.meeting for each in done.solution.placements
    }
    assert check(done.problem, done.solution) == []


def test_a_new_wish_is_held_where_both_are_free() -> None:
    problem = replace(day(), meetings=tuple(each for each in day().meetings if each.id != "by"))
    plan = Solution(PLAN.placements[:3])
    done = replan(problem, plan, [Wanted(meeting=meeting("by", "bob", "yann", score=3))])
    assert [each.meeting for each in done.added] == ["by"]
    assert done.others_changed == ()


def test_freed_slots_go_to_those_waiting_only_when_asked() -> None:
    times = slots(2)
    problem = day(
        slots=times,
        people=tuple(person(name, times) for name in ("anna", "bob", "yann", "zoe")),
        places=(Place(id="t1"),),
    )
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"), held("bz", "a2", "t1", "bob", "zoe")))
    assert replan(problem, plan, [Absent(person="anna")]).added == ()
    done = replan(problem, plan, [Absent(person="anna")], fill=True)
    assert [(each.meeting, each.slot) for each in done.added] == [("by", "a1")]
    assert done.others_changed == ()


def test_who_is_new_takes_over_what_waits_too() -> None:
    problem = day(meetings=(*day().meetings, meeting("ab", "anna", "bob", score=1)))
    done = replan(problem, PLAN, [Replaced(person="anna", by="carl")], fill=True)
    assert check(done.problem, done.solution) == []
    assert {each.people for each in done.solution.placements} >= {("carl", "yann"), ("carl", "zoe")}


def _crowded(*, required: bool) -> tuple[Problem, Solution]:
    """Anna meets Yann first; she can be late for that only if Zoé, whom she meets then, meets her earlier."""
    times = slots(3)
    people = (
        person("anna", times),
        person("bob", times),
        person("yann", times[:2]),
        person("zoe", times[1:]),
    )
    problem = day(
        slots=times,
        people=people,
        meetings=(
            meeting("ay", "anna", "yann", score=1, required=required),
            meeting("by", "bob", "yann", score=5),
        ),
    )
    return problem, Solution((held("ay", "a1", "t1", "anna", "yann"), held("by", "a2", "t1", "bob", "yann")))


def test_others_move_for_a_required_meeting_and_no_more_than_must() -> None:
    problem, plan = _crowded(required=True)
    done = replan(problem, plan, [Late(person="anna", until=20)])
    assert {name: slot for name, (slot, _) in by_meeting(done.solution).items()} == {"ay": "a2", "by": "a1"}
    assert (done.others_changed, done.bound, done.proven) == (("bob",), 1, True)


def test_others_move_for_what_is_not_required_only_as_far_as_allowed() -> None:
    problem, plan = _crowded(required=False)
    late = [Late(person="anna", until=20)]
    assert replan(problem, plan, late).others_changed == ()
    done = replan(problem, plan, late, most_changed=1)
    assert (done.others_changed, len(done.solution.placements)) == (("bob",), 2)


def test_what_must_be_held_but_cannot_is_released() -> None:
    meetings = tuple(replace(each, fixed=each.id == "ay", required=True) for each in day().meetings)
    done = replan(day(meetings=meetings, required_hard=True), PLAN, [Absent(person="anna")])
    assert {each.meeting for each in done.removed} == {"ay", "az"}
    assert check(done.problem, done.solution) == []


def test_a_past_that_broke_rules_is_left_as_it_was() -> None:
    plan = Solution((*PLAN.placements[:2], held("az", "a1", "t2", "anna", "zoe"), PLAN.placements[3]))
    done = replan(day(), plan, [Absent(person="yann")], now=20)
    assert {"ay", "bz", "az"} <= by_meeting(done.solution).keys()
    assert [each.meeting for each in done.removed] == ["by"]


@pytest.mark.parametrize(
    "change",
    [Absent(person="nobody"), Late(person="nobody", until=0), PlaceLost(place="t9"), SlotLost(slot="z1")],
)
def test_a_change_of_something_unknown_is_refused(change: Change) -> None:
    with pytest.raises(ProblemError, match="does not exist"):
        replan(day(), PLAN, [change])


@settings(max_examples=200, deadline=None)
@given(problems(), st.integers(0, 10**6), st.booleans())
def test_no_repair_is_better_than_the_one_found(problem: Problem, seed: int, fill: bool) -> None:
    chance = random.Random(seed)
    problem, plan = random_plan(problem, seed)
    now = chance.choice((None, None, 20, 30))
    changes = _changes(chance, problem)
    done = replan(problem, plan, changes, now=now, fill=fill)
    assert check(replace(done.problem, fairness=None), done.solution) == []
    if done.status is Status.OPTIMAL:
        assert check(done.problem, done.solution) == []
    past = {each for each in plan.placements if now is not None and problem.slot_by_id[each.slot].start < now}
    assert past <= set(done.solution.placements)
    if problem.fairness is None and not fill and not any(isinstance(change, Replaced) for change in changes):
        _compare(plan, done)


def _changes(chance: random.Random, problem: Problem) -> list[Change]:
    someone, other = chance.sample(problem.people, 2)
    spot, slot = chance.choice(problem.places).id, chance.choice(problem.slots).id
    required = chance.random() < 0.5
    changes: list[Change] = [
        Absent(person=someone.id, start=chance.choice((None, 20))),
        Late(person=someone.id, until=chance.choice((10, 30))),
        PlaceLost(place=spot, start=chance.choice((None, 20))),
        SlotLost(slot=slot),
        Replaced(person=someone.id, by=chance.choice((other.id, "new"))),
        Wanted(meeting=meeting("new", someone.id, other.id, score=5, required=required)),
    ]
    return chance.sample(changes, chance.choice((1, 1, 2)))


def _compare(plan: Solution, done: Replan) -> None:
    """Most required meetings; with those, fewest others' agendas changed; and with none changed, most awaited held."""
    old = {each.meeting for each in plan.placements}
    plans = list(every_plan(done.problem, old | {"new"}))
    can_stay = {each for one in plans for each in one.placements}
    leaving = {who for each in plan.placements if each not in can_stay for who in each.people}

    def others(one: Solution) -> int:
        stay = set(one.placements)
        changed = {who for each in plan.placements if each not in stay for who in each.people}
        return len(changed - leaving)

    stay = {each for each in plan.placements if each in can_stay}

    def awaited(one: Solution) -> tuple[int, int]:
        return (len(one.placements), one.score(done.problem))

    most = max(one.required(done.problem) for one in plans)
    assert done.solution.required(done.problem) == most
    best = [one for one in plans if one.required(done.problem) == most]
    assert done.bound <= min(others(one) for one in best)
    assert others(done.solution) == len(done.others_changed)
    if done.proven:
        assert others(done.solution) == min(others(one) for one in best)
    if done.status is Status.OPTIMAL and stay <= set(done.solution.placements):
        assert awaited(done.solution) == max(awaited(one) for one in best if stay <= set(one.placements))
