"""Each figure alone: its expression in the model says what the plan counts, and its first bound holds."""

import pytest
from hypothesis import HealthCheck, given, settings
from ortools.sat.python import cp_model

from scheduler import Goal, Person, Problem
from scheduler.goals import Target, targets
from scheduler.model import Model
from scheduler.places import Held, place
from scheduler.rules import RULES
from tests.scheduler.day import day, meeting, person, slots
from tests.scheduler.random_problems import problems

TIMES = slots(3)
NAMES = ("anna", "bob", "yann", "zoe")


def target_of(problem: Problem, name: str) -> Target:
    return next(target for target in targets(problem) if target.name == name)


def best(problem: Problem, name: str, **chosen: str) -> int:
    """The best value of the figure when exactly these meetings are held, in these slots."""
    model = Model(problem, RULES)
    for option, literals in zip(model.options, model.literals, strict=True):
        for slot, literal in literals.items():
            model.cp.add(literal == (chosen.get(option.meeting.id) == slot))
    return _optimize(model, target_of(problem, name))[0]


def _optimize(model: Model, target: Target) -> tuple[int, list[int]]:
    figure = target.express(model)
    if target.sign > 0:
        model.cp.maximize(figure)
    else:
        model.cp.minimize(figure)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    return round(solver.objective_value), list(solver.response_proto.solution)


def test_required_meetings_are_counted():
    problem = day(meetings=(meeting("m", "anna", "yann", required=True), meeting("n", "bob", "zoe")))
    assert best(problem, "required", m="a1", n="a1") == 1
    assert best(problem, "required", n="a1") == 0


@pytest.mark.parametrize(
    ("size", "chosen", "lacking"), [(2, {}, 4), (2, {"ay": "a1"}, 2), (1, {"ay": "a1"}, 4)]
)
def test_people_short_of_their_guarantee_are_counted_by_size(size, chosen, lacking):
    problem = day(people=tuple(person(name, TIMES, guaranteed=2) for name in NAMES))
    assert best(problem, f"shortfall_{size}", **chosen) == lacking


def test_what_nobody_can_give_bounds_the_shortfall():
    absent = Person(id="anna", slots=frozenset({"a1"}), guaranteed=3)
    problem = day(people=(absent, *(person(name, TIMES) for name in NAMES[1:])))
    assert [target_of(problem, f"shortfall_{size}").bound for size in (3, 2, 1)] == [0, 1, 1]


def test_the_score_is_the_sum_of_the_meetings_held():
    assert best(day(), "score", ay="a1", bz="a1") == 20


@pytest.mark.parametrize(("slot", "idle"), [("a2", 0), ("a3", 1)])
def test_idle_slots_lie_between_meetings(slot, idle):
    assert best(day(), "idle_slots", ay="a1", az=slot) == idle


def test_a_slot_in_which_nobody_could_meet_can_be_idle():
    alone = tuple(
        Person(id=name, slots=frozenset({"a1", "a2", "a3"} if name == "anna" else {"a1", "a3"}))
        for name in NAMES
    )
    assert best(day(people=alone), "idle_slots", ay="a1", az="a3") == 1


@pytest.mark.parametrize(("slot", "breaks"), [("a2", 0), ("a3", 1)])
def test_breaks_lie_between_rows_of_meetings(slot, breaks):
    assert best(day(), "breaks", ay="a1", az=slot) == breaks


def test_moves_are_left_to_the_places():
    assert all(target.goal is not Goal.MOVES for target in targets(day()))


def test_goals_come_in_the_order_of_the_problem():
    problem = day(
        goals=(Goal.BREAKS, Goal.SCORE), people=tuple(person(name, TIMES, guaranteed=1) for name in NAMES)
    )
    assert [target.name for target in targets(problem)] == ["breaks", "score"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(problems())
def test_the_model_and_the_plan_count_alike(problem: Problem):
    for target in targets(problem):
        model = Model(problem, RULES)
        figure = target.express(model)
        model.cp.minimize(-target.sign * figure)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model.cp) == cp_model.INFEASIBLE:
            return
        choices = model.choices(list(solver.response_proto.solution))
        plan = place(problem, [Held(model.options[number], slot) for number, slot in choices])
        if plan is not None:
            assert target.measure(problem, plan) == -target.sign * round(solver.objective_value)
            assert target.measure(problem, plan) * target.sign <= target.bound * target.sign
