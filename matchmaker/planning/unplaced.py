"""What was asked for and isn't in a plan, with a reason for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from matchmaker.models import Decision, Match, Participant, Plan, Unplaced, stored_id
from matchmaker.planning.asked import Asked, asked_meetings
from matchmaker.planning.candidates import all_kept_apart, forbidden_people
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.problem import meeting_code
from matchmaker.planning.reasons import Finding, ReasonCode
from scheduler import Problem, Solution
from scheduler.result import Limits, ShouldStop

if TYPE_CHECKING:
    from scheduler.explain import Explanation


@dataclass(frozen=True)
class Missing:
    """A meeting ``a`` asked for and doesn't have; ``match`` is None where the two may not meet at all."""

    a: Participant
    b: Participant
    match: Match | None
    finding: Finding


def missing(
    rows: EventRows,
    problem: Problem,
    solution: Solution,
    *,
    limits: Limits | None = None,
    should_stop: ShouldStop | None = None,
) -> tuple[Missing, ...]:
    """Everything asked for that ``solution`` doesn't hold; reasons of time, room and cost are verified by solving."""
    from scheduler.explain import explain

    held = {placement.meeting for placement in solution.placements}
    absent = [asked for asked in asked_meetings(rows) if _code(rows, asked) not in held]
    possible = [code for asked in absent if (code := _code(rows, asked)) in problem.meeting_by_id]
    explained = (
        explain(problem, solution, possible, limits=limits, should_stop=should_stop) if possible else {}
    )
    return tuple(
        Missing(
            asked.a,
            asked.b,
            asked.match,
            _finding(explained[code])
            if (code := _code(rows, asked)) in explained
            else _kept_out(rows, asked),
        )
        for asked in absent
    )


def _finding(explanation: Explanation) -> Finding:
    """What the scheduler found, as data to keep; ``change`` holds the placements that would make room."""
    return Finding(
        ReasonCode(explanation.reason.value),
        {
            "people": list(explanation.people),
            "points": explanation.points,
            "displaced": list(explanation.displaced),
            "moved": list(explanation.moved),
            "change": [asdict(placement) for placement in explanation.change or ()],
            "proven": explanation.proven,
        },
    )


def store_unplaced(session: Session, plan: Plan, found: Iterable[Missing]) -> None:
    """Keep with the plan what isn't in it."""
    session.add_all(
        Unplaced(
            plan_id=stored_id(plan),
            a_id=stored_id(case.a),
            b_id=stored_id(case.b),
            match_id=case.match.id if case.match else None,
            reason=case.finding.code.value,
            details=dict(case.finding.details),
        )
        for case in found
    )


def unplaced_of(session: Session, rows: EventRows, plan: Plan) -> list[Missing]:
    """What was found missing when the plan was made, in the order it was asked for."""
    stored = session.exec(select(Unplaced).where(Unplaced.plan_id == plan.id).order_by(col(Unplaced.id)))
    return [
        Missing(
            rows.participants[row.a_id],
            rows.participants[row.b_id],
            rows.matches.get(row.match_id or 0),
            Finding(ReasonCode(row.reason), row.details),
        )
        for row in stored
    ]


def _code(rows: EventRows, asked: Asked) -> str:
    """The code of the meeting asked for; empty where the two have no match."""
    return meeting_code(rows, asked.match.a_id, asked.match.b_id) if asked.match else ""


def _kept_out(rows: EventRows, asked: Asked) -> Finding:
    """Why a meeting asked for was never a possible one: by decision, by a no, by roles, or by the conditions."""
    if asked.match and asked.match.decision is Decision.EXCLUDED:
        return Finding(ReasonCode.EXCLUDED)
    if all_kept_apart(forbidden_people(rows), [asked.a], rows.people_of[asked.b.organisation_id]):
        return Finding(ReasonCode.FORBIDDEN)
    roles = (asked.a.role_id or 0, asked.b.role_id or 0)
    if roles not in rows.may_meet and roles[::-1] not in rows.may_meet:
        return Finding(ReasonCode.NOT_ALLOWED)
    return Finding(ReasonCode.NOT_ELIGIBLE)
