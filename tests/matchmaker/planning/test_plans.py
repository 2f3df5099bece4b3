import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from matchmaker.models import Meeting, MeetingPerson, Phase, Plan, PlanState, stored_id
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.plans import (
    latest_plan,
    pinned_codes,
    problem_of,
    published_plan,
    solution_of,
    store_plan,
)
from matchmaker.planning.problem import build_problem
from matchmaker.planning.versions import changes, publish, withdraw
from scheduler import Placement, Solution, check
from tests.matchmaker.planning.afternoon import Afternoon


def stored(afternoon: Afternoon, *meetings: tuple[str, int, str, str, str]) -> Plan:
    """A draft plan that holds (meeting, slot number, place, person a, person b)."""
    rows = read_event(afternoon.session, afternoon.event_id)
    problem = build_problem(rows)
    placements = tuple(
        Placement(meeting=code, slot=problem.slots[slot].id, place=place, people=(a, b))
        for code, slot, place, a, b in meetings
    )
    solution = Solution(placements)
    assert not check(problem, solution)
    return store_plan(
        afternoon.session, rows, problem, solution, solver_status="feasible", goals=[], seconds=0.5
    )


FIRST = (("VIL.R1", 0, "T1", "V1", "S1"), ("VIL.R2", 1, "T1", "V2", "S2"), ("HOP.R3", 0, "T2", "H1", "S3"))


def test_a_plan_reads_back_as_the_solution_it_was_stored_from(afternoon: Afternoon) -> None:
    plan = stored(afternoon, *FIRST)
    rows = read_event(afternoon.session, afternoon.event_id)
    solution = solution_of(afternoon.session, rows, plan)
    assert {(p.meeting, p.place, p.people) for p in solution.placements} == {
        (code, place, (a, b)) for code, _, place, a, b in FIRST
    }
    assert problem_of(plan) == build_problem(rows)


def test_versions_are_numbered_and_the_newest_is_found(afternoon: Afternoon) -> None:
    first, second = stored(afternoon, *FIRST), stored(afternoon, *FIRST[:1])
    assert (first.number, second.number) == (1, 2)
    assert latest_plan(afternoon.session, afternoon.event_id) == second
    assert published_plan(afternoon.session, afternoon.event_id) is None


def test_publishing_freezes_and_moves_the_event_on(afternoon: Afternoon) -> None:
    plan = publish(afternoon.session, stored(afternoon, *FIRST))
    assert plan.state is PlanState.PUBLISHED
    assert plan.published_at is not None
    assert afternoon.event.phase is Phase.PUBLISH
    assert published_plan(afternoon.session, afternoon.event_id) == plan
    with pytest.raises(ValueError, match="not a draft"):
        publish(afternoon.session, plan)


def test_taking_back_puts_the_version_before_in_force(afternoon: Afternoon) -> None:
    first = publish(afternoon.session, stored(afternoon, *FIRST))
    second = publish(afternoon.session, stored(afternoon, *FIRST[:2]))
    withdraw(afternoon.session, second)
    assert published_plan(afternoon.session, afternoon.event_id) == first
    with pytest.raises(ValueError, match="not published"):
        withdraw(afternoon.session, second)


def test_changes_name_only_those_whose_agenda_differs(afternoon: Afternoon) -> None:
    before = stored(afternoon, *FIRST)
    after = stored(afternoon, FIRST[0], ("VIL.R2", 2, "T1", "V2", "S2"), ("HOP.R2", 3, "T2", "H1", "S2"))
    found = {change.participant.code: change for change in changes(afternoon.session, before, after)}
    assert found.keys() == {"V2", "S2", "H1", "S3"}
    assert found["S2"].moved == {"VIL.R2"}
    assert found["S2"].added == {"HOP.R2"}
    assert found["S3"].removed == {"HOP.R3"}


def test_pins_stay_from_version_to_version(afternoon: Afternoon) -> None:
    plan = stored(afternoon, *FIRST)
    meeting = afternoon.session.exec(select(Meeting).where(Meeting.plan_id == plan.id)).first()
    assert meeting is not None
    meeting.pinned = True
    afternoon.session.add(meeting)
    assert pinned_codes(afternoon.session, plan) == {meeting.code}
    assert pinned_codes(afternoon.session, None) == frozenset()


def test_the_database_refuses_a_person_twice_in_a_slot(afternoon: Afternoon) -> None:
    plan = stored(afternoon, *FIRST)
    taken = afternoon.session.exec(select(MeetingPerson).where(MeetingPerson.plan_id == plan.id)).first()
    other = afternoon.session.exec(
        select(Meeting).where(Meeting.plan_id == plan.id, Meeting.slot_id != taken.slot_id if taken else True)
    ).first()
    assert taken is not None
    assert other is not None
    afternoon.session.add(
        MeetingPerson(
            meeting_id=stored_id(other),
            participant_id=taken.participant_id,
            plan_id=stored_id(plan),
            slot_id=taken.slot_id,
            side=0,
        )
    )
    with pytest.raises(IntegrityError):
        afternoon.session.flush()
    afternoon.session.rollback()
