"""An event's folder: its database and what was made from it; the work of ``aparte plan`` and ``aparte replan``."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session, col, select

from matchmaker.database import migrate, open_database, reading, sqlite_url, writing
from matchmaker.intake.intake import Intake
from matchmaker.intake.store import store
from matchmaker.language import speaking
from matchmaker.language import translate as _
from matchmaker.models import Event, Plan, PlanState, stored_id
from matchmaker.outputs import OnWriting, write_outputs
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.make import keep, propose
from matchmaker.planning.report import Json
from matchmaker.scoring.event import rank_event
from scheduler.result import Limits, OnProgress, ShouldStop

DATABASE = "aparte.sqlite"


class FolderInUseError(Exception):
    """The folder holds a plan that people were told of; it isn't replaced by a new one from a workbook."""


def plan_into_folder(
    intake: Intake,
    folder: Path,
    limits: Limits,
    *,
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
        FolderInUseError: a plan of the event was published.
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
                rank_event(session, event)
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


def _forget_draft(session: Session, code: str) -> None:
    """Remove the event of that code, unless one of its plans was published."""
    event = session.exec(select(Event).where(Event.code == code)).first()
    if event is None:
        return
    told = select(Plan).where(Plan.event_id == event.id, col(Plan.state) != PlanState.DRAFT)
    if session.exec(told).first() is not None:
        raise FolderInUseError(
            _(
                "Ce dossier contient un planning publié de « {name} » : choisissez un autre dossier avec --out, "
                "ou réparez ce planning avec aparte replan.",
                name=event.name,
            )
        )
    session.delete(event)
    session.flush()
