"""What a cell may hold: each kind reads what a spreadsheet gives and writes what it expects back.

``read`` raises ``CellError`` with a sentence that says how to mend the cell; an empty cell never reaches it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from matchmaker.intake.calendar import DATE_FORMAT, Calendar
from matchmaker.language import translate as _
from matchmaker.models.field_types import clean, one_line

Cell = str | float | int | bool | date | datetime | time | timedelta | None
"""What a spreadsheet's cell gives or takes; None and blank text are empty."""

TEXT, GENERAL, DATE, TIME, MOMENT = "@", "General", "dd/mm/yyyy", "hh:mm", "dd/mm/yyyy hh:mm"
"""The number formats of a spreadsheet's cells."""

_EXCEL_ERRORS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#VALEUR!",
        "#NAME?",
        "#NOM?",
        "#DIV/0!",
        "#NUM!",
        "#NOMBRE!",
        "#NULL!",
        "#NUL!",
    )
)
_UNITS = re.compile(r"(?:€|euros?|min(?:utes?)?\.?|places?)$", re.IGNORECASE)
_SPACES = re.compile(r"\s")
_WHOLE = re.compile(r"-?\d{1,15}(?:[.,]0{1,6})?")
_YES = frozenset(("oui", "o", "x", "vrai", "yes", "true", "1"))
_NO = frozenset(("non", "n", "faux", "no", "false", "0"))


class CellError(Exception):
    """A cell that can't be taken; ``suggestion`` is the nearest known value, or empty."""

    def __init__(self, code: str, sentence: str, suggestion: str = "") -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.suggestion = code, sentence, suggestion


@dataclass(frozen=True)
class Restored:
    """A value that the spreadsheet had damaged and that can be told with certainty."""

    value: str
    sentence: str


class Kind(Protocol):
    """A kind of cell. ``choices`` fill its drop-down list; ``number_format`` is how the spreadsheet shows it."""

    @property
    def choices(self) -> tuple[str, ...]:
        """Labels to choose from; none for free cells."""

    @property
    def number_format(self) -> str:
        """The spreadsheet's format."""

    def read(self, cell: Cell, calendar: Calendar) -> Any:
        """The value of a cell that isn't empty.

        Raises:
            CellError: the cell can't be taken.
        """

    def write(self, value: Any, calendar: Calendar) -> Cell:
        """The cell of a value that isn't None."""


@dataclass(frozen=True)
class Words:
    """Text, of one line unless ``long``."""

    long: bool = False
    choices: tuple[str, ...] = ()
    number_format: str = TEXT

    def read(self, cell: Cell, calendar: Calendar) -> str:  # noqa: ARG002 - the kinds' common signature
        """The text; a number or a date as it is shown in French."""
        return as_text(cell) if self.long else str(one_line(as_text(cell)))

    def write(self, value: str, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The text itself."""
        return value


@dataclass(frozen=True)
class WholeNumber:
    """A number without decimals; spaces and a unit after it are let through."""

    choices: tuple[str, ...] = ()
    number_format: str = GENERAL

    def read(self, cell: Cell, calendar: Calendar) -> int:  # noqa: ARG002 - the kinds' common signature
        """The number."""
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            if math.isfinite(cell) and cell == int(cell):
                return int(cell)
        else:
            text = _UNITS.sub("", _SPACES.sub("", as_text(cell)))
            if _WHOLE.fullmatch(text):
                return int(re.split("[.,]", text)[0])
        raise CellError(
            "not_a_number",
            _("« {cell} » n’est pas un nombre entier : écrivez-le en chiffres.", cell=shown(cell)),
        )

    def write(self, value: int, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The number itself."""
        return value


@dataclass(frozen=True)
class YesNo:
    """Oui or non."""

    choices: tuple[str, ...] = ("oui", "non")
    number_format: str = TEXT

    def read(self, cell: Cell, calendar: Calendar) -> bool:  # noqa: ARG002 - the kinds' common signature
        """Whether it is a yes."""
        word = as_text(cell).casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise CellError("not_yes_or_no", _("« {cell} » n’est ni oui ni non.", cell=shown(cell)))

    def write(self, value: bool, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """Oui or non."""
        return "oui" if value else "non"


def is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (
        isinstance(cell, str) and (not cell or (not cell.isprintable() and not clean(cell)) or cell.isspace())
    )


def as_text(cell: Cell) -> str:
    """A cell as the text it shows in French.

    Raises:
        CellError: the spreadsheet shows an error there.
    """
    match cell:
        case bool():
            return "oui" if cell else "non"
        case float() if math.isfinite(cell) and cell == int(cell) and abs(cell) < 1e15:
            return str(int(cell))
        case float():
            return str(cell).replace(".", ",")
        case datetime() if cell.time() != time():
            return f"{cell:{DATE_FORMAT} %H:%M}"
        case date():
            return f"{cell:{DATE_FORMAT}}"
        case time():
            return f"{cell:%H:%M}"
    text = str(clean("" if cell is None else str(cell)))
    if text in _EXCEL_ERRORS:
        raise CellError(
            "spreadsheet_error",
            _("Le tableur affiche l’erreur {error} : écrivez la valeur à la place.", error=text),
        )
    return text


def shown(cell: Cell, most: int = 60) -> str:
    """A cell as it is quoted in a sentence, cut short where it is long."""
    text = str(one_line(as_text(cell)))
    return text if len(text) <= most else text[: most - 1] + "…"
