"""Reads a folder of CSV files, in any form a French spreadsheet exports them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from matchmaker.intake.cells import Cell
from matchmaker.intake.raw_sheet import GREATEST_COLUMNS, GREATEST_ROWS, RawSheet, refuse_file
from matchmaker.language import translate as _

GREATEST_FILE = 30_000_000
SEPARATORS = ";,\t"
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_QUOTED = re.compile(r'"[^"]*"')
_PROTECTED = re.compile(r"'(?=[=+\-@\t\r])")
_AS_FORMULA = re.compile(r'="([^"]*)"')


def read_folder(folder: Path) -> list[RawSheet]:
    """One sheet a ``.csv`` file, named after it without what all names begin with.

    Raises:
        Complaints: a file isn't text, or there is none.
        OSError: a file can't be opened.
    """
    files = sorted(
        path for path in folder.iterdir() if path.suffix.lower() in (".csv", ".tsv") and path.is_file()
    )
    if not files:
        raise refuse_file(
            "empty_folder",
            _(
                "Ce dossier ne contient aucun fichier CSV : un fichier par feuille, par exemple participants.csv."
            ),
        )
    prefix = _common_prefix([path.stem for path in files])
    return [_read_file(path, path.stem.removeprefix(prefix)) for path in files]


def _common_prefix(names: Sequence[str]) -> str:
    """What all names begin with up to a separator, as when a spreadsheet puts the workbook's name before the sheet's."""
    first, last = min(names), max(names)  # in alphabetical order: they differ the soonest
    common = "".join(a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    return common[: 1 + max(map(common.rfind, "-_. "))] if len(names) > 1 else ""


def _read_file(path: Path, name: str) -> RawSheet:
    if path.stat().st_size > GREATEST_FILE:
        return RawSheet(name, too_large=True)
    text = _decode(path.read_bytes(), path.name)
    rows = [
        [_cell(value) for value in row] for row in csv.reader(io.StringIO(text, newline=""), _dialect(text))
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return RawSheet(
        name, rows, too_large=len(rows) > GREATEST_ROWS or max(map(len, rows), default=0) > GREATEST_COLUMNS
    )


def _decode(content: bytes, name: str) -> str:
    """Text in UTF-8 or UTF-16 where it says so or where it can be nothing else, else in Windows-1252."""
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), "")
    if not encoding and b"\0" in content:
        raise refuse_file(
            "not_text",
            _("{name} n’est pas un fichier texte : enregistrez la feuille au format CSV.", name=name),
        )
    for each in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            return content.decode(each)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _dialect(text: str) -> type[csv.Dialect]:
    """The separator that the line of titles holds most often, outside quotes."""
    titles = next((line for line in text.splitlines() if line.strip()), "")
    unquoted = _QUOTED.sub("", titles)

    class Found(csv.excel):
        delimiter = max(SEPARATORS, key=unquoted.count)

    return Found


def _cell(value: str) -> Cell:
    """A value without the marks by which CSV protects itself from being taken for a formula."""
    as_formula = _AS_FORMULA.fullmatch(value)
    return (
        as_formula[1]
        if as_formula
        else _PROTECTED.sub("", value, count=1)
        if value.startswith("'")
        else value
    )
