"""What is wrong in a workbook: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from matchmaker.errors import SaidError
from matchmaker.language import translate as _
from matchmaker.language import translate_plural

SHOWN_A_SHEET = 50


@dataclass(frozen=True, order=True)
class Complaint:
    """One thing to mend. ``row`` counts as the spreadsheet does, from 1; 0 and empty names mean the whole of it.

    ``code`` is stable, for programs; ``suggestion`` is the nearest known value, or empty.
    """

    sheet: str
    row: int
    column: str
    code: str
    sentence: str
    suggestion: str = ""

    def as_json(self) -> dict[str, str | int]:
        """For programs; the sentence holds the suggestion."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "sentence": self.sentence_with_suggestion(),
        }

    def sentence_with_suggestion(self) -> str:
        """The sentence, and the proposal where there is one."""
        if not self.suggestion:
            return self.sentence
        return _(
            "{sentence} Vouliez-vous dire « {suggestion} » ?",
            sentence=self.sentence,
            suggestion=self.suggestion,
        )

    def place(self) -> str:
        """Where in the sheet: « ligne 7, colonne Courriel »."""
        row = _("ligne {row}", row=self.row) if self.row else ""
        column = _("colonne {column}", column=self.column) if self.column else ""
        return ", ".join(part for part in (row, column) if part)


class Complaints(SaidError):  # noqa: N818 - it is the complaints themselves that are raised
    """A workbook that can't be taken as it is: nothing of it was kept; ``complaints`` holds every problem found."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(as_text(self.complaints))

    def problems(self) -> list[dict[str, Any]]:
        """Each complaint with its sheet, row and column."""
        return [complaint.as_json() for complaint in self.complaints]


def as_text(complaints: Sequence[Complaint]) -> str:
    """All complaints in French, sheet by sheet, each on its line."""
    count = len(complaints)
    lines = [translate_plural("{count} point à corriger :", "{count} points à corriger :", count)]
    for sheet, found in groupby(complaints, key=lambda complaint: complaint.sheet):
        in_sheet = list(found)
        lines.append("")
        if sheet:
            lines.append(_("Feuille « {sheet} »", sheet=sheet))
        lines += [f"  • {_said(complaint)}" for complaint in in_sheet[:SHOWN_A_SHEET]]
        if len(in_sheet) > SHOWN_A_SHEET:
            lines.append(
                "  "
                + translate_plural(
                    "… et {count} autre dans cette feuille",
                    "… et {count} autres dans cette feuille",
                    len(in_sheet) - SHOWN_A_SHEET,
                )
            )
    return "\n".join(lines)


def _said(complaint: Complaint) -> str:
    place = complaint.place()
    sentence = complaint.sentence_with_suggestion()
    return _("{place} : {sentence}", place=place, sentence=sentence) if place else sentence
