"""Titles of sheets: at most 31 characters, some forbidden, no two alike."""

from __future__ import annotations

import re

from matchmaker.agenda.text import without_controls

LONGEST_TITLE = 31
FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
RESERVED_TITLES = {"history", "historique"}


class SheetTitles:
    """Gives each sheet a title that a workbook accepts and that no other has, whatever the case."""

    def __init__(self) -> None:
        self._taken = set(RESERVED_TITLES)

    def take(self, wanted: str) -> str:
        """The title nearest to ``wanted`` that is still free."""
        clean = FORBIDDEN_IN_TITLE.sub(" ", without_controls(wanted))
        base = re.sub(r"\s+", " ", clean).strip(" '") or "–"
        title, number = _cut(base), 1
        while title.casefold() in self._taken:
            number += 1
            title = _cut(base, f" ({number})")
        self._taken.add(title.casefold())
        return title


def _cut(base: str, ending: str = "") -> str:
    """``base`` and ``ending`` in 31 of the units Excel counts in: a pictogram counts twice."""
    while len((base + ending).encode("utf-16-le")) // 2 > LONGEST_TITLE:
        base = base[:-1]
    return base.strip(" '") + ending
