"""A sheet as a file holds it, before anything is known of its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaker.intake.cells import Cell
from matchmaker.intake.complaints import Complaint, Complaints

GREATEST_ROWS = 20_000
GREATEST_COLUMNS = 150


@dataclass(frozen=True)
class RawSheet:
    """Rows of cells, the first being row 1; ``formulas`` and ``errors`` are (row, column) from 1.

    ``too_large`` says that the sheet goes beyond what an event can need, and that it wasn't read.
    """

    name: str
    rows: Sequence[Sequence[Cell]] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    too_large: bool = False


def refuse_file(code: str, sentence: str) -> Complaints:
    """The complaint about a file as a whole."""
    return Complaints([Complaint("", 0, "", code, sentence)])
