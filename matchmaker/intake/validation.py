"""One way to validate rows for workbook and form alike: a base, or what is wrong with each field, in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from anyascii import anyascii
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlmodel import SQLModel

from matchmaker.language import translate as _

Base = TypeVar("Base", bound=SQLModel)


@dataclass(frozen=True)
class FieldError:
    """What is wrong with a field (empty: with the row as a whole), as a code, a sentence and maybe a proposal."""

    field: str
    code: str
    sentence: str
    suggestion: str = ""


def validate(base: type[Base], values: Mapping[str, Any]) -> Base | list[FieldError]:
    """The validated row, or every error found in it.

    A form that saves an unfinished draft keeps the fields that no error names.
    """
    try:
        return base.model_validate(dict(values))
    except ValidationError as refused:
        return [_told(error) for error in refused.errors(include_url=False)]


def _told(error: ErrorDetails) -> FieldError:
    field = str(error["loc"][0]) if error["loc"] else ""
    suggestion = proposed_code(error["input"]) if error["type"] == "string_pattern_mismatch" else ""
    return FieldError(field, error["type"], _sentence(error), suggestion)


def _sentence(error: ErrorDetails) -> str:
    limits = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return _capitalised(str(limits["error"]))
        case "missing" | "string_too_short":
            return _("Cette information est obligatoire.")
        case "string_too_long":
            return _("Ce texte dépasse {most} caractères : raccourcissez-le.", most=limits["max_length"])
        case "string_pattern_mismatch":
            return _("Un code n’a que des lettres sans accent, des chiffres et des tirets, 40 au plus.")
        case "greater_than_equal":
            return _("Le nombre doit être au moins {least}.", least=limits["ge"])
        case "less_than_equal":
            return _("Le nombre doit être au plus {most}.", most=limits["le"])
        case "enum":
            return _("Cette valeur n’est pas dans la liste.")
        case kind if kind.startswith("int_"):
            return _("Un nombre entier est attendu, en chiffres.")
        case kind if kind.startswith("date"):
            return _("Cette date n’est pas reconnue : écrivez-la sous la forme 18/11/2021.")
    return _("Cette valeur n’est pas reconnue.")


def _capitalised(sentence: str) -> str:
    ended = sentence if sentence.endswith((".", "!", "?")) else sentence + "."
    return ended[0].upper() + ended[1:]


def proposed_code(text: object) -> str:
    """A code made of what was written in its place: « Ville de Paris » → ``Ville-de-Paris``; empty if nothing is left."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", anyascii(str(text))).strip("-_")[:40]
