"""What a caller of `solve` meets: limits, stopping, progress, a plan to start from, and nothing lost."""

import random
import threading

import pytest

from scheduler import Goal, Meeting, Place, Placement, Problem, ProblemError, Slot, Solution, check
from scheduler.result import GoalResult, Limits, Status
from scheduler.search import Effort, search
from scheduler.solve import solve
from tests.scheduler.day import day, held, meeting, person, slots


def crowd(size: int = 24, seed: int = 1) -> Problem:
    """Buyers and suppliers who are often away, so that the gaps in their agendas take long to settle."""
    dice = random.Random(seed)
    times = slots(8, 8)
    people = [
        person(f"p{number}", tuple(slot for slot in times if dice.random() > 0.3), guaranteed=2)
        for number in range(size)
    ]
    buyers = size // 3
    pairs = [
        (buyer, other) for buyer in range(buyers) for other in range(buyers, size) if dice.random() < 0.6
    ]
    return Problem(
        slots=times,
        people=tuple(people),
        places=tuple(Place(id=f"t{number}") for number in range(size // 3)),
        meetings=tuple(
            meeting(f"{first}-{second}", f"p{first}", f"p{second}", score=dice.randint(1, 99))
            for first, second in pairs
        ),
    )


def test_a_small_day_is_planned_to_the_end():
    result = solve(day())
    assert result.status is Status.OPTIMAL
    assert result.fault is None
    assert result.solution is not None
    assert check(day(), result.solution) == []
    assert result.solution.score(day()) == 40
    assert [goal.name for goal in result.goals] == ["required", "score", "idle_slots", "breaks", "moves"]


def test_an_empty_day_has_an_empty_plan():
    result = solve(Problem(slots=(), people=(), places=(), meetings=()))
    assert result.status is Status.OPTIMAL
    assert result.solution == Solution()


def test_without_goals_any_plan_that_keeps_the_rules_will_do():
    problem = day(goals=(), meetings=(meeting("m", "anna", "yann", fixed=True),))
    result = solve(problem)
    assert result.status is Status.OPTIMAL
    assert result.solution is not None
    assert len(result.solution.placements) == 1


def test_no_time_still_gives_a_plan_and_bounds():
    result = solve(crowd(), limits=Limits(seconds=0))
    assert result.status is Status.FEASIBLE
    assert result.solution is not None
    assert check(crowd(), result.solution) == []
    assert all(goal.bound >= goal.value for goal in result.goals if goal.name == Goal.SCORE)


def test_the_caller_stops_it_and_keeps_the_best_plan():
    seen = threading.Event()
    result = solve(
        crowd(),
        limits=Limits(seconds=30),
        on_progress=lambda progress: seen.set() if progress.goal == Goal.IDLE_SLOTS else None,
        should_stop=seen.is_set,
    )
    assert result.status is Status.STOPPED
    assert result.solution is not None
    assert check(crowd(), result.solution) == []


def test_progress_and_stopping_are_asked_in_the_callers_thread():
    threads = set()

    def stop() -> bool:
        threads.add(threading.get_ident())
        return False

    solve(
        crowd(),
        limits=Limits(seconds=3),
        on_progress=lambda _: threads.add(threading.get_ident()),
        should_stop=stop,
    )
    assert threads == {threading.get_ident()}


def test_progress_tells_the_goal_its_value_and_bound():
    told = []
    solve(crowd(), limits=Limits(seconds=4), on_progress=told.append)
    assert all(progress.seconds >= 0 for progress in told)
    assert any(progress.goal == Goal.IDLE_SLOTS and progress.value is not None for progress in told)
    assert all(progress.score is not None for progress in told if progress.goal == Goal.IDLE_SLOTS)


def test_a_better_previous_plan_is_never_lost():
    problem = crowd()
    good = solve(problem, limits=Limits(seconds=4)).solution
    assert good is not None
    again = solve(problem, limits=Limits(seconds=0), previous=good).solution
    assert again is not None
    assert again.score(problem) >= good.score(problem)
    assert sum(again.idle_slots(problem).values()) <= sum(good.idle_slots(problem).values())


def test_a_previous_plan_that_breaks_a_rule_is_passed_over():
    wrong = Solution((held("ay", "a1", "t1", "anna", "yann"), held("az", "a1", "t2", "anna", "zoe")))
    result = solve(day(), previous=wrong)
    assert result.solution is not None
    assert check(day(), result.solution) == []


def test_a_previous_plan_with_unknown_ids_is_passed_over():
    assert solve(day(), previous=Solution((held("?", "?", "?", "?"),))).status is Status.OPTIMAL


def test_what_goes_wrong_in_the_search_does_not_lose_the_plan(monkeypatch):
    def out_of_memory(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("scheduler.optimizer.Model", out_of_memory)
    result = solve(crowd(), limits=Limits(seconds=2))
    assert result.fault is not None
    assert result.status is Status.FEASIBLE
    assert result.solution is not None
    assert check(crowd(), result.solution) == []


def test_a_problem_without_a_plan_is_infeasible():
    at_once = tuple(
        meeting(name, "anna", other, fixed=True, slot="a1") for name, other in (("m", "yann"), ("n", "zoe"))
    )
    result = solve(day(meetings=at_once))
    assert result.status is Status.INFEASIBLE
    assert result.solution is None


def test_the_same_seed_and_deterministic_limit_give_the_same_plan():
    limits = Limits(seconds=None, deterministic=0.5, seed=3)
    first, second = (solve(crowd(), limits=limits) for _ in range(2))
    assert first.solution == second.solution
    assert first.goals == second.goals


def test_the_score_gives_way_within_its_tolerance_only():
    result = solve(crowd(), limits=Limits(seconds=4))
    score = next(goal for goal in result.goals if goal.name == Goal.SCORE)
    assert score.tolerance == 0.01
    assert score.gap <= score.tolerance


def test_fixed_meetings_stay_and_alternatives_are_chosen():
    sides = (("anna", "bob"), ("yann",))
    problem = day(
        meetings=(
            meeting("m", "anna", "zoe", fixed=True, slot="a2", place="t2"),
            Meeting(id="n", sides=sides, score=5, slot="a2"),
        )
    )
    result = solve(problem)
    assert result.solution is not None
    assert set(result.solution.placements) == {
        Placement(meeting="m", slot="a2", place="t2", people=("anna", "zoe")),
        Placement(meeting="n", slot="a2", place="t1", people=("bob", "yann")),
    }


@pytest.mark.parametrize(
    "wrong", [{"seconds": -1}, {"seconds": float("nan")}, {"deterministic": -1}, {"workers": 0}, {"seed": -1}]
)
def test_limits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ProblemError):
        Limits(**wrong)


def test_the_gap_is_a_share_of_the_bound():
    assert GoalResult(name="score", value=99, bound=100, tolerance=0.01).proven
    assert GoalResult(name="breaks", value=2, bound=0).gap == 2
    assert not GoalResult(name="breaks", value=1, bound=0).proven


def test_a_fault_in_the_solver_is_told_and_not_raised():
    from scheduler.clock import Clock

    found = search("no model", Clock(Limits()), Effort())
    assert found.fault is not None
    assert found.values is None


def test_places_are_found_where_giving_them_out_in_order_of_time_is_a_dead_end():
    """The long meeting must leave `t1` to the meeting that starts last and has no other place."""
    times = (
        Slot(id="long", session="a", start=0, end=60),
        Slot(id="short", session="b", start=20, end=40),
    )
    problem = day(
        slots=times,
        people=tuple(person(name, times) for name in ("anna", "bob", "yann", "zoe")),
        meetings=(
            meeting("m", "anna", "yann", score=1, slot="long"),
            meeting("n", "bob", "zoe", score=1, slot="short", places=frozenset({"t1"})),
        ),
    )
    result = solve(problem)
    assert result.status is Status.OPTIMAL
    assert result.fault is None
    assert result.solution is not None
    assert {each.meeting: each.place for each in result.solution.placements} == {"m": "t2", "n": "t1"}


def test_a_worse_previous_plan_does_not_replace_a_better_start():
    poor = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    result = solve(day(), limits=Limits(seconds=0), previous=poor)
    assert result.solution is not None
    assert result.solution.score(day()) == 40
