"""A table on a sheet: a title, headings that stay in sight, rows as high as their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.agenda.sheet import Look, Value, put, put_row, set_up_print
from matchmaker.agenda.text import one_line, shortened

HEADING_ROW = 4
"""A title and a note stand above the headings."""
LONGEST_TITLE = 90
LINE_HEIGHT = 15.0
HIGHEST_ROW = 409.0

Row = list[tuple[Value, Look]]


@dataclass(frozen=True)
class Column:
    """A heading, and how wide what stands below it is, in characters."""

    heading: str
    width: int


def write_table(
    sheet: Worksheet,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    footer: str,
    frozen_columns: int = 0,
    pages_wide: int = 1,
) -> None:
    """Write title, headings and rows; set widths, heights, what stays in sight and how it prints."""
    put(sheet, 1, 1, shortened(one_line(title), LONGEST_TITLE), Look.TITLE)
    sheet.row_dimensions[1].height = 28
    widths = [column.width for column in columns]
    headings: Row = [(column.heading, Look.HEADING) for column in columns]
    put_row(sheet, HEADING_ROW, headings)
    sheet.row_dimensions[HEADING_ROW].height = row_height(headings, widths) + LINE_HEIGHT / 2
    for number, row in enumerate(rows, start=HEADING_ROW + 1):
        put_row(sheet, number, row)
        sheet.row_dimensions[number].height = row_height(row, widths)
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{HEADING_ROW + 1}"
    set_up_print(sheet, heading_row=HEADING_ROW, footer=footer, pages_wide=pages_wide)


def add_filter(sheet: Worksheet, columns: int) -> None:
    """Let the rows be filtered by each of the columns."""
    sheet.auto_filter.ref = (
        f"A{HEADING_ROW}:{get_column_letter(columns)}{max(sheet.max_row, HEADING_ROW + 1)}"
    )


def row_height(row: Row, widths: Sequence[int]) -> float:
    """The height at which the longest text of a row is wholly seen, as far as one can tell without the font."""
    lines = (_lines(value, width) for (value, _look), width in zip(row, widths, strict=False))
    return min(HIGHEST_ROW, 5 + LINE_HEIGHT * max(lines, default=1))


def _lines(value: Value, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-len(line) // max(1, width - 1))) for line in value.split("\n"))
