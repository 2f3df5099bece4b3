"""The first plan keeps the rules, whatever it leaves to the model, and is near its bound where flows say all."""

import pytest
from hypothesis import given

from benchmarks.events import Shape, event
from scheduler import Code, Goal, Problem, check
from scheduler.bound import score_bound
from scheduler.construct import first_plan
from tests.scheduler.random_problems import problems
from tests.scheduler.test_properties import many

LEFT_TO_THE_MODEL = {Code.MISSING, Code.UNFAIR}


@many
@given(problems())
def test_the_first_plan_breaks_no_rule_of_who_when_and_where(problem: Problem):
    assert {violation.code for violation in check(problem, first_plan(problem))} <= LEFT_TO_THE_MODEL


@pytest.mark.parametrize(
    "shape",
    [
        Shape(buyers=13, suppliers=72, slots=10, places=13, density=0.5, guarantee=0),
        Shape(buyers=25, suppliers=60, slots=16, places=20, density=0.7, guarantee=0, cap=8),
        Shape(buyers=60, suppliers=120, slots=12, places=40, density=0.2, guarantee=0),
    ],
    ids=str,
)
def test_the_first_plan_of_an_event_is_within_a_thousandth_of_its_bound(shape: Shape):
    problem = event(shape, tuple(Goal))
    plan = first_plan(problem)
    assert check(problem, plan) == []
    assert plan.score(problem) >= 0.999 * score_bound(problem)
