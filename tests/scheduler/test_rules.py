"""Each hard rule of the model alone: a choice it allows, and one with a single difference that it refuses."""

import pytest
from ortools.sat.python import cp_model

from scheduler import Helper, Meeting, Person, Place, Problem, Slot, rules
from scheduler.model import Model, Rule
from tests.scheduler.day import day, meeting, person, slots

TIMES = slots(3)
NAMES = ("anna", "bob", "yann", "zoe")


def allows(problem: Problem, rule: Rule, **chosen: str) -> bool:
    """Whether the rule allows that exactly these meetings are held, in these slots, with their first people."""
    model = Model(problem, (rule,))
    wanted = dict(chosen)
    for option, literals in zip(model.options, model.literals, strict=True):
        slot = wanted.pop(option.meeting.id, None)
        for name, literal in literals.items():
            model.cp.add(literal == (name == slot))
    assert not wanted
    solver = cp_model.CpSolver()
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return bool(status == cp_model.OPTIMAL)


def with_people(**traits) -> Problem:
    others = tuple(person(name, TIMES) for name in NAMES[1:])
    return day(people=(person("anna", TIMES, **traits), *others))


def test_held_once():
    model = Model(day(), (rules.held_once,))
    first, second, *_ = model.held("ay")
    model.cp.add(first + second == 2)
    assert cp_model.CpSolver().solve(model.cp) == cp_model.INFEASIBLE
    assert allows(day(), rules.held_once, ay="a1", bz="a1")


def test_held_when_it_must():
    problem = day(meetings=(meeting("m", "anna", "yann", fixed=True), meeting("n", "bob", "zoe")))
    assert allows(problem, rules.held_when_it_must, m="a1")
    assert not allows(problem, rules.held_when_it_must, n="a1")


def test_held_when_it_must_and_never_can():
    nobody = Person(id="yann", slots=frozenset())
    problem = day(
        people=(*with_people().people[:2], nobody, person("zoe", TIMES)),
        meetings=(meeting("m", "anna", "yann", fixed=True),),
    )
    assert not allows(problem, rules.held_when_it_must)


def test_held_after():
    problem = day(meetings=(meeting("m", "anna", "yann"), meeting("n", "bob", "zoe", after=("m",))))
    assert allows(problem, rules.held_after, m="a1", n="a2")
    assert allows(problem, rules.held_after, m="a2")
    assert not allows(problem, rules.held_after, m="a2", n="a2")
    assert not allows(problem, rules.held_after, n="a2")


def test_pairs_meet_once():
    meetings = (meeting("m", "anna", "yann"), meeting("n", "yann", "anna"), meeting("o", "anna", "zoe"))
    problem = day(meetings=meetings)
    assert allows(problem, rules.pairs_meet_once, m="a1", o="a2")
    assert not allows(problem, rules.pairs_meet_once, m="a1", n="a2")
    assert allows(day(meetings=meetings, pairs_meet_once=False), rules.pairs_meet_once, m="a1", n="a2")


def test_sides_meet_once():
    sides = (("anna", "bob"), ("yann",))
    same = (Meeting(id="m", sides=sides), Meeting(id="n", sides=sides[::-1]))
    assert allows(day(meetings=same), rules.sides_meet_once, m="a1")
    assert not allows(day(meetings=same), rules.sides_meet_once, m="a1", n="a2")
    assert allows(day(meetings=same, pairs_meet_once=False), rules.sides_meet_once, m="a1", n="a2")


def test_one_at_a_time_in_one_slot():
    assert allows(day(), rules.one_at_a_time, ay="a1", bz="a1")
    assert not allows(day(), rules.one_at_a_time, ay="a1", az="a1")


def test_one_at_a_time_in_slots_that_overlap():
    times = (*TIMES, Slot(id="long", session="b", start=10, end=40))
    problem = day(slots=times, people=tuple(person(name, times) for name in NAMES))
    assert allows(problem, rules.one_at_a_time, ay="a3", az="long")
    assert not allows(problem, rules.one_at_a_time, ay="a2", az="long")


def test_greatest_number():
    assert allows(with_people(greatest=1), rules.greatest_number, ay="a1")
    assert not allows(with_people(greatest=1), rules.greatest_number, ay="a1", az="a3")


def test_rest_after_a_row():
    assert allows(with_people(rest_after=1), rules.rest_after_a_row, ay="a1", az="a3")
    assert not allows(with_people(rest_after=1), rules.rest_after_a_row, ay="a1", az="a2")


def test_no_rest_is_due_across_a_pause():
    times = slots(1, 1)
    people = (person("anna", times, rest_after=1), *(person(name, times) for name in NAMES[1:]))
    assert allows(day(slots=times, people=people), rules.rest_after_a_row, ay="a1", az="b1")


def test_enough_places():
    one = day(places=(Place(id="t1"),))
    assert allows(one, rules.enough_places, ay="a1", bz="a2")
    assert not allows(one, rules.enough_places, ay="a1", bz="a1")


def test_enough_places_of_each_kind():
    meetings = (
        meeting("m", "anna", "yann", places=frozenset({"t1"})),
        meeting("n", "bob", "zoe", places=frozenset({"t1", "t2"})),
    )
    problem = day(meetings=meetings)
    assert allows(problem, rules.enough_places, m="a1", n="a1")
    closed = day(meetings=meetings, places=(Place(id="t1"), Place(id="t2", slots=frozenset({"a2"}))))
    assert not allows(closed, rules.enough_places, m="a1", n="a1")
    assert allows(closed, rules.enough_places, m="a2", n="a2")


def test_enough_places_in_slots_that_overlap():
    times = (*TIMES, Slot(id="long", session="b", start=10, end=40))
    problem = day(slots=times, people=tuple(person(name, times) for name in NAMES), places=(Place(id="t"),))
    assert allows(problem, rules.enough_places, ay="a3", bz="long")
    assert not allows(problem, rules.enough_places, ay="a1", bz="long")


def test_enough_helpers():
    meetings = tuple(
        meeting(name, *people, skill="signs") for name, people in (("m", NAMES[::2]), ("n", NAMES[1::2]))
    )
    problem = day(
        meetings=meetings,
        helpers=(Helper(id="h", slots=frozenset({"a1", "a2"}), skills=frozenset({"signs"})),),
    )
    assert allows(problem, rules.enough_helpers, m="a1", n="a2")
    assert not allows(problem, rules.enough_helpers, m="a1", n="a1")


@pytest.mark.parametrize(("fairness", "fair"), [(1, True), (0, False)])
def test_fair_breaks(fairness, fair):
    assert allows(day(fairness=fairness), rules.fair_breaks, ay="a1", az="a3") is fair


def test_every_rule_is_wired_and_named_here():
    named = {name for name in globals() if name.startswith("test_")}
    assert all(any(rule.__name__ in name for name in named) for rule in rules.RULES)
