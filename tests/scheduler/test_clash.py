"""The smallest set of rules that clash: told on a small day, and held against enumeration."""

from collections.abc import Collection
from dataclasses import replace

from hypothesis import assume, given, settings

from scheduler import Code, Meeting, Person, Place, Presence, Problem
from scheduler.clash import clash
from scheduler.result import Cause, Limits
from scheduler.solve import solve
from tests.scheduler.day import day, meeting, person, slots
from tests.scheduler.random_problems import problems
from tests.scheduler.small import every_plan


def codes(causes: Collection[Cause]) -> set[tuple[str, str | None]]:
    return {(cause.code, cause.meeting or cause.place or next(iter(cause.people), None)) for cause in causes}


def test_a_problem_with_a_plan_has_no_clash() -> None:
    assert clash(day()) == ()


def test_two_fixed_meetings_of_one_person_in_one_slot_clash_with_their_slots() -> None:
    meetings = tuple(
        replace(each, fixed=each.id != "bz", slot="a1" if each.id in ("ay", "az") else None)
        for each in day().meetings
    )
    assert codes(clash(day(meetings=meetings))) == {
        (Code.MISSING, "ay"),
        (Code.WRONG_SLOT, "ay"),
        (Code.MISSING, "az"),
        (Code.WRONG_SLOT, "az"),
    }


def test_people_who_are_never_there_together_are_named() -> None:
    times = slots(2)
    people = (person("anna", times[:1]), person("yann", times[1:]), person("bob", times[:1]))
    problem = day(slots=times, people=people, meetings=(meeting("ay", "anna", "yann", fixed=True),))
    causes = clash(problem)
    assert codes(causes) == {
        (Code.MISSING, "ay"),
        (Code.PERSON_AWAY, "anna"),
        (Code.PERSON_AWAY, "yann"),
    }
    assert "'anna' is not available in 'a2'." in {cause.sentence for cause in causes}


def test_too_few_places_are_told() -> None:
    problem = day(places=(Place(id="t1"),), required_hard=True)
    times = slots(1)
    problem = replace(
        problem,
        slots=times,
        people=tuple(person(each.id, times) for each in problem.people),
        meetings=tuple(replace(each, required=each.id in ("ay", "bz")) for each in problem.meetings),
    )
    assert codes(clash(problem)) == {(Code.MISSING, "ay"), (Code.MISSING, "bz"), (Code.PLACE_TWICE, None)}


def test_a_solve_without_a_plan_tells_the_clash() -> None:
    meetings = tuple(replace(each, fixed=True, slot="a1") for each in day().meetings)
    result = solve(day(meetings=meetings))
    assert {cause.code for cause in result.clash} == {Code.MISSING, Code.WRONG_SLOT}


def test_without_time_nothing_is_claimed() -> None:
    meetings = tuple(replace(each, fixed=True, slot="a1") for each in day().meetings)
    assert clash(day(meetings=meetings), limits=Limits(seconds=0)) == ()


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_set_clashes_and_no_part_of_it_does(problem: Problem) -> None:
    problem = replace(
        problem,
        meetings=tuple(
            replace(each, fixed=rank < 3, required=False) for rank, each in enumerate(problem.meetings)
        ),
    )
    causes = clash(problem)
    assert bool(causes) is not _has_plan(problem, but=())
    assume(causes)
    assert not _has_plan_under(problem, causes)
    for left_out in causes:
        assert _has_plan_under(problem, [cause for cause in causes if cause is not left_out])


def _has_plan(problem: Problem, but: Collection[Code]) -> bool:
    names = {meeting.id for meeting in problem.meetings}
    return any(True for _ in every_plan(problem, names, but))


def _has_plan_under(problem: Problem, causes: Collection[Cause]) -> bool:
    """Whether a plan keeps what these causes say: all other rules of the problem are lifted."""
    facts = codes(causes)
    pairs = {cause.people for cause in causes if cause.code == Code.FORBIDDEN_PAIR}
    lifted = replace(
        problem,
        people=tuple(_lifted_person(problem, each, facts) for each in problem.people),
        places=tuple(_lifted_place(each, facts) for each in problem.places),
        meetings=tuple(_lifted_meeting(each, facts) for each in problem.meetings),
        forbidden=frozenset(pair for pair in problem.forbidden if pair in pairs),
        pairs_meet_once=problem.pairs_meet_once and (Code.PAIR_TWICE, None) in facts,
        fairness=problem.fairness if (Code.UNFAIR, None) in facts else None,
        required_hard=False,
    )
    return _has_plan(lifted, but=() if (Code.PLACE_TWICE, None) in facts else (Code.PLACE_TWICE,))


def _lifted_person(problem: Problem, each: Person, facts: Collection[tuple[str, str | None]]) -> Person:
    def states(code: Code) -> bool:
        return (code, each.id) in facts

    return Person(
        id=each.id,
        slots=each.slots if states(Code.PERSON_AWAY) else frozenset(problem.slot_by_id),
        presence=each.presence if states(Code.PLACE_UNFIT) else Presence.EITHER,
        greatest=each.greatest if states(Code.TOO_MANY) else None,
        rest_after=each.rest_after if states(Code.NO_REST) else None,
        home_place=each.home_place if states(Code.NOT_HOME) else None,
        access_needs=each.access_needs if states(Code.PLACE_UNFIT) else frozenset(),
    )


def _lifted_place(each: Place, facts: Collection[tuple[str, str | None]]) -> Place:
    return replace(
        each,
        slots=each.slots if (Code.PLACE_CLOSED, each.id) in facts else None,
        seats=each.seats if (Code.PLACE_UNFIT, each.id) in facts else None,
    )


def _lifted_meeting(each: Meeting, facts: Collection[tuple[str, str | None]]) -> Meeting:
    return replace(
        each,
        required=False,
        fixed=each.fixed and (Code.MISSING, each.id) in facts,
        slot=each.slot if (Code.WRONG_SLOT, each.id) in facts else None,
        place=each.place if (Code.WRONG_PLACE, each.id) in facts else None,
        after=each.after if (Code.TOO_EARLY, each.id) in facts else (),
        skill=each.skill if (Code.HELPER, each.id) in facts else None,
    )
