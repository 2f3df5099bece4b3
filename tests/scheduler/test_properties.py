"""Thousands of small problems: what the solver says is held against every plan there is.

The number of examples is small in the suite; `HYPOTHESIS_EXAMPLES=3000 pytest tests/scheduler/test_properties.py`
asks for more.
"""

import os
from math import ceil

from hypothesis import HealthCheck, given, settings

from scheduler import Goal, Problem, Solution, check
from scheduler.result import Limits, Status
from scheduler.solve import solve
from tests.scheduler.brute_force import MOST, ORDER, fewest_moves, plans, worth
from tests.scheduler.random_problems import problems

many = settings(
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@many
@given(problems())
def test_optimal_is_what_counting_finds_and_infeasible_is(problem: Problem):
    result = solve(problem, limits=Limits(seconds=None, deterministic=20.0))
    every = list(plans(problem))
    assert result.fault is None
    if not every:
        assert result.status is Status.INFEASIBLE
        return
    assert result.solution is not None
    assert check(problem, result.solution) == []
    best = min(worth(problem, plan) for plan in every)
    assert worth(problem, result.solution) == best
    figures = {goal.name: goal for goal in result.goals}
    for name, goal in figures.items():
        if name != Goal.MOVES:
            assert goal.gap == 0
    assert figures["moves"].value == figures["moves"].bound == fewest_moves(problem, result.solution)
    assert result.status is Status.OPTIMAL


@many
@given(problems(tolerance=0.3))
def test_what_is_given_up_of_the_score_stays_within_its_tolerance(problem: Problem):
    result = solve(problem, limits=Limits(seconds=None, deterministic=20.0))
    every = list(plans(problem))
    if not every:
        assert result.status is Status.INFEASIBLE
        return
    assert result.status is Status.OPTIMAL
    assert result.solution is not None
    score = next(goal for goal in result.goals if goal.name == Goal.SCORE)
    floor = ceil(score.bound * (1 - score.tolerance))
    assert score.value >= floor
    before_score = 2
    first = worth(problem, result.solution)[:before_score]
    rivals = [
        plan
        for plan in every
        if worth(problem, plan)[:before_score] == first and plan.score(problem) >= floor
    ]
    assert first == min(worth(problem, plan)[:before_score] for plan in every)
    reached = worth(problem, result.solution)[before_score + 1 :]
    assert reached <= min(worth(problem, plan)[before_score + 1 :] for plan in rivals)


@many
@given(problems())
def test_a_solve_cut_short_keeps_rules_and_bounds(problem: Problem):
    result = solve(problem, limits=Limits(seconds=None, deterministic=0.0005, workers=1))
    every = list(plans(problem))
    if result.solution is None:
        assert result.status in (Status.UNKNOWN, Status.INFEASIBLE)
        assert result.status is Status.UNKNOWN or not every
        return
    assert check(problem, result.solution) == []
    best = min(every, key=lambda plan: worth(problem, plan))
    for goal in ORDER:
        if goal is not Goal.SHORTFALL:
            bound = next(each.bound for each in result.goals if each.name == goal)
            value = best.value(problem, goal)[0]
            assert bound >= value if goal in MOST else bound <= value


@many
@given(problems(tolerance=0.1))
def test_the_same_seed_and_deterministic_limit_give_the_same_plan(problem: Problem):
    limits = Limits(seconds=None, deterministic=0.02, seed=7)
    assert solve(problem, limits=limits).solution == solve(problem, limits=limits).solution


@many
@given(problems())
def test_json_keeps_every_problem_and_plan(problem: Problem):
    assert Problem.from_json(problem.to_json()) == problem
    plan = next(plans(problem), Solution())
    assert Solution.from_json(plan.to_json()) == plan
