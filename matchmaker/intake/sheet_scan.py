"""A first look at a sheet's XML: how far it reaches, which cells hold formulas or errors, how much text it repeats.

The parser gives a place to every cell between the first and the last, so one cell in the last corner of a sheet asks
for terabytes; it copies a shared text into every cell that shows it; and it gives a formula's last result, or
nothing, without saying so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from matchmaker.intake.raw_sheet import GREATEST_COLUMNS, GREATEST_ROWS, RawSheet

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_SHARED_TEXT = re.compile(rb"</(?:\w+:)?si\s{0,9}>")


@dataclass(frozen=True)
class Scan:
    """A sheet without its cells, and how often it shows each shared text, by the text's index."""

    sheet: RawSheet
    shared: Mapping[int, int]


def elements(name: str, xml: bytes) -> list[Mapping[str, str]]:
    """The attributes of each element of that name, whatever its prefix.

    Raises:
        ValueError: it isn't XML.
    """
    found: list[Mapping[str, str]] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    parser = ParserCreate()
    parser.StartElementHandler = start
    _parse(parser, xml)
    return found


def scan(name: str, xml: bytes) -> Scan:
    """The first look at the sheet of that name.

    Raises:
        ValueError: the XML isn't that of a sheet.
    """
    seen = _Seen()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    _parse(parser, xml)
    sheet = RawSheet(
        name,
        formulas=frozenset(seen.formulas),
        errors=frozenset(seen.errors),
        too_large=seen.last_row > GREATEST_ROWS or seen.last_column > GREATEST_COLUMNS,
    )
    return Scan(sheet, seen.shared)


def _parse(parser: XMLParserType, xml: bytes) -> None:
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise ValueError(str(error)) from error


def length_of_shared_text(shared: bytes, scans: Iterable[Scan]) -> int:
    """Bytes that the cells take once each has its own copy of the shared text it shows."""
    lengths = [len(text) for text in _SHARED_TEXT.split(shared)]
    return sum(
        count * lengths[index]
        for each in scans
        for index, count in each.shared.items()
        if index < len(lengths)
    )


class _Seen:
    """What was seen of a sheet so far, and the cell that is being read."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self.kind = ""
        self.value: str | None = None
        self.formulas: set[tuple[int, int]] = set()
        self.errors: set[tuple[int, int]] = set()
        self.shared: Counter[int] = Counter()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
                self.last_row = max(self.last_row, self.row)
            case "c":
                self._start_cell(attributes)
            case "f":
                self.formulas.add((self.row, self.column))
            case "v" if self.kind == "s":
                self.value = ""

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r")
        self.column += 1
        if reference is not None:
            found = _REFERENCE.fullmatch(reference)
            if not found:
                raise ValueError(f"no cell is called {reference[:20]!r}")
            self.column, self.row = _column_number(found[1].upper()), int(found[2])
        self.kind = attributes.get("t", "")
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.kind == "e":
            self.errors.add((self.row, self.column))

    def text(self, text: str) -> None:
        """Text inside an element."""
        if self.value is not None:
            self.value += text

    def end(self, _name: str) -> None:
        """An element ends."""
        if self.value is not None:
            self.shared[int(self.value)] += 1
            self.value = None


def _column_number(letters: str) -> int:
    """``A`` is 1, ``Z`` 26, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
