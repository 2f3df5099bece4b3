"""A first look at a sheet's XML: how far it reaches, and which cells hold formulas or errors.

The parser gives a place to every cell between the first and the last, so one cell in the last corner of a sheet asks
for terabytes; and it gives a formula's last result, or nothing, without saying so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from matchmaker.intake.raw_sheet import GREATEST_COLUMNS, GREATEST_ROWS, RawSheet

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]{0,300}?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]{0,300}?\br=["'](\d{1,9})["']""")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]{0,300}?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]{0,300}>\s{0,9}<(?:\w+:)?f[\s>/]"""
)
_SHARED_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]{0,300}?\bt=["']s["'][^<>]{0,300}>\s{0,9}<(?:\w+:)?v>\s{0,9}(\d{1,9})"""
)
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^<>]{0,300}?\bt=["']e["'])[^<>]{0,300}?\br=["']([A-Z]{1,3})(\d{1,7})["']"""
)
_SHARED_TEXT = re.compile(rb"</(?:\w+:)?si>")


def scan(name: str, xml: bytes) -> RawSheet:
    """The sheet of that name without its cells: its formulas, its errors, and whether it is too large to be read."""
    cells = _CELL.findall(xml)
    columns = {column for column, _row in cells}
    last_column = max(map(_column_number, columns), default=0)
    last_row = max((int(row) for row in [*_ROW.findall(xml), *(row for _column, row in cells)]), default=0)
    return RawSheet(
        name,
        formulas=_positions(_FORMULA.findall(xml)),
        errors=_positions(_ERROR_CELL.findall(xml)),
        too_large=last_row > GREATEST_ROWS or last_column > GREATEST_COLUMNS,
    )


def length_of_shared_text(shared: bytes, sheets: Iterable[bytes]) -> int:
    """Bytes that the cells of ``sheets`` take once each has its own copy of the shared text it shows."""
    lengths = [len(text) for text in _SHARED_TEXT.split(shared)]
    used = Counter(int(index) for xml in sheets for index in _SHARED_CELL.findall(xml))
    return sum(count * lengths[index] for index, count in used.items() if index < len(lengths))


def _positions(references: Iterable[tuple[bytes, bytes]]) -> frozenset[tuple[int, int]]:
    return frozenset((int(row), _column_number(column)) for column, row in references)


def _column_number(letters: bytes) -> int:
    """``A`` is 1, ``Z`` 26, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
