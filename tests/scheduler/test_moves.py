"""Places given out after the slots: few moves, proven for the slots."""

from scheduler import Person, Place, Presence, Problem, Solution, check
from scheduler.clock import Clock
from scheduler.moves import fewest_moves
from scheduler.options import options
from scheduler.places import Held, place
from scheduler.result import Limits
from tests.scheduler.brute_force import fewest_moves as counted
from tests.scheduler.day import day, held, meeting, person, slots


def moves(problem: Problem, plan: Solution) -> int:
    return sum(plan.moves(problem).values())


def test_who_meets_twice_in_a_row_stays_where_possible():
    scattered = Solution(
        (
            held("ay", "a1", "t1", "anna", "yann"),
            held("bz", "a1", "t2", "bob", "zoe"),
            held("az", "a2", "t2", "anna", "zoe"),
            held("by", "a2", "t1", "bob", "yann"),
        )
    )
    plan, bound = fewest_moves(day(), scattered, Clock(Limits()))
    assert check(day(), plan) == []
    assert moves(day(), plan) == bound == counted(day(), scattered) == 2


def test_a_place_that_closes_forces_a_move():
    places = (Place(id="t1", slots=frozenset({"a1"})), Place(id="t2", slots=frozenset({"a2"})))
    problem = day(places=places)
    scattered = Solution((held("ay", "a1", "t1", "anna", "yann"), held("az", "a2", "t2", "anna", "zoe")))
    plan, bound = fewest_moves(problem, scattered, Clock(Limits()))
    assert moves(problem, plan) == bound == 1


def test_nobody_moves_between_meetings_on_video():
    times = slots(2)
    remote = tuple(person(name, times, presence=Presence.REMOTE) for name in ("anna", "bob", "yann", "zoe"))
    places = (Place(id="v1", on_site=False, video=True), Place(id="v2", on_site=False, video=True))
    problem = day(slots=times, people=remote, places=places)
    plan = Solution((held("ay", "a1", "v1", "anna", "yann"), held("az", "a2", "v2", "anna", "zoe")))
    assert fewest_moves(problem, plan, Clock(Limits())) == (plan, 0)


def test_no_time_keeps_the_places_and_the_bound_of_matchings():
    scattered = Solution((held("ay", "a1", "t1", "anna", "yann"), held("az", "a2", "t2", "anna", "zoe")))
    plan, bound = fewest_moves(day(), scattered, Clock(Limits(seconds=0)))
    assert plan == scattered
    assert bound == 0


def test_places_are_given_slot_by_slot_near_the_last_ones():
    problem = day()
    by_name = {option.meeting.id: option for option in options(problem)}
    chosen = [
        Held(by_name[name], slot) for name, slot in (("ay", "a1"), ("bz", "a1"), ("az", "a2"), ("by", "a2"))
    ]
    plan = place(problem, chosen)
    assert plan is not None
    assert check(problem, plan) == []
    assert moves(problem, plan) == 2


def test_where_no_place_is_left_nothing_is_given():
    problem = day(places=(Place(id="t1"),))
    by_name = {option.meeting.id: option for option in options(problem)}
    assert place(problem, [Held(by_name["ay"], "a1"), Held(by_name["bz"], "a1")]) is None


def test_who_has_a_home_meets_there_and_needs_are_met():
    times = slots(2)
    people = (
        person("anna", times, home_place="t2"),
        Person(id="yann", slots=frozenset({"a1", "a2"}), access_needs=frozenset({"loop"})),
    )
    places = (Place(id="t1"), Place(id="t2", equipment=frozenset({"loop"})))
    problem = Problem(slots=times, people=people, places=places, meetings=(meeting("m", "anna", "yann"),))
    plan = place(problem, [Held(options(problem)[0], "a1")])
    assert plan is not None
    assert check(problem, plan) == []
