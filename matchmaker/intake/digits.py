"""Cells of digits that spreadsheets take for numbers: SIRET, phone, postcode. They lose zeros, or end as 1.23E+13.

What was lost is restored where it is certain and refused where it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchmaker.intake.calendar import Calendar
from matchmaker.intake.cells import TEXT, Cell, CellError, Restored, as_text, shown
from matchmaker.language import translate as _
from matchmaker.models.field_types import is_siret

_SEPARATORS = re.compile(r"[\s.\-_/']")
_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class SiretNumber:
    """Fourteen digits; a lost leading zero is restored where the control key proves it."""

    choices: tuple[str, ...] = ()
    number_format: str = TEXT

    def read(self, cell: Cell, calendar: Calendar) -> str | Restored:  # noqa: ARG002 - the kinds' common signature
        """The digits."""
        digits = _digits(cell, _("le SIRET"))
        if re.fullmatch(r"\d{9}", digits):
            raise CellError(
                "siren_not_siret",
                _(
                    "« {cell} » est un SIREN (9 chiffres) : il manque les 5 chiffres de l’établissement.",
                    cell=digits,
                ),
            )
        padded = digits.zfill(14)
        if re.fullmatch(r"\d{11,13}", digits) and is_siret(padded):
            return Restored(padded, _("SIRET complété de ses zéros : {siret}.", siret=padded))
        return digits

    def write(self, value: str, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The digits as text."""
        return value


@dataclass(frozen=True)
class PhoneNumber:
    """A phone number; nine digits are a French number whose zero was lost."""

    choices: tuple[str, ...] = ()
    number_format: str = TEXT

    def read(self, cell: Cell, calendar: Calendar) -> str | Restored:  # noqa: ARG002 - the kinds' common signature
        """The number, without separators."""
        digits = re.sub(r"^(\+\d{2})0(?=\d{9}$)", r"\1", re.sub(r"[()]", "", _digits(cell, _("ce numéro"))))
        digits = re.sub(r"^00(?=\d{8})", "+", digits)
        if re.fullmatch(r"33[1-9]\d{8}", digits):
            return "+" + digits
        if re.fullmatch(r"[1-9]\d{8}", digits):
            return Restored("0" + digits, _("Téléphone complété de son zéro : 0{digits}.", digits=digits))
        return digits

    def write(self, value: str, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The number as text, a French one in pairs."""
        return " ".join(re.findall("..", value)) if re.fullmatch(r"0\d{9}", value) else value


@dataclass(frozen=True)
class PostalCode:
    """Five digits; four are those of a department whose zero was lost."""

    choices: tuple[str, ...] = ()
    number_format: str = TEXT

    def read(self, cell: Cell, calendar: Calendar) -> str | Restored:  # noqa: ARG002 - the kinds' common signature
        """The digits."""
        digits = re.sub(r"^(?:F|FR)(?=\d)", "", _digits(cell, _("ce code postal")), flags=re.IGNORECASE)
        if re.fullmatch(r"[1-9]\d{3}", digits):
            return Restored("0" + digits, _("Code postal complété de son zéro : 0{digits}.", digits=digits))
        return digits

    def write(self, value: str, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The digits as text."""
        return value


def _digits(cell: Cell, noun: str) -> str:
    """A cell's characters without separators, unless the spreadsheet has rounded them away."""
    text = as_text(cell)
    if _SCIENTIFIC.fullmatch(text.replace(" ", "")):
        raise CellError(
            "digits_lost",
            _(
                "Le tableur a abrégé {noun} en « {cell} » et perdu des chiffres : mettez la colonne au format Texte, "
                "puis ressaisissez le numéro.",
                noun=noun,
                cell=shown(cell),
            ),
        )
    return _SEPARATORS.sub("", text)
