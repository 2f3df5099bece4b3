"""How the workbook looks: calm colours with enough contrast, so that titles, help and examples are told apart."""

from __future__ import annotations

import math

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TITLE_INK, TITLE_PAPER = "FFFFFF", "1F5560"
HELP_INK, HELP_PAPER = "3D4F53", "E8F0F0"
EXAMPLE_INK, EXAMPLE_PAPER = "6B5B2E", "FFF8E1"
LINE = "C5D3D5"
FONT = "Calibri"
READABLE_WIDTH = 190
"""Characters side by side on a landscape page."""

_RULE = Side(style="thin", color=LINE)
_GRID = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_UNDERLINE = Border(bottom=_RULE)
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def as_title(cell: Cell | MergedCell) -> None:
    """A column's title."""
    cell.font = Font(name=FONT, bold=True, color=TITLE_INK, size=11)
    cell.fill = PatternFill("solid", start_color=TITLE_PAPER)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = _GRID


def as_help(cell: Cell | MergedCell) -> None:
    """The line of help under a title."""
    cell.font = Font(name=FONT, italic=True, color=HELP_INK, size=9)
    cell.fill = PatternFill("solid", start_color=HELP_PAPER)
    cell.alignment = _WRAPPED
    cell.border = _GRID


def as_example(cell: Cell | MergedCell) -> None:
    """A cell of the example row."""
    cell.font = Font(name=FONT, italic=True, color=EXAMPLE_INK, size=11)
    cell.fill = PatternFill("solid", start_color=EXAMPLE_PAPER)
    cell.alignment = _WRAPPED
    cell.border = _GRID


def as_data(cell: Cell | MergedCell) -> None:
    """A cell that was filled in."""
    cell.alignment = _WRAPPED
    cell.border = _UNDERLINE


def as_heading(cell: Cell | MergedCell) -> None:
    """A heading on the page that explains."""
    cell.font = Font(name=FONT, bold=True, color=TITLE_PAPER, size=14)


def as_paragraph(cell: Cell | MergedCell) -> None:
    """A line of text on the page that explains."""
    cell.font = Font(name=FONT, size=11)
    cell.alignment = _WRAPPED


def as_link(cell: Cell | MergedCell) -> None:
    """A link to a sheet."""
    cell.font = Font(name=FONT, size=11, underline="single", color=TITLE_PAPER, bold=True)
    cell.alignment = Alignment(vertical="top")


def for_print(page: Worksheet, title_rows: str | None = None) -> None:
    """Landscape A4, on as many pages side by side as stay readable, titles and first column repeated."""
    width = sum(column.width for column in page.column_dimensions.values())
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = math.ceil(width / READABLE_WIDTH), 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if title_rows:
        page.print_title_rows = title_rows
        page.print_title_cols = "A:A"
