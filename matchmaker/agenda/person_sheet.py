"""One person's day as a sheet of the workbook."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.agenda.agenda import Agenda
from matchmaker.agenda.entry import Entry, MeetingEntry, PauseEntry, WorkshopEntry
from matchmaker.agenda.sheet import Look
from matchmaker.agenda.table import Column, Row, write_table
from matchmaker.agenda.wording import (
    TalkingPoint,
    said_contact,
    said_names,
    said_reasons,
    talking_points,
    where,
)
from matchmaker.language import translate as _


def write_person(sheet: Worksheet, agenda: Agenda) -> None:
    """An entry a row: when, what and with whom, where, why, what about."""
    columns = [
        Column(_("Jour"), 16),
        Column(_("Début"), 8),
        Column(_("Fin"), 8),
        Column(_("Quoi"), 28),
        Column(_("Avec"), 28),
        Column(_("Où"), 30),
        Column(_("Pourquoi"), 34),
        Column(_("Besoin et offre"), 44),
    ]
    rows = (_row(entry) for entry in agenda.entries)
    title = f"{agenda.person.name}, {agenda.person.organisation}"
    write_table(sheet, title, columns, rows, footer=agenda.event.name, frozen_columns=3)


def _row(entry: Entry) -> Row:
    times: Row = [
        (entry.start.date(), Look.DAY),
        (entry.start.time(), Look.TIME),
        (entry.end.time(), Look.TIME),
    ]
    return [
        *times,
        *((said, Look.STRONG if column == 0 else Look.TEXT) for column, said in enumerate(_said(entry))),
    ]


def _said(entry: Entry) -> list[str]:
    """What, with whom, where, why, what about."""
    match entry:
        case PauseEntry():
            return [_("Pause"), "", "", "", ""]
        case WorkshopEntry():
            return [entry.name, "", _in_lines(entry.location, entry.video_url), "", entry.description]
        case MeetingEntry():
            contacts = (said_contact(person.contact) for person in entry.others if person.contact)
            return [
                entry.organisation,
                _in_lines(said_names(entry.others), *contacts),
                _in_lines(where(entry), entry.video_url),
                _in_lines(*said_reasons(entry)),
                _in_lines(*(_said_point(point) for point in talking_points(entry))),
            ]


def _said_point(point: TalkingPoint) -> str:
    said = ". ".join(part for part in (point.headline, point.text) if part)
    return _("{label} : {said}", label=point.label, said=said)


def _in_lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)
