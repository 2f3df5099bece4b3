"""All that follows from a plan, in a folder: the scheduler's files, ``plan.json``, the workbook and the agendas."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from matchmaker.agenda.export import export_all
from matchmaker.files import write_atomically
from matchmaker.models import Plan
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.plans import solution_of
from matchmaker.planning.report import Json, plan_report

OnWriting = Callable[[int, int], None]


def write_outputs(
    session: Session, rows: EventRows, plan: Plan, folder: Path, on_writing: OnWriting | None = None
) -> Json:
    """Write everything of a plan into ``folder`` and return the content of its ``plan.json``.

    Each file is replaced whole or not at all; ``on_writing`` is told (files done, files in all).

    Raises:
        OSError: the folder can't be written.
    """
    report = plan_report(session, rows, plan)
    write_atomically(folder / "problem.json", plan.problem)
    write_atomically(folder / "solution.json", solution_of(session, rows, plan).to_json())
    export_all(session, plan, folder, on_writing)
    write_atomically(folder / "plan.json", json.dumps(report, ensure_ascii=False, indent=2))
    return report
