"""Why a meeting is not in a plan: each reason told on a small day, and all of them held against enumeration."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler import Code, Place, Problem, ProblemError, Solution, check
from scheduler.explain import Explanation, Reason, explain
from scheduler.result import Limits
from tests.scheduler.day import day, held, meeting, person, slots
from tests.scheduler.random_problems import problems
from tests.scheduler.small import every_plan, placements, random_plan


def one(problem: Problem, plan: Solution, name: str) -> Explanation:
    return explain(problem, plan, [name])[name]


def after_change(plan: Solution, found: Explanation) -> Solution:
    """The plan once the change is made."""
    assert found.change is not None
    gone = {*found.displaced, *found.moved}
    return Solution((*(each for each in plan.placements if each.meeting not in gone), *found.change))


def test_a_meeting_of_a_forbidden_pair_is_forbidden() -> None:
    assert one(day(forbidden=frozenset({("anna", "yann")})), Solution(), "ay").reason is Reason.FORBIDDEN


def test_people_who_are_never_there_together_have_no_common_slot() -> None:
    times = slots(2)
    people = (person("anna", times[:1]), person("yann", times[1:]))
    problem = day(slots=times, people=people, meetings=(meeting("ay", "anna", "yann"),))
    assert one(problem, Solution(), "ay").reason is Reason.NO_COMMON_SLOT


def test_a_need_that_no_place_meets_leaves_no_place() -> None:
    times = slots(3)
    people = (person("anna", times, access_needs=frozenset({"ramp"})), person("yann", times))
    problem = day(people=people, meetings=(meeting("ay", "anna", "yann"),))
    assert one(problem, Solution(), "ay").reason is Reason.NO_PLACE


def test_a_meeting_that_fits_as_things_are_is_free_and_its_effects_are_told() -> None:
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    problem = day()
    problem = replace(problem, people=(*problem.people[:3], person("zoe", problem.slots[2:])))
    found = one(problem, plan, "az")
    assert (found.reason, found.proven, found.points) == (Reason.FREE, True, -10)
    assert {effect.goal for effect in found.effects} == {"score", "idle_slots", "breaks"}


def test_a_meeting_that_only_needs_another_to_move_is_free() -> None:
    problem = day()
    problem = replace(problem, people=(*problem.people[:3], person("zoe", problem.slots[:1])))
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    found = one(problem, plan, "az")
    assert (found.reason, found.displaced, found.moved) == (Reason.FREE, (), ("ay",))


def test_somebody_with_the_greatest_number_is_full_and_named() -> None:
    people = tuple(replace(each, greatest=1) if each.id == "anna" else each for each in day().people)
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    found = one(day(people=people), plan, "az")
    assert (found.reason, found.people, found.displaced) == (Reason.PERSON_FULL, ("anna",), ("ay",))
    assert (found.points, found.proven) == (0, True)


def test_two_people_whose_free_times_never_meet_are_full_together() -> None:
    times = slots(2)
    problem = day(
        slots=times,
        people=tuple(person(name, times) for name in ("anna", "bob", "yann", "zoe")),
        meetings=(
            meeting("az", "anna", "zoe"),
            meeting("ay", "anna", "yann", slot="a1"),
            meeting("bz", "bob", "zoe", slot="a2"),
        ),
    )
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"), held("bz", "a2", "t1", "bob", "zoe")))
    found = one(problem, plan, "az")
    assert (found.reason, found.people) == (Reason.PERSON_FULL, ("anna", "zoe"))


def test_when_only_places_are_missing_places_are_full() -> None:
    problem = day(places=(Place(id="t1", slots=frozenset({"a1"})),))
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    found = one(problem, plan, "bz")
    assert (found.reason, found.displaced, found.proven) == (Reason.PLACES_FULL, ("ay",), True)


def test_a_meeting_that_displaces_one_of_other_people_says_what_it_costs() -> None:
    times = slots(2)
    people = tuple(person(name, times) for name in ("anna", "bob", "zoe"))
    meetings = (
        meeting("az", "anna", "zoe", score=1),
        meeting("ay", "anna", "yann", score=5),
        meeting("by", "bob", "yann", score=7, slot="a2"),
    )
    problem = day(slots=times, people=(*people, person("yann", times)), meetings=meetings)
    problem = replace(problem, people=(*people[:2], person("zoe", times[:1]), person("yann", times)))
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"), held("by", "a2", "t1", "bob", "yann")))
    found = one(problem, plan, "az")
    assert (found.reason, found.points, found.displaced) == (Reason.WOULD_COST, 4, ("ay",))
    assert found.people == ("anna", "yann")


def test_a_meeting_that_a_fixed_one_keeps_out_clashes() -> None:
    problem = day()
    meetings = tuple(
        replace(each, fixed=True, slot="a1") if each.id == "ay" else replace(each, slot="a1")
        for each in problem.meetings
    )
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    found = one(day(meetings=meetings), plan, "az")
    assert (found.reason, found.change) == (Reason.CLASHES, None)


def test_without_time_nothing_is_claimed() -> None:
    people = tuple(replace(each, greatest=1) if each.id == "anna" else each for each in day().people)
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    found = explain(day(people=people), plan, ["az"], limits=Limits(seconds=0))["az"]
    assert (found.reason, found.proven) == (Reason.NOT_PROVEN, False)


def test_only_possible_meetings_that_are_not_held_are_explained() -> None:
    plan = Solution((held("ay", "a1", "t1", "anna", "yann"),))
    for name in ("ay", "nobody"):
        with pytest.raises(ProblemError, match=name):
            explain(day(), plan, [name])


def test_progress_is_told_after_each_meeting() -> None:
    told: list[tuple[int, int]] = []
    explain(day(), Solution(), ["ay", "az"], on_progress=lambda done, all_: told.append((done, all_)))
    assert told == [(1, 2), (2, 2)]


@settings(max_examples=150, deadline=None)
@given(problems(), st.integers(0, 9))
def test_every_reason_and_cost_is_what_enumeration_finds(problem: Problem, seed: int) -> None:
    problem, plan = random_plan(problem, seed, fixed=0.15)
    before = _held(plan)
    waiting = [each.id for each in problem.meetings if each.id not in before]
    for name, found in explain(problem, plan, waiting).items():
        assert found.reason is _reason(problem, plan, name)
        if found.change is not None:
            changed = after_change(plan, found)
            assert not check(problem, changed)
            assert name in _held(changed)
            assert found.proven
            if problem.fairness is None:
                assert _cost(problem, plan, changed) == min(
                    _cost(problem, plan, each) for each in _holding(problem, plan, name)
                )


def _holding(problem: Problem, plan: Solution, name: str, but: Collection[Code] = ()) -> list[Solution]:
    """Every plan that holds the meeting, of those the plan holds and those it comes after."""
    names = {name, *(each.meeting for each in plan.placements)}
    while more := {each for known in names for each in problem.meeting_by_id[known].after} - names:
        names |= more
    return [each for each in every_plan(problem, names, but) if name in _held(each)]


def _held(plan: Solution) -> set[str]:
    return {each.meeting for each in plan.placements}


def _cost(problem: Problem, plan: Solution, other: Solution) -> tuple[int, int, int, int]:
    """Displaced, required displaced, points lost, people with a meeting that does not stay in its slot."""
    after = {each.meeting: (each.slot, each.people) for each in other.placements}
    gone = [problem.meeting_by_id[each.meeting] for each in plan.placements if each.meeting not in after]
    leaving = {
        person
        for each in plan.placements
        if after.get(each.meeting) != (each.slot, each.people)
        for person in each.people
    }
    return (
        len(gone),
        sum(each.required for each in gone),
        plan.score(problem) - other.score(problem),
        len(leaving),
    )


def _reason(problem: Problem, plan: Solution, name: str) -> Reason:
    """The reason by its definition, read from all plans there are."""
    wanted = problem.meeting_by_id[name]
    codes = [
        {violation.code for violation in check(problem, Solution((each,)))}
        for each in placements(problem, wanted)
    ]
    if all(Code.FORBIDDEN_PAIR in found for found in codes):
        return Reason.FORBIDDEN
    away = {Code.FORBIDDEN_PAIR, Code.PERSON_AWAY, Code.WRONG_SLOT, Code.WRONG_SESSION}
    if all(found & away for found in codes):
        return Reason.NO_COMMON_SLOT
    unfit = {Code.PLACE_CLOSED, Code.WRONG_PLACE, Code.NOT_HOME, Code.PLACE_UNFIT, Code.HELPER}
    if all(found & (away | unfit) for found in codes):
        return Reason.NO_PLACE
    if all(found & (away | unfit | {Code.TOO_MANY}) for found in codes):
        return Reason.PERSON_FULL
    return _reason_among_others(problem, plan, name)


def _reason_among_others(problem: Problem, plan: Solution, name: str) -> Reason:
    before = _held(plan)
    people = {each for side in problem.meeting_by_id[name].sides for each in side}
    own = {
        each
        for each in before
        if people & {one for side in problem.meeting_by_id[each].sides for one in side}
    }
    holding = [_held(each) for each in _holding(problem, plan, name)]
    if any(before <= each for each in holding):
        return Reason.FREE
    fair_or_not = [_held(each) for each in _holding(problem, plan, name, {Code.UNFAIR})]
    if not fair_or_not:
        return Reason.CLASHES
    if not holding:
        everything = {each.id for each in problem.meetings}
        possible = any(name in _held(each) for each in every_plan(problem, everything))
        return Reason.WOULD_COST if possible else Reason.CLASHES
    if not any(own <= each for each in fair_or_not):
        return Reason.PERSON_FULL
    crowded = _holding(problem, plan, name, {Code.PLACE_TWICE})
    return Reason.PLACES_FULL if any(before <= _held(each) for each in crowded) else Reason.WOULD_COST
