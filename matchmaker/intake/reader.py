"""Reads a workbook, or a folder of CSV, into an ``Intake``; or says everything that must be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from matchmaker.intake.calendar import Calendar
from matchmaker.intake.cells import Cell, CellError, Restored, is_empty
from matchmaker.intake.columns import CONSENT, DAY, Column, Sheet
from matchmaker.intake.consistency import check_together
from matchmaker.intake.csv_folder import read_folder
from matchmaker.intake.findings import Findings
from matchmaker.intake.intake import Intake
from matchmaker.intake.located import Located
from matchmaker.intake.raw_sheet import RawSheet, refuse_file
from matchmaker.intake.sheets import SHEETS
from matchmaker.intake.tables import Table, recognise
from matchmaker.intake.validation import validate
from matchmaker.intake.workbook_file import read_workbook
from matchmaker.language import translate as _
from matchmaker.models import EventBase, Purpose

PARIS = Calendar(ZoneInfo("Europe/Paris"), date(2000, 1, 1))
"""Stands in for the calendar of an event whose own sheet can't be read, so that the other sheets still can."""


def read(path: Path) -> Intake:
    """The event in an xlsx file or a folder of CSV files.

    Raises:
        Complaints: something must be mended; every problem found, and nothing is kept of the file.
    """
    findings = Findings()
    tables = recognise(_open(path), findings)
    event, calendar = _read_event(tables.get("event"), findings)
    rows = {
        sheet.noun: _read_table(tables[sheet.noun], calendar, findings)
        for sheet in SHEETS
        if sheet.noun in tables and sheet.noun != "event"
    }
    check_together(event, rows, calendar, findings)
    findings.raise_complaints()
    if event is None:
        raise AssertionError("an event without complaint was read")
    return Intake(
        event=event,
        notices=findings.notices,
        **{noun: tuple(located.row for located in found) for noun, found in rows.items()},
    )


def _open(path: Path) -> Sequence[RawSheet]:
    try:
        return read_folder(path) if path.is_dir() else read_workbook(path)
    except FileNotFoundError as error:
        raise refuse_file("no_such_file", _("{path} n’existe pas.", path=path)) from error
    except OSError as error:
        raise refuse_file(
            "unreadable_file",
            _("{path} ne peut pas être lu : vérifiez vos droits sur ce fichier.", path=path),
        ) from error


def _read_event(table: Table | None, findings: Findings) -> tuple[EventBase | None, Calendar]:
    """The event and its calendar."""
    if table is None or not table.rows:
        return None, PARIS
    for number, _row in table.rows[1:]:
        sentence = _("Cette feuille n’a qu’une ligne : un classeur décrit un seul événement.")
        findings.complain(table.sheet.name, number, "", "second_event", sentence)
    located = _read_row(table, *table.rows[0], PARIS, findings)
    event = located.row
    if event is None:
        return None, _calendar_of(located.values)
    return event, _calendar_of(event.model_dump())


def _calendar_of(event: Mapping[str, Any]) -> Calendar:
    """The calendar of an event, as far as it is known."""
    name = event.get("time_zone", "Europe/Paris")
    zone = ZoneInfo(name) if name in available_timezones() else PARIS.zone
    starts_on, ends_on = event.get("starts_on"), event.get("ends_on")
    one_day = not (starts_on and ends_on and starts_on < ends_on)
    return Calendar(zone, (starts_on or PARIS.day) if one_day else None)


def _read_table(table: Table, calendar: Calendar, findings: Findings) -> list[Located]:
    return [_read_row(table, number, row, calendar, findings) for number, row in table.rows]


def _read_row(
    table: Table, number: int, row: Sequence[Cell], calendar: Calendar, findings: Findings
) -> Located:
    """A row's values, and the row they make where nothing is wrong with them."""
    sheet, values, wrong = table.sheet, {}, set()
    if (
        DAY in sheet.column_by_field
    ):  # times are of the row's own day, and tell nothing where that can't be read
        calendar = Calendar(calendar.zone, PARIS.day)
    for column, cell in table.cells(row):
        if is_empty(cell):
            if column.required and column.field in table.place_of:
                sentence = _("Cette cellule est obligatoire : {help}", help=column.help)
                findings.complain(sheet.name, number, column.title, "required", sentence)
            wrong |= {column.field} if column.required else set()
            continue
        try:
            values[column.field] = _read_cell(sheet, number, column, cell, calendar, findings)
        except CellError as error:
            findings.complain(sheet.name, number, column.title, error.code, error.sentence, error.suggestion)
            wrong.add(column.field)
            continue
        if column.field == DAY:
            calendar = Calendar(calendar.zone, values[DAY])
    return Located(number, values, _build(sheet, number, values, wrong, findings))


def _read_cell(
    sheet: Sheet, number: int, column: Column, cell: Cell, calendar: Calendar, findings: Findings
) -> Any:
    value = column.kind.read(cell, calendar)
    if isinstance(value, Restored):
        findings.notice(sheet.name, number, column.title, "restored", value.sentence)
        return value.value
    return value


def _build(sheet: Sheet, number: int, values: Mapping[str, Any], wrong: set[str], findings: Findings) -> Any:
    """The row of a sheet, None where a value is missing or wrong; errors of fields already told are not told again."""
    base = None
    if sheet.base is not None:
        fields = sheet.base.model_fields
        base = validate(sheet.base, {field: value for field, value in values.items() if field in fields})
        if isinstance(base, list):
            for error in base:
                if error.field not in wrong:
                    column = sheet.column_by_field.get(error.field)
                    title = column.title if column else ""
                    findings.complain(sheet.name, number, title, error.code, error.sentence, error.suggestion)
            return None
    if wrong:
        return None
    return (
        base
        if sheet.row is None
        else sheet.row(**({"base": base} if base else {}), **_references(sheet, values))
    )


def _references(sheet: Sheet, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row that its base doesn't hold: references, and consents gathered by purpose."""
    fields = sheet.base.model_fields if sheet.base else {}
    found = {
        field: value
        for field, value in values.items()
        if field not in fields and field != DAY and not field.startswith(CONSENT)
    }
    if any(column.field.startswith(CONSENT) for column in sheet.columns):
        found["consents"] = {
            Purpose(field.removeprefix(CONSENT)): value
            for field, value in values.items()
            if field.startswith(CONSENT)
        }
    return found
