"""Everything a plan gives to hand out, as files in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlmodel import Session, select

from matchmaker.agenda.agenda import Agenda
from matchmaker.agenda.calendar import calendar_file
from matchmaker.agenda.document import agenda_pdf, agendas_pdf, places_pdf
from matchmaker.agenda.event_day import EventDay, event_day
from matchmaker.agenda.workbook import workbook_file
from matchmaker.files import write_atomically
from matchmaker.language import speaking
from matchmaker.models import Event, Plan

OnExport = Callable[[int, int], None]
"""Told how many files are written, of how many."""

WORKBOOK = "planning.xlsx"
AGENDAS = "agendas"
PLACES = "lieux.pdf"
ENTRIES_A_FILE = 2000


def export_all(session: Session, plan: Plan, folder: Path, on_progress: OnExport | None = None) -> list[Path]:
    """Write the workbook, everyone's calendar and agenda, all agendas to print, and the places' sheets.

    Sentences are in the event's language. No file is ever seen half-written; the agendas of people who no
    longer attend are removed. ``planning.xlsx``, ``agendas.pdf`` (of a large convention ``agendas-1.pdf``,
    ``agendas-2.pdf`` …), ``lieux.pdf`` and the ``.ics`` and ``.pdf`` files of ``agendas/`` belong to the export.

    Returns:
        The files, in the order they were written.

    Raises:
        OSError: the folder can't be written to.
    """
    written: list[Path] = []
    with speaking(_language(session, plan)):
        day = event_day(session, plan)
        for name, content in _files(day):
            write_atomically(folder / name, content)
            written.append(folder / name)
            if on_progress:
                on_progress(len(written), _count(day))
    _remove_stale(folder, set(written))
    return written


def _language(session: Session, plan: Plan) -> str:
    return session.exec(select(Event.language).where(Event.id == plan.event_id)).one()


def _files(day: EventDay) -> Iterator[tuple[str, bytes]]:
    """Each file's name and content, made when it is asked for."""
    for agenda in day.agendas:
        yield f"{AGENDAS}/{agenda.person.code}.ics", calendar_file(agenda)
        yield f"{AGENDAS}/{agenda.person.code}.pdf", agenda_pdf(agenda)
    yield WORKBOOK, workbook_file(day)
    yield PLACES, places_pdf(day)
    for name, agendas in print_files(day.agendas):
        yield name, agendas_pdf(agendas)


def _count(day: EventDay) -> int:
    return 2 * len(day.agendas) + 2 + len(print_files(day.agendas))


def print_files(agendas: Sequence[Agenda]) -> list[tuple[str, list[Agenda]]]:
    """The files that hold all agendas, and what each holds: one file, of a large convention several.

    Setting pages takes memory: half a megabyte each, so that an event of 12,000 entries would take 3 GB.
    """
    files: list[list[Agenda]] = []
    room = 0
    for agenda in agendas:
        if not files or len(agenda.entries) > room:
            files.append([])
            room = ENTRIES_A_FILE
        files[-1].append(agenda)
        room -= len(agenda.entries)
    if len(files) == 1:
        return [("agendas.pdf", files[0])]
    return [(f"agendas-{number}.pdf", held) for number, held in enumerate(files, start=1)]


def _remove_stale(folder: Path, written: set[Path]) -> None:
    """Remove the agendas of people who attend nothing any more, and what a killed export left behind."""
    patterns = (
        f"{AGENDAS}/*.ics",
        f"{AGENDAS}/*.pdf",
        f"{AGENDAS}/.*.ics.*",
        f"{AGENDAS}/.*.pdf.*",
        "agendas*.pdf",
    )
    for path in {path for pattern in patterns for path in folder.glob(pattern)} - written:
        path.unlink(missing_ok=True)
