"""An event's folder: its database and what was made from it; the work of ``aparte plan`` and ``aparte replan``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlmodel import Session, col, select

from matchmaker.database import migrate, open_database, reading, sqlite_url, writing
from matchmaker.errors import SaidError
from matchmaker.intake.intake import Intake
from matchmaker.intake.store import store
from matchmaker.language import speaking
from matchmaker.language import translate as _
from matchmaker.models import Event, Plan, PlanState, stored_id
from matchmaker.outputs import OnWriting, write_outputs
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.incidents import Incidents
from matchmaker.planning.make import keep, propose
from matchmaker.planning.repair import repair, repair_report
from matchmaker.planning.report import Json
from matchmaker.scoring.event import rank_event
from matchmaker.scoring.weights import Weights
from scheduler.result import Limits, OnProgress, ShouldStop

DATABASE = "aparte.sqlite"


class FolderError(SaidError):
    """The folder can't be used as asked: it holds a published plan, or none at all. The message says what to do."""


@dataclass(frozen=True)
class Incident:
    """Something that happens on the day: ``kind`` is a verb of ``planning.incidents``, ``said`` what was typed."""

    kind: Literal["absent", "late", "lost_place", "swap"]
    said: str


def plan_into_folder(
    intake: Intake,
    folder: Path,
    limits: Limits,
    *,
    weights: Weights | None = None,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
    on_writing: OnWriting | None = None,
) -> Json:
    """Rank and plan an event, and write its database and all outputs into ``folder``.

    An event of the same code that the folder held before is replaced, in the same transaction as the new plan is
    stored: without a plan the folder stays as it was.

    Returns:
        The content of ``plan.json``.

    Raises:
        FolderError: a plan of the event was published.
        NoPlanError: no plan keeps the rules.
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_database(sqlite_url(folder / DATABASE))
    try:
        migrate(engine)
        with writing(engine) as session:
            _forget_draft(session, intake.event.code)
            event = store(session, intake)
            with speaking(event.language):
                rank_event(session, event, weights=weights)
                session.flush()
                rows = read_event(session, stored_id(event))
                plan = keep(
                    session,
                    rows,
                    propose(rows, limits=limits, on_progress=on_progress, should_stop=should_stop),
                )
        with reading(engine) as session, speaking(event.language):
            return write_outputs(session, rows, plan, folder, on_writing)
    finally:
        engine.dispose()


def repair_folder(
    folder: Path, incidents: Sequence[Incident], *, now: str | None, fill: bool, limits: Limits
) -> Json:
    """Repair the newest plan of a folder and write its outputs anew; the repair is a new draft.

    Returns:
        What changed, as ``planning.repair.repair_report`` gives it.

    Raises:
        FolderError: the folder holds no plan.
        IncidentError: an incident names nobody, no place or no time.
        OSError: the folder can't be written.
    """
    if not (folder / DATABASE).exists():
        raise FolderError(
            _("{folder} ne contient pas de planning : calculez-en un avec aparte plan.", folder=folder)
        )
    engine = open_database(sqlite_url(folder / DATABASE))
    try:
        migrate(engine)
        with writing(engine) as session:
            plan = _newest_plan(session, folder)
            rows = read_event(session, plan.event_id)
            read = Incidents(rows)
            draft, done = repair(
                session,
                rows,
                plan,
                [getattr(read, incident.kind)(incident.said) for incident in incidents],
                now=None if now is None else read.at(now),
                fill=fill,
                limits=limits,
            )
        with reading(engine) as session, speaking(rows.event.language):
            write_outputs(session, rows, draft, folder)
        return repair_report(draft, done)
    finally:
        engine.dispose()


def _newest_plan(session: Session, folder: Path) -> Plan:
    plan = session.exec(
        select(Plan).where(col(Plan.state) != PlanState.WITHDRAWN).order_by(col(Plan.created_at).desc())
    ).first()
    if plan is None:
        raise FolderError(
            _("{folder} ne contient pas de planning : calculez-en un avec aparte plan.", folder=folder)
        )
    return plan


def _forget_draft(session: Session, code: str) -> None:
    """Remove the event of that code, unless one of its plans was published."""
    event = session.exec(select(Event).where(Event.code == code)).first()
    if event is None:
        return
    told = select(Plan).where(Plan.event_id == event.id, col(Plan.state) != PlanState.DRAFT)
    if session.exec(told).first() is not None:
        raise FolderError(
            _(
                "Ce dossier contient un planning publié de « {name} » : choisissez un autre dossier avec --out, "
                "ou réparez ce planning avec aparte replan.",
                name=event.name,
            )
        )
    session.delete(event)
    session.flush()
