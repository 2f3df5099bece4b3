"""Types that several nouns' fields share: clean text, codes, postal addresses, choices, lists kept as JSON."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, TypeAdapter
from sqlalchemy import JSON, Enum
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from matchmaker.language import translate as _

# Every constraint has a name, since a migration on SQLite can change only what it can name. It is set here because
# each file of a table imports this one before its table is built.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Control characters but line breaks and tabs, and code points that no file may hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_CHOICE = 40
GREATEST_EUROS = 2_000_000_000
"""What the integer column of every database holds."""


def clean(text: object) -> object:
    """Text in NFC without control characters (they break workbooks and calendars) nor outer spaces."""
    if not isinstance(text, str):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("", text if text.isascii() else unicodedata.normalize("NFC", text)).strip()


def one_line(text: object) -> object:
    """Clean text with every run of white space as one space; typographic spaces inside a line are kept."""
    cleaned = clean(text)
    return re.sub(r"[ \n\t]+", " ", cleaned) if isinstance(cleaned, str) else cleaned


def _check_email(text: str) -> str:
    if not re.fullmatch(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+", text):
        raise ValueError(_("cette adresse électronique n’a pas la forme nom@domaine.fr"))
    return text.lower()


def _check_siret(text: str) -> str:
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch(r"\d{14}", digits):
        raise ValueError(_("un SIRET compte 14 chiffres"))
    if not is_siret(digits):
        raise ValueError(_("ce SIRET contient une faute de frappe (sa clé de contrôle est fausse)"))
    return digits


def is_siret(digits: str) -> bool:
    """Whether 14 digits carry the right key: Luhn's, as INSEE applies it, or La Poste's own."""
    if digits.startswith("356000000") and sum(map(int, digits)) % 5 == 0:
        return True
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _check_postcode(text: str) -> str:
    if not re.fullmatch(r"\d{5}", text):
        raise ValueError(_("un code postal compte 5 chiffres"))
    return text


def _check_phone(text: str) -> str:
    digits = re.sub(r"[\s.\-()\u00a0\u202f]", "", text)
    if not re.fullmatch(r"\+?\d{8,15}", digits):
        raise ValueError(_("un numéro de téléphone compte 10 chiffres, ou commence par +"))
    return digits


def _check_url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", text):
        raise ValueError(_("une adresse de site commence par https://"))
    return text


Code = Annotated[
    str, BeforeValidator(one_line), StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
]
Line = Annotated[str, BeforeValidator(one_line), StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, BeforeValidator(clean), StringConstraints(max_length=5000)]
Email = Annotated[
    str, BeforeValidator(one_line), StringConstraints(max_length=254), AfterValidator(_check_email)
]
Siret = Annotated[str, BeforeValidator(one_line), AfterValidator(_check_siret)]
Postcode = Annotated[str, BeforeValidator(one_line), AfterValidator(_check_postcode)]
Phone = Annotated[
    str, BeforeValidator(one_line), StringConstraints(max_length=40), AfterValidator(_check_phone)
]
Url = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=500), AfterValidator(_check_url)]
Moment = datetime
"""An instant: SQLModel stores it in UTC and refuses a time without a zone."""


class JsonOf(TypeDecorator[Any]):
    """A JSON column that gives back the Python type it was given, e.g. ``JsonOf(list[Interval])``."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """The value as plain JSON data."""
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """The value as the Python type it was stored from."""
        return None if value is None else self._adapter.validate_python(value)


def choice_of(choices: type[StrEnum]) -> Any:
    """The column type of one of ``choices``: its value as plain text, alike on SQLite and PostgreSQL.

    A native enum, or a CHECK of the values, would need a migration of its own kind for each new choice.
    """
    return Enum(
        choices,
        native_enum=False,
        create_constraint=False,
        length=LONGEST_CHOICE,
        values_callable=lambda enum: [choice.value for choice in enum],
    )


def codes_field() -> Any:
    """A field holding a list of codes of the reference tables (sectors, territories, equipment …)."""
    return Field(default_factory=list, sa_type=JsonOf(list[str]))
