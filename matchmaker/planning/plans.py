"""The versions of an event's plan as rows: stored, read back as the scheduler's solution, found."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

from sqlmodel import Session, col, func, select

from matchmaker.models import Goal, Meeting, MeetingPerson, Plan, PlanState, stored_id
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.problem import meeting_code, slot_id
from scheduler import Placement, Problem, Solution


def store_plan(
    session: Session,
    rows: EventRows,
    problem: Problem,
    solution: Solution,
    *,
    solver_status: str,
    goals: list[Goal],
    seconds: float,
    based_on: Plan | None = None,
) -> Plan:
    """Add a draft plan that holds ``solution``; pins of the plan it is based on stay."""
    plan = Plan(
        event_id=stored_id(rows.event),
        number=_next_number(session, stored_id(rows.event)),
        solver_status=solver_status,
        goals=goals,
        problem=problem.to_json(),
        seconds=seconds,
        based_on_id=based_on.id if based_on else None,
        created_at=datetime.now(UTC),
    )
    session.add(plan)
    session.flush()
    _store_meetings(session, rows, plan, solution, pinned_codes(session, based_on))
    return plan


def latest_plan(session: Session, event_id: int) -> Plan | None:
    """The newest plan of an event that wasn't taken back."""
    return _newest(session, event_id, PlanState.DRAFT, PlanState.PUBLISHED)


def published_plan(session: Session, event_id: int) -> Plan | None:
    """The plan in force: the newest published one."""
    return _newest(session, event_id, PlanState.PUBLISHED)


def problem_of(plan: Plan) -> Problem:
    """The problem a plan was made for."""
    return Problem.from_json(plan.problem)


def solution_of(session: Session, rows: EventRows, plan: Plan) -> Solution:
    """A plan's meetings as the scheduler's solution, in order of time and place."""
    people: dict[int, list[str]] = defaultdict(list)
    attending = (
        select(MeetingPerson).where(MeetingPerson.plan_id == plan.id).order_by(col(MeetingPerson.side))
    )
    for row in session.exec(attending):
        people[row.meeting_id].append(rows.participants[row.participant_id].code)
    placements = (
        Placement(
            meeting=meeting.code,
            slot=slot_id(rows, rows.slots[meeting.slot_id]),
            place=rows.places[meeting.place_id].code,
            people=tuple(people[stored_id(meeting)]),
        )
        for meeting in session.exec(select(Meeting).where(Meeting.plan_id == plan.id))
    )
    return Solution(tuple(sorted(placements, key=lambda p: (p.slot, p.place))))


def pinned_codes(session: Session, plan: Plan | None) -> frozenset[str]:
    """The codes of the meetings the organiser pinned in a plan."""
    if plan is None:
        return frozenset()
    pinned = select(Meeting.code).where(Meeting.plan_id == plan.id, col(Meeting.pinned))
    return frozenset(session.exec(pinned))


def _newest(session: Session, event_id: int, *states: PlanState) -> Plan | None:
    plans = select(Plan).where(Plan.event_id == event_id, col(Plan.state).in_(states))
    return session.exec(plans.order_by(col(Plan.number).desc())).first()


def _next_number(session: Session, event_id: int) -> int:
    return (session.exec(select(func.max(Plan.number)).where(Plan.event_id == event_id)).one() or 0) + 1


def _store_meetings(
    session: Session, rows: EventRows, plan: Plan, solution: Solution, pinned: frozenset[str]
) -> None:
    slots = {slot_id(rows, slot): stored_id(slot) for slot in rows.slots.values()}
    places = {place.code: stored_id(place) for place in rows.places.values()}
    people = {person.code: stored_id(person) for person in rows.participants.values()}
    matches = {
        meeting_code(rows, match.a_id, match.b_id): stored_id(match) for match in rows.matches.values()
    }
    meetings = [
        Meeting(
            plan_id=stored_id(plan),
            match_id=matches[placement.meeting],
            code=placement.meeting,
            slot_id=slots[placement.slot],
            place_id=places[placement.place],
            pinned=placement.meeting in pinned,
        )
        for placement in solution.placements
    ]
    session.add_all(meetings)
    session.flush()
    session.add_all(
        MeetingPerson(
            meeting_id=stored_id(meeting),
            participant_id=people[code],
            plan_id=stored_id(plan),
            slot_id=meeting.slot_id,
            side=side,
        )
        for meeting, placement in zip(meetings, solution.placements, strict=True)
        for side, code in enumerate(placement.people)
    )
