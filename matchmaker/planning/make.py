"""Making a plan: an event's rows become a problem, the problem a solution, the solution a draft plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Engine
from sqlmodel import Session

from matchmaker.database import reading, writing
from matchmaker.errors import SaidError
from matchmaker.models import Goal, Plan, stored_id
from matchmaker.planning.clash import clash_sentences
from matchmaker.planning.event_rows import EventRows, read_event
from matchmaker.planning.plans import pinned_codes, solution_of, store_plan
from matchmaker.planning.problem import build_problem
from matchmaker.planning.unplaced import Missing, missing, store_unplaced
from scheduler import Meeting as PossibleMeeting
from scheduler import Placement, Problem, Solution
from scheduler.result import GoalResult, Limits, OnProgress, Result, ShouldStop


class NoPlanError(SaidError):
    """The rules of the event can't all be kept, or no plan was found in time; the message says which rules clash."""

    status = 3


@dataclass(frozen=True)
class Proposal:
    """A solved problem that isn't stored yet."""

    problem: Problem
    result: Result
    solution: Solution
    missing: tuple[Missing, ...]
    based_on: Plan | None = None


def make_plan(
    engine: Engine,
    event_id: int,
    *,
    limits: Limits | None = None,
    based_on: Plan | None = None,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> int:
    """Plan an event and store the draft; no transaction is open while the solver works.

    Args:
        engine: the event's database.
        event_id: which event.
        limits: when to end at the latest.
        based_on: a plan to start from, whose pinned meetings stay.
        on_progress: told of the score and bound as the solver goes.
        should_stop: asked whether to end with the best plan so far.

    Returns:
        The id of the new draft plan.

    Raises:
        NoPlanError: no plan keeps the rules.
    """
    with reading(engine) as session:
        rows = read_event(session, event_id)
        pinned = _placements(session, rows, based_on)
    proposal = propose(
        rows,
        limits=limits,
        based_on=based_on,
        pinned=pinned,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    with writing(engine) as session:
        return stored_id(keep(session, rows, proposal))


@dataclass(frozen=True)
class Pinned:
    """A plan's placements, and which of them the organiser pinned."""

    solution: Solution
    codes: frozenset[str]


def propose(
    rows: EventRows,
    *,
    limits: Limits | None = None,
    based_on: Plan | None = None,
    pinned: Pinned | None = None,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> Proposal:
    """Solve the problem of an event, and find why what was asked for is missing.

    Raises:
        NoPlanError: no plan keeps the rules.
    """
    from scheduler.solve import solve  # loads the solver, which a web process must not

    problem = build_problem(rows)
    if pinned:
        problem = _with_pins(problem, pinned)
    result = solve(
        problem,
        limits=limits,
        previous=pinned.solution if pinned else None,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    if result.solution is None:
        raise NoPlanError("\n".join(clash_sentences(rows, result)))
    absent = missing(
        rows, problem, result.solution, limits=_to_explain(limits or Limits()), should_stop=should_stop
    )
    return Proposal(problem, result, result.solution, absent, based_on)


def keep(session: Session, rows: EventRows, proposal: Proposal) -> Plan:
    """Store a proposal as a draft plan."""
    plan = store_plan(
        session,
        rows,
        proposal.problem,
        proposal.solution,
        solver_status=proposal.result.status.value,
        goals=[_goal(goal) for goal in proposal.result.goals],
        seconds=proposal.result.seconds,
        based_on=proposal.based_on,
    )
    store_unplaced(session, plan, proposal.missing)
    return plan


def _to_explain(limits: Limits) -> Limits:
    """Reasons may take half as long again as the plan, and no less than a few seconds."""
    return replace(limits, seconds=None if limits.seconds is None else max(5.0, limits.seconds / 2))


def _goal(goal: GoalResult) -> Goal:
    return Goal(name=goal.name, value=goal.value, bound=goal.bound, gap=goal.gap, tolerance=goal.tolerance)


def _placements(session: Session, rows: EventRows, plan: Plan | None) -> Pinned | None:
    return Pinned(solution_of(session, rows, plan), pinned_codes(session, plan)) if plan else None


def _with_pins(problem: Problem, pinned: Pinned) -> Problem:
    """The problem with the pinned meetings fixed where they are."""
    where = {held.meeting: held for held in pinned.solution.placements if held.meeting in pinned.codes}
    meetings = tuple(
        _fixed(meeting, where[meeting.id]) if meeting.id in where else meeting for meeting in problem.meetings
    )
    return replace(problem, meetings=meetings)


def _fixed(meeting: PossibleMeeting, held: Placement) -> PossibleMeeting:
    return replace(
        meeting,
        fixed=True,
        slot=held.slot,
        place=held.place,
        sides=tuple((person,) for person in held.people),
    )
