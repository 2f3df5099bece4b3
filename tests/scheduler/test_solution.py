import pytest

from scheduler import Goal, Person, Presence, Problem, ProblemError, Solution
from tests.scheduler.day import day, held, meeting, person, slots


def test_the_sums_of_a_plan():
    problem = day(
        people=tuple(person(name, slots(3), guaranteed=2) for name in ("anna", "bob", "yann", "zoe"))
    )
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"), held("az", "a3", "t2", "anna", "zoe")))
    assert plan.score(problem) == 20
    assert plan.counts(problem) == {"anna": 2, "bob": 0, "yann": 1, "zoe": 1}
    assert plan.shortfalls(problem) == (2, 1, 1)
    assert plan.breaks(problem)["anna"] == 1
    assert plan.idle_slots(problem)["anna"] == 1
    assert plan.moves(problem)["anna"] == 1
    assert plan.unfairness(problem) == 1
    assert plan.value(problem, Goal.SHORTFALL) == (2, 1, 1)
    assert [plan.value(problem, goal) for goal in (Goal.IDLE_SLOTS, Goal.BREAKS, Goal.MOVES)] == [(1,)] * 3


def test_a_slot_in_which_somebody_is_away_makes_a_break_but_is_not_idle():
    times = slots(3)
    away = Person(id="anna", slots=frozenset({"a1", "a3"}))
    problem = day(people=(away, *(person(name, times) for name in ("bob", "yann", "zoe"))))
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"), held("az", "a3", "t1", "anna", "zoe")))
    assert plan.breaks(problem)["anna"] == 1
    assert plan.idle_slots(problem)["anna"] == 0


def test_the_pause_between_sessions_is_neither_break_nor_idle_nor_move():
    times = slots(1, 1)
    people = tuple(person(name, times) for name in ("p", "q", "r"))
    problem = Problem(
        slots=times,
        people=people,
        places=day().places,
        meetings=(meeting("m", "p", "q"), meeting("n", "p", "r")),
    )
    plan = Solution((held("m", "a1", "t1", "p", "q"), held("n", "b1", "t2", "p", "r")))
    assert not any(plan.breaks(problem).values())
    assert not any(plan.idle_slots(problem).values())
    assert not any(plan.moves(problem).values())


def test_remote_people_do_not_move():
    times = slots(2)
    remote = person("anna", times, presence=Presence.REMOTE)
    problem = day(slots=times, people=(remote, *(person(name, times) for name in ("bob", "yann", "zoe"))))
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"), held("az", "a2", "t2", "anna", "zoe")))
    assert plan.moves(problem)["anna"] == 0


def test_a_solution_survives_json():
    plan = Solution((held("m", "a1", "t1", "p", "q", helper="h"), held("n", "a2", "t1", "p", "r")))
    assert Solution.from_json(plan.to_json()) == plan
    assert Solution.from_json(Solution().to_json()) == Solution()
    with pytest.raises(ProblemError):
        Solution.from_json(day().to_json())
