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
    code, sentence = _meaning(error["type"], error.get("ctx", {}))
    return FieldError(field, code, sentence, proposed_code(error["input"]) if code == "not_a_code" else "")


def _meaning(kind: str, limits: Mapping[str, Any]) -> tuple[str, str]:
    """Our own code and sentence for one of pydantic's errors, which may change their names."""
    match kind:
        case "value_error":
            return "invalid", _capitalised(str(limits["error"]))
        case "missing" | "too_short" | "string_too_short":
            return "required", _("Cette information est obligatoire.")
        case "too_long" | "string_too_long":
            most = limits["max_length"]
            return "too_long", _("Ce texte dépasse {most} caractères : raccourcissez-le.", most=most)
        case "string_pattern_mismatch":
            return "not_a_code", _(
                "Un code n’a que des lettres sans accent, des chiffres et des tirets, 40 au plus."
            )
        case "greater_than_equal":
            return "too_small", _("Le nombre doit être au moins {least}.", least=limits["ge"])
        case "less_than_equal":
            return "too_great", _("Le nombre doit être au plus {most}.", most=limits["le"])
        case "enum":
            return "unknown_value", _("Cette valeur n’est pas dans la liste.")
    return "not_recognised", _("Cette valeur n’est pas reconnue.")


def _capitalised(sentence: str) -> str:
    ended = sentence if sentence.endswith((".", "!", "?")) else sentence + "."
    return ended[0].upper() + ended[1:]


def proposed_code(text: object) -> str:
    """A code made of what was written in its place: « Ville de Paris » → ``Ville-de-Paris``; empty if nothing is left."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", anyascii(str(text))).strip("-_")[:40]
