"""A sheet of a workbook, written row by row: text stays text, and the page prints as it looks.

A cell that begins with = + - or @ would be taken for a formula; every text cell is therefore typed as text, and
marked so that it stays text when somebody edits it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.agenda.text import without_controls
from matchmaker.language import current_language

Value = str | int | date | time | None

FONT = "Calibri"
ACCENT, QUIET, TINT, RULE = "FF0F5C56", "FF55625F", "FFEEF4F1", "FFCFD8D3"
LONGEST_TEXT = 32_767
DAY_FORMATS = {"fr": "[$-40C]ddd d mmm yyyy", "en": "[$-809]ddd d mmm yyyy"}


class Look(StrEnum):
    """How a cell looks."""

    TITLE = "Aparté titre"
    NOTE = "Aparté note"
    HEADING = "Aparté en-tête"
    TEXT = "Aparté texte"
    STRONG = "Aparté fort"
    LINK = "Aparté lien"
    DAY = "Aparté jour"
    TIME = "Aparté heure"
    NUMBER = "Aparté nombre"


def add_looks(workbook: Workbook) -> None:
    """Make the looks known to ``workbook``; days are written after the language in force."""
    wrapped = Alignment(horizontal="left", vertical="top", wrap_text=True)
    line = Border(bottom=Side(style="thin", color=RULE))
    cell: dict[str, Any] = {"alignment": wrapped, "border": line}
    heading: dict[str, Any] = {
        "alignment": Alignment(horizontal="left", vertical="center", wrap_text=True),
        "border": Border(bottom=Side(style="medium", color=ACCENT)),
        "fill": PatternFill("solid", fgColor=TINT),
    }
    looks: dict[Look, tuple[Font, dict[str, Any]]] = {
        Look.TITLE: (Font(name=FONT, size=18, bold=True, color=ACCENT), {}),
        Look.NOTE: (Font(name=FONT, size=11, color=QUIET), {}),
        Look.HEADING: (Font(name=FONT, size=11, bold=True, color=ACCENT), heading),
        Look.TEXT: (Font(name=FONT, size=11), cell),
        Look.STRONG: (Font(name=FONT, size=11, bold=True), cell),
        Look.LINK: (Font(name=FONT, size=11, color=ACCENT, underline="single"), cell),
        Look.DAY: (Font(name=FONT, size=11), cell | {"number_format": DAY_FORMATS[current_language()]}),
        Look.TIME: (Font(name=FONT, size=12, bold=True, color=ACCENT), cell | {"number_format": "hh:mm"}),
        Look.NUMBER: (Font(name=FONT, size=11), cell),
    }
    for look, (font, rest) in looks.items():
        workbook.add_named_style(NamedStyle(look.value, font=font, **rest))


def put(sheet: Worksheet, row: int, column: int, value: Value, look: Look) -> Cell:
    """Write a cell; text is cleaned, cut to what a cell may hold, and typed as text."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.style = look.value
    text = without_controls(value)[:LONGEST_TEXT] if isinstance(value, str) else ""
    if not text:
        cell.value = None if isinstance(value, str) else value
        return cell
    cell.value = text
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True
    return cell


def put_row(sheet: Worksheet, row: int, values: Iterable[tuple[Value, Look]], column: int = 1) -> None:
    """Write cells side by side."""
    for offset, (value, look) in enumerate(values):
        put(sheet, row, column + offset, value, look)


def put_link(sheet: Worksheet, row: int, column: int, shown: str, title: str) -> None:
    """Write a cell that leads to the sheet called ``title``."""
    cell = put(sheet, row, column, shown, Look.LINK)
    place = f"'{title.replace(chr(39), chr(39) * 2)}'!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=str(cell.value))
    cell.style = Look.LINK.value


def set_up_print(sheet: Worksheet, *, heading_row: int, footer: str, pages_wide: int = 1) -> None:
    """A4 landscape, as many pages wide as said, the headings repeated on each page, the page counted below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=without_controls(footer).replace("&", "&&")[:100]),
        right=_HeaderFooterPart(text="&P / &N"),
    )
    sheet.sheet_view.showGridLines = False
