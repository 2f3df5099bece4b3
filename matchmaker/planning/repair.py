"""Repairing a plan on the day: the smallest change, stored as a new draft, and who moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from matchmaker.models import Goal, Plan
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.plans import problem_of, solution_of, store_plan
from scheduler.changes import Change
from scheduler.result import Limits, ShouldStop

if TYPE_CHECKING:
    from scheduler import Placement
    from scheduler.replan import Replan


def repair(
    session: Session,
    rows: EventRows,
    plan: Plan,
    incidents: Sequence[Change],
    *,
    now: int | None = None,
    fill: bool = False,
    limits: Limits | None = None,
    should_stop: ShouldStop | None = None,
) -> tuple[Plan, Replan]:
    """A new draft that takes the incidents in with as few changed agendas as possible.

    Args:
        session: where the draft is stored.
        rows: the event.
        plan: the plan in force.
        incidents: what happened.
        now: the problem's minutes; what has begun before stays.
        fill: whether freed slots go to meetings that were waiting.
        limits: when to end at the latest.
        should_stop: asked whether to end with the best repair so far.
    """
    from scheduler.replan import replan

    done = replan(
        problem_of(plan),
        solution_of(session, rows, plan),
        incidents,
        now=now,
        fill=fill,
        limits=limits,
        should_stop=should_stop,
    )
    changed = len(done.others_changed)
    goal = Goal(
        name="agendas_changed",
        value=changed,
        bound=done.bound,
        gap=abs(done.bound - changed) / max(1, done.bound),
    )
    draft = store_plan(
        session,
        rows,
        done.problem,
        done.solution,
        solver_status=done.status.value,
        goals=[goal],
        seconds=done.seconds,
        based_on=plan,
    )
    return draft, done


def repair_report(plan: Plan, done: Replan) -> dict[str, Any]:
    """What a repair changed, for a program or a terminal; times are the event's."""
    return {
        "plan": plan.number,
        "status": done.status.value,
        "proven": done.proven,
        "seconds": round(done.seconds, 3),
        "people_changed": list(done.people_changed),
        "others_changed": list(done.others_changed),
        "removed": [_placed(held) for held in done.removed],
        "added": [_placed(held) for held in done.added],
        "moved": [{"before": _placed(move.before), "after": _placed(move.after)} for move in done.moved],
    }


def _placed(held: Placement) -> dict[str, Any]:
    return {
        "meeting": held.meeting,
        "start": held.slot.partition("/")[0],
        "place": held.place,
        "people": list(held.people),
    }
