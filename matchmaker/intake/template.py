"""Writes the workbook: empty with an example in each sheet, or filled with the rows of an event."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.intake import template_style as style
from matchmaker.intake.calendar import Calendar
from matchmaker.intake.cells import Cell
from matchmaker.intake.choices import ManyOf, OneOf, ReferenceTo, Vocabulary
from matchmaker.intake.columns import CONSENT, DAY, Column, Sheet
from matchmaker.intake.intake import Intake
from matchmaker.intake.moments import Moment
from matchmaker.intake.read_me_sheet import write_read_me
from matchmaker.intake.sheets import LISTS, SHEET_BY_NOUN, SHEETS
from matchmaker.models import Purpose

FIRST_ROW = 3
LAST_ROW = 5000
"""Drop-down lists reach from the first to the last of these rows."""
AnyXlsxCell = XlsxCell | MergedCell
EXAMPLE_MARK = "Exemple : "
TAB_COLOURS = ("1F5560", "7A8F3C", "B0792B")
LONGEST_CELL = 32_767
LINE, SMALL_LINE, MOST_LINES = 15, 13, 8
"""Heights in points of a line of data and of help, and how many lines a row shows at most."""


def write_template(path: Path, source: Intake | None = None) -> None:
    """Write the workbook to ``path``, with the rows of ``source`` where there are any.

    Raises:
        OSError: the file can't be written.
    """
    book = Workbook()
    write_read_me(book.active or book.create_sheet())
    ranges = _write_lists(book.create_sheet(LISTS, 1))
    calendar = _calendar_of(source)
    for position, sheet in enumerate(SHEETS):
        page = book.create_sheet(sheet.name, position + 1)
        page.sheet_properties.tabColor = TAB_COLOURS[_part_of(sheet)]
        _write_sheet(page, sheet, _rows_of(sheet, source), calendar)
        _offer_choices(page, sheet, ranges)
    book.save(path)


def _part_of(sheet: Sheet) -> int:
    """0 for the event's sheets, 1 for people, 2 for what they exchange."""
    if sheet.noun in ("organisations", "participants"):
        return 1
    return 2 if sheet.noun in ("needs", "offers", "wishes", "forbidden_pairs") else 0


def _calendar_of(source: Intake | None) -> Calendar:
    if source is None:
        return Calendar(ZoneInfo("Europe/Paris"))
    event = source.event
    return Calendar(ZoneInfo(event.time_zone), event.starts_on if event.starts_on == event.ends_on else None)


def _rows_of(sheet: Sheet, source: Intake | None) -> Sequence[Any]:
    if source is None:
        return ()
    return (source.event,) if sheet.noun == "event" else getattr(source, sheet.noun)


def _write_sheet(page: Worksheet, sheet: Sheet, rows: Sequence[Any], calendar: Calendar) -> None:
    for place, column in enumerate(sheet.columns, 1):
        _write_column_head(page, place, column)
    page.row_dimensions[1].height = 32
    page.row_dimensions[2].height = (
        13 * max(_lines(column.help, column.width) for column in sheet.columns) + 4
    )
    if not rows:
        _write_example(page, sheet)
    for number, row in enumerate(rows, FIRST_ROW):
        _write_row(page, number, sheet, row, calendar)
    page.freeze_panes = "B3"
    style.for_print(page, "1:2")


def _write_row(page: Worksheet, number: int, sheet: Sheet, row: Any, calendar: Calendar) -> None:
    """The cells of a row, high enough for its texts up to a limit."""
    clock = _clock_of(row, calendar)
    lines = 1
    for place, column in enumerate(sheet.columns, 1):
        cell = _put(page, number, place, column, _cell_of(_value_of(row, column), column, clock))
        style.as_data(cell)
        if isinstance(cell.value, str):
            lines = max(lines, _lines(cell.value, column.width))
    page.row_dimensions[number].height = LINE * min(lines, MOST_LINES)


def _write_column_head(page: Worksheet, place: int, column: Column) -> None:
    letter = get_column_letter(place)
    title = page.cell(1, place, column.title + (" *" if column.required else ""))
    style.as_title(title)
    help_line = page.cell(2, place, column.help)
    style.as_help(help_line)
    page.column_dimensions[letter].width = column.width
    page.column_dimensions[letter].number_format = column.kind.number_format


def _write_example(page: Worksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, 1):
        example = f"{EXAMPLE_MARK}{column.example}" if place == 1 else column.example
        style.as_example(_put(page, FIRST_ROW, place, column, example))


def _value_of(row: Any, column: Column) -> Any:
    """What a row holds for a column."""
    if column.field == DAY:
        return row.starts_at
    if column.field.startswith(CONSENT):
        return row.consents.get(Purpose(column.field.removeprefix(CONSENT)))
    base = getattr(row, "base", row)
    return getattr(base, column.field) if hasattr(base, column.field) else getattr(row, column.field)


def _clock_of(row: Any, calendar: Calendar) -> Calendar:
    """The calendar in which a row with a day of its own writes its times."""
    starts_at = getattr(row, "starts_at", None)
    return calendar if starts_at is None else Calendar(calendar.zone, calendar.local(starts_at).date())


def _cell_of(value: Any, column: Column, calendar: Calendar) -> Cell:
    if value is None or value in ("", [], ()):
        return None
    if column.field == DAY:
        return calendar.local(value).date()
    return column.kind.write(value, calendar)


def _put(page: Worksheet, number: int, place: int, column: Column, value: Cell) -> AnyXlsxCell:
    """A cell in its column's format; text is typed as text, so that no content ever becomes a formula."""
    cell = page.cell(number, place)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell.value = value
    if not (
        isinstance(column.kind, Moment) and isinstance(value, date)
    ):  # a date with a time keeps its own format
        cell.number_format = column.kind.number_format
    return cell


def _write_lists(page: Worksheet) -> dict[str, str]:
    """The values to choose from, a column a vocabulary; where each stands, by its noun."""
    ranges = {}
    for place, (title, vocabulary) in enumerate(_vocabularies().items(), 1):
        letter = get_column_letter(place)
        head = page.cell(1, place, title)
        style.as_title(head)
        for number, label in enumerate(vocabulary.labels, 2):
            cell = page.cell(number, place, label)
            cell.data_type = "s"
            style.as_data(cell)
        page.column_dimensions[letter].width = 40
        last = len(vocabulary.entries) + 1
        ranges[vocabulary.noun] = f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${last}"
    page.freeze_panes = "A2"
    style.for_print(page, "1:1")
    return ranges


def _vocabularies() -> dict[str, Vocabulary]:
    """Every vocabulary of the workbook by the title of the column that first uses it."""
    found: dict[str, Vocabulary] = {}
    for sheet in SHEETS:
        for column in sheet.columns:
            if isinstance(column.kind, OneOf | ManyOf) and column.kind.vocabulary not in found.values():
                found[column.title] = column.kind.vocabulary
    return found


def _offer_choices(page: Worksheet, sheet: Sheet, ranges: dict[str, str]) -> None:
    """Drop-down lists for choices and for references to one other sheet; other values are warned of, not refused."""
    for place, column in enumerate(sheet.columns, 1):
        source = _source_of_choices(column, ranges)
        if source:
            rule = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
            rule.errorTitle, rule.error = (
                "Valeur inconnue",
                f"Cette valeur n’est pas dans la liste. {column.help}",
            )
            rule.showErrorMessage = True
            letter = get_column_letter(place)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
            page.add_data_validation(rule)


def _source_of_choices(column: Column, ranges: dict[str, str]) -> str | None:
    match column.kind:
        case OneOf(vocabulary):
            return ranges[vocabulary.noun]
        case ReferenceTo((noun,), many=False):
            target = quote_sheetname(SHEET_BY_NOUN[noun].name)
            return f"{target}!$A${FIRST_ROW}:$A${LAST_ROW}"
    return _quoted(column.kind.choices) if column.kind.choices else None


def _quoted(choices: Iterable[str]) -> str:
    return '"' + ",".join(choices) + '"'


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column so many characters wide, its words kept whole."""
    return sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in text.split("\n"))
