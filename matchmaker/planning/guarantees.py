"""Who has fewer meetings than guaranteed, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.models import Goal, Participant, Role
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.reasons import Finding, ReasonCode
from scheduler import Problem
from scheduler.options import options


@dataclass(frozen=True)
class BelowGuarantee:
    """A person who has ``meetings`` of the ``guaranteed`` number."""

    person: Participant
    guaranteed: int
    meetings: int
    finding: Finding


def guaranteed_of(rows: EventRows, person: Participant) -> int:
    """How many meetings a person is promised: their own figure, else the role's, never above their greatest."""
    role = rows.roles.get(person.role_id or 0)
    own = person.guaranteed if person.guaranteed is not None else _promised(role)
    greatest = greatest_of(rows, person)
    return own if greatest is None else min(own, greatest)


def greatest_of(rows: EventRows, person: Participant) -> int | None:
    """How many meetings a person has at most: their own figure, else the role's; None for any number."""
    role = rows.roles.get(person.role_id or 0)
    return person.greatest if person.greatest is not None else (role.greatest if role else None)


def below_guarantee(
    rows: EventRows, problem: Problem, goals: list[Goal], held: Mapping[str, int]
) -> list[BelowGuarantee]:
    """The people whose role lets them meet and who have fewer meetings than guaranteed, the worst-served first.

    Args:
        rows: the event.
        problem: what was solved.
        goals: what the plan reached, and its bounds.
        held: the number of meetings by participant code.
    """
    proven = all(goal.gap == 0 for goal in goals if goal.name.startswith("shortfall"))
    cases = [
        BelowGuarantee(
            person, promised, held.get(person.code, 0), _finding(problem, person, promised, proven)
        )
        for person in rows.meeting_people
        if held.get(person.code, 0) < (promised := guaranteed_of(rows, person))
    ]
    return sorted(cases, key=lambda case: (case.meetings - case.guaranteed, case.person.code))


def _promised(role: Role | None) -> int:
    return role.guaranteed if role else 0


def _finding(problem: Problem, person: Participant, promised: int, proven: bool) -> Finding:
    """The first that holds: nobody to meet, never there, never together, too few possible, proven impossible, not proven."""
    prospects = _prospects(problem, person.code)
    known = problem.person_by_id.get(person.code)
    if known is None or not prospects:
        return Finding(ReasonCode.NO_PROSPECT)
    if not known.slots:
        return Finding(ReasonCode.NEVER_AVAILABLE)
    if not any(known.slots & problem.person_by_id[other].slots for other in prospects):
        return Finding(ReasonCode.NO_COMMON_SLOT, {"people": sorted(prospects)})
    if (count := _possible(problem, person.code)) < promised:
        return Finding(ReasonCode.TOO_FEW_POSSIBLE, {"count": count})
    return Finding(ReasonCode.GUARANTEE_OUT_OF_REACH if proven else ReasonCode.NOT_PROVEN)


def _possible(problem: Problem, code: str) -> int:
    """How many meetings the person could hold, each on its own: in a slot of both, at a place that suits both."""
    own = [meeting for meeting in problem.meetings if any(code in side for side in meeting.sides)]
    return len({option.meeting.id for option in options(problem, own) if code in option.people})


def _prospects(problem: Problem, code: str) -> set[str]:
    return {
        other
        for meeting in problem.meetings
        for side in meeting.sides
        if code in side
        for others in meeting.sides
        if others is not side
        for other in others
    }
