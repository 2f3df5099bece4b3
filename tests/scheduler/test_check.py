"""Each rule alone: a plan that keeps it, and the same plan with one thing changed that breaks it."""

import subprocess
import sys

import pytest

from scheduler import Code, Helper, Meeting, Person, Place, Presence, Problem, Slot, Solution, check
from tests.scheduler.day import day, held, meeting, person, slots

TIMES = slots(3)
NAMES = ("anna", "bob", "yann", "zoe")
GOOD = (held("ay", "a1", "t1", "anna", "yann"), held("bz", "a1", "t2", "bob", "zoe"))


def codes(problem: Problem, *placements) -> set[Code]:
    violations = check(problem, Solution(placements))
    assert all(violation.sentence.endswith(".") for violation in violations)
    return {violation.code for violation in violations}


def with_people(**traits) -> Problem:
    """The small day, Anna having these traits."""
    others = tuple(person(name, TIMES) for name in NAMES[1:])
    return day(people=(person("anna", TIMES, **traits), *others))


def with_meeting(**traits) -> Problem:
    """The small day, the meeting of Anna and Yann having these traits."""
    others = [each for each in day().meetings if each.id != "ay"]
    return day(meetings=(meeting("ay", "anna", "yann", **traits), *others))


def test_a_good_plan_has_no_violation():
    assert codes(day(), *GOOD) == set()
    assert codes(day()) == set()


@pytest.mark.parametrize(
    "placement",
    [
        held("?", "a1", "t1", "anna", "yann"),
        held("ay", "?", "t1", "anna", "yann"),
        held("ay", "a1", "?", "anna", "yann"),
        held("ay", "a1", "t1", "anna", "?"),
        held("ay", "a1", "t1", "anna", "yann", helper="?"),
    ],
)
def test_an_unknown_id_is_reported_and_left_out(placement):
    assert codes(day(), placement) == {Code.UNKNOWN}


def test_a_meeting_is_held_once():
    assert Code.MEETING_TWICE in codes(day(), GOOD[0], held("ay", "a2", "t1", "anna", "yann"))


@pytest.mark.parametrize("people", [("anna",), ("yann", "anna"), ("anna", "zoe"), ("anna", "yann", "zoe")])
def test_a_meeting_takes_one_person_of_each_side(people):
    assert Code.WRONG_PEOPLE in codes(day(), held("ay", "a1", "t1", *people))


def test_any_of_the_alternatives_will_do():
    problem = day(meetings=(Meeting(id="m", sides=(("anna", "bob"), ("yann",))),))
    assert codes(problem, held("m", "a1", "t1", "bob", "yann")) == set()


@pytest.mark.parametrize("traits", [{"required": True}, {"fixed": True}])
def test_what_must_be_held_is_held(traits):
    problem = day(meetings=(meeting("m", "anna", "yann", **traits),), required_hard=True)
    assert codes(problem, held("m", "a1", "t1", "anna", "yann")) == set()
    assert codes(problem) == {Code.MISSING}


def test_a_required_meeting_is_a_goal_unless_it_is_made_a_rule():
    assert codes(day(meetings=(meeting("m", "anna", "yann", required=True),))) == set()


def test_a_meeting_stays_in_its_slot_session_and_place():
    placement = held("ay", "a1", "t1", "anna", "yann")
    assert codes(with_meeting(slot="a1", session="a", place="t1"), placement) == set()
    assert codes(with_meeting(slot="a2"), placement) == {Code.WRONG_SLOT}
    assert codes(with_meeting(place="t2"), placement) == {Code.WRONG_PLACE}
    assert codes(with_meeting(places=frozenset({"t2"})), placement) == {Code.WRONG_PLACE}
    assert codes(with_meeting(places=frozenset()), placement) == {Code.WRONG_PLACE}
    evening = Slot(id="e", session="evening", start=900, end=920)
    elsewhere = day(slots=(*TIMES, evening), meetings=(meeting("ay", "anna", "yann", session="evening"),))
    assert codes(elsewhere, placement) == {Code.WRONG_SESSION}


def test_a_meeting_comes_after_those_it_waits_for():
    problem = with_meeting(after=("bz",))
    later = held("ay", "a2", "t1", "anna", "yann")
    assert codes(problem, later, GOOD[1]) == set()
    assert codes(problem, later) == {Code.TOO_EARLY}
    assert codes(problem, *GOOD) == {Code.TOO_EARLY}


def test_forbidden_pairs_do_not_meet():
    assert codes(day(forbidden=frozenset({("yann", "anna")})), *GOOD) == {Code.FORBIDDEN_PAIR}


def test_two_people_meet_once_unless_they_may_meet_again():
    meetings = (meeting("m", "anna", "yann"), meeting("n", "anna", "yann"))
    plan = (held("m", "a1", "t1", "anna", "yann"), held("n", "a2", "t1", "anna", "yann"))
    assert codes(day(meetings=meetings), *plan) == {Code.PAIR_TWICE}
    assert codes(day(meetings=meetings, pairs_meet_once=False), *plan) == set()


def test_the_same_sides_meet_once():
    sides = (("anna", "bob"), ("yann",))
    meetings = (Meeting(id="m", sides=sides), Meeting(id="n", sides=sides))
    plan = (held("m", "a1", "t1", "anna", "yann"), held("n", "a2", "t1", "bob", "yann"))
    assert codes(day(meetings=meetings), *plan) == {Code.PAIR_TWICE}


def test_a_person_is_in_one_meeting_at_a_time():
    assert codes(day(), GOOD[0], held("az", "a2", "t1", "anna", "zoe")) == set()
    assert codes(day(), GOOD[0], held("az", "a1", "t2", "anna", "zoe")) == {Code.PERSON_TWICE}


def test_overlapping_slots_of_parallel_sessions_are_the_same_time():
    times = (*TIMES, Slot(id="long", session="b", start=10, end=40))
    problem = day(slots=times, people=tuple(person(name, times) for name in NAMES))
    assert codes(problem, GOOD[0], held("az", "long", "t2", "anna", "zoe")) == {Code.PERSON_TWICE}
    assert codes(problem, GOOD[0], held("bz", "long", "t1", "bob", "zoe")) == {Code.PLACE_TWICE}


def test_nobody_meets_while_away():
    away = Person(id="anna", slots=frozenset({"a2"}))
    problem = day(people=(away, *(person(name, TIMES) for name in NAMES[1:])))
    assert codes(problem, *GOOD) == {Code.PERSON_AWAY}


def test_nobody_has_more_than_the_greatest_number():
    plan = (GOOD[0], held("az", "a2", "t1", "anna", "zoe"))
    assert codes(with_people(greatest=2), *plan) == set()
    assert codes(with_people(greatest=1), *plan) == {Code.TOO_MANY}


def test_a_rest_follows_so_many_meetings_in_a_row():
    row = (GOOD[0], held("az", "a2", "t1", "anna", "zoe"))
    apart = (GOOD[0], held("az", "a3", "t1", "anna", "zoe"))
    assert codes(with_people(rest_after=2), *row) == set()
    assert codes(with_people(rest_after=1), *apart) == set()
    assert codes(with_people(rest_after=1), *row) == {Code.NO_REST}


def test_a_place_holds_one_meeting_and_only_when_open():
    assert codes(day(), GOOD[0], held("bz", "a1", "t1", "bob", "zoe")) == {Code.PLACE_TWICE}
    closed = day(places=(Place(id="t1", slots=frozenset({"a2"})), Place(id="t2")))
    assert codes(closed, *GOOD) == {Code.PLACE_CLOSED}


@pytest.mark.parametrize(
    ("place", "traits", "fits"),
    [
        ({"on_site": True}, {"presence": Presence.ON_SITE}, True),
        ({"on_site": False, "video": True}, {"presence": Presence.ON_SITE}, False),
        ({"video": True}, {"presence": Presence.REMOTE}, True),
        ({"video": False}, {"presence": Presence.REMOTE}, False),
        ({"on_site": False, "video": True}, {"presence": Presence.EITHER}, True),
        ({"seats": 1}, {}, False),
        ({"seats": 1, "video": True}, {"presence": Presence.REMOTE}, True),
        ({"seats": 2}, {}, True),
        ({"seats": 1, "on_site": False, "video": True}, {}, True),
        ({}, {"access_needs": frozenset({"loop"})}, False),
        ({"equipment": frozenset({"loop", "ramp"})}, {"access_needs": frozenset({"loop"})}, True),
    ],
)
def test_a_place_suits_the_people(place, traits, fits):
    problem = with_people(**traits)
    problem = day(people=problem.people, places=(Place(id="t1", **place),))
    assert codes(problem, GOOD[0]) == (set() if fits else {Code.PLACE_UNFIT})


def test_who_has_a_home_place_meets_there():
    assert codes(with_people(home_place="t1"), *GOOD) == set()
    assert codes(with_people(home_place="t2"), *GOOD) == {Code.NOT_HOME}


def test_two_people_with_homes_meet_at_either():
    homes = (person("anna", TIMES, home_place="t2"), person("yann", TIMES, home_place="t1"))
    problem = day(people=(*homes, person("bob", TIMES), person("zoe", TIMES)))
    assert codes(problem, *GOOD) == set()


def helped(**traits) -> Problem:
    """Anna and Yann need an interpreter; Henri has these traits."""
    henri = {"slots": frozenset({"a1"}), "skills": frozenset({"french"})} | traits
    needy = (meeting("ay", "anna", "yann", skill="french"), meeting("bz", "bob", "zoe", skill="french"))
    return day(meetings=needy, helpers=(Helper(id="henri", **henri),))


def test_a_helper_with_the_skill_attends():
    attended = held("ay", "a1", "t1", "anna", "yann", helper="henri")
    assert codes(helped(), attended) == set()
    assert codes(helped(), GOOD[0]) == {Code.HELPER}
    assert codes(helped(skills=frozenset({"signs"})), attended) == {Code.HELPER}
    assert codes(helped(slots=frozenset({"a2"})), attended) == {Code.HELPER}
    assert codes(helped(presence=Presence.REMOTE), attended) == {Code.PLACE_UNFIT}
    both = held("bz", "a1", "t2", "bob", "zoe", helper="henri")
    assert codes(helped(), attended, both) == {Code.HELPER}
    assert codes(day(helpers=helped().helpers), attended) == {Code.HELPER}


def test_breaks_are_shared_fairly():
    plan = (GOOD[0], held("az", "a3", "t1", "anna", "zoe"))
    assert codes(day(fairness=1), *plan) == set()
    assert codes(day(fairness=0), *plan) == {Code.UNFAIR}


def test_the_checker_does_not_load_the_solver():
    script = (
        "import sys, scheduler, scheduler.check; sys.exit(any('ortools' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
