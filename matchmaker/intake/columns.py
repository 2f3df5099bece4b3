"""What a sheet and a column of the workbook are. The workbook speaks French: its titles and help are data, not messages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlmodel import SQLModel

from matchmaker.intake.cells import Cell, Kind
from matchmaker.intake.choices import key

DAY = "day"
"""The field of a column that only says which day the row's times belong to."""
CONSENT = "consents."
"""What the fields of consent columns begin with; the purpose follows."""


@dataclass(frozen=True)
class Column:
    """A column: its title, the field it fills, how its cells are read, and a line of help.

    ``field`` is one of the sheet's base, of its row, ``DAY``, or a consent. Titles are also recognised by an alias.
    """

    title: str
    field: str
    kind: Kind
    help: str
    required: bool = False
    example: Cell = None
    aliases: tuple[str, ...] = ()
    width: int = 18

    @property
    def keys(self) -> tuple[str, ...]:
        """All spellings of the title, as ``key`` gives them."""
        return tuple(key(name) for name in (self.title, self.field, *self.aliases))


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the noun of the intake it fills, the base that validates its rows, and its columns.

    ``row`` is the class that holds the base with its references, for nouns that refer to others.
    """

    noun: str
    name: str
    purpose: str
    columns: tuple[Column, ...]
    base: type[SQLModel] | None = None
    row: type[Any] | None = None
    aliases: tuple[str, ...] = ()
    required: bool = False

    @property
    def file_name(self) -> str:
        """The name of its file in a folder of CSV."""
        return key(self.name).replace(" ", "_") + ".csv"

    @property
    def keys(self) -> tuple[str, ...]:
        """All spellings of the name, as ``key`` gives them."""
        return tuple(key(name) for name in (self.name, self.noun, *self.aliases))

    @cached_property
    def column_by_key(self) -> dict[str, Column]:
        """The columns by every spelling of their titles; an earlier column keeps a spelling that two share."""
        found: dict[str, Column] = {}
        for column in self.columns:
            found.setdefault(key(column.title), column)
        for column in self.columns:
            for spelling in column.keys:
                found.setdefault(spelling, column)
        return found

    @cached_property
    def column_by_field(self) -> dict[str, Column]:
        """The columns by the field they fill."""
        return {column.field: column for column in self.columns}
