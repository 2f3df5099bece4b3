"""What one thing more would bring: told on a small day, and on random ones by what must be true of every row."""

from hypothesis import given, settings

from scheduler import Place, Problem, Solution
from scheduler.result import Limits
from scheduler.what_if import Addition, Row, what_if
from tests.scheduler.brute_force import plans
from tests.scheduler.day import day, person, slots
from tests.scheduler.random_problems import problems


def rows(problem: Problem) -> dict[tuple[Addition, str | None], Row]:
    return {(row.addition, row.subject): row for row in what_if(problem)}


def test_each_addition_is_a_row_with_its_plan_and_bound() -> None:
    times = slots(1)
    problem = day(
        slots=times,
        people=tuple(person(name, times) for name in ("anna", "bob", "yann", "zoe")),
        places=(Place(id="t1"),),
    )
    found = rows(problem)
    assert {key: (row.meetings, row.meetings_bound, row.score) for key, row in found.items()} == {
        (Addition.NOTHING, None): (1, 1, 10),
        (Addition.SLOT, "a"): (2, 2, 20),
        (Addition.HOUR, "a"): (4, 4, 40),
        (Addition.PLACE, "t1"): (2, 2, 20),
        (Addition.REPRESENTATIVE, "anna"): (1, 1, 10),
    }
    assert found[Addition.NOTHING, None].without_meeting == 2


def test_a_colleague_lets_a_sought_person_be_met_twice_at_a_time() -> None:
    times = slots(1)
    people = tuple(person(name, times) for name in ("anna", "yann", "zoe"))
    problem = day(slots=times, people=people, meetings=day().meetings[:2])
    found = rows(problem)
    assert found[Addition.NOTHING, None].meetings == 1
    assert found[Addition.REPRESENTATIVE, "anna"].meetings == 2


def test_who_is_away_in_the_last_slot_is_away_in_the_added_one() -> None:
    times = slots(2)
    people = (person("anna", times), person("yann", times[:1]), person("bob", times[:1]))
    problem = day(slots=times, people=people, meetings=day().meetings[:1])
    assert rows(problem)[Addition.SLOT, "a"].meetings_bound == 1


@settings(max_examples=15, deadline=None)
@given(problems())
def test_no_row_falls_below_the_day_as_it_is_and_every_bound_holds(problem: Problem) -> None:
    first, *others = what_if(problem, limits=Limits(seconds=20))
    possible = [*plans(problem), Solution()]
    assert first.meetings_bound >= max(len(plan.placements) for plan in possible)
    assert first.score_bound >= max(plan.score(problem) for plan in possible)
    for row in (first, *others):
        assert row.score <= row.score_bound
        assert row.meetings <= row.meetings_bound
        assert row.score_bound >= first.score
