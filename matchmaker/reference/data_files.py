"""The package's own data files, read once; and the tables that an organiser adds to them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from matchmaker.errors import SaidError
from matchmaker.language import translate as _

_DATA = files("matchmaker.reference") / "data"


class TableError(SaidError):
    """A table that an organiser gave can't be used; the message names the file and says what to mend."""


def read_text(name: str) -> str:
    """The content of ``data/<name>``."""
    return (_DATA / name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/<name>``, a CSV with a heading line."""
    return list(csv.DictReader(read_text(name).splitlines()))


def read_table(name: str) -> dict[str, Any]:
    """The content of ``data/<name>``, a TOML file."""
    return tomllib.loads(read_text(name))


def read_added_rows(path: Path, columns: Collection[str]) -> list[dict[str, str]]:
    """The rows of an organiser's CSV, with commas or semicolons, in UTF-8; a value that is missing is empty.

    Raises:
        TableError: a column is missing, with its name, or the file is no such CSV.
        OSError: the file can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        reader = csv.DictReader(StringIO(text), delimiter=delimiter, restval="")
        missing = set(columns) - set(reader.fieldnames or ())
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(
            _("{file}\u00a0: enregistrez ce tableau en CSV, encodage UTF-8.", file=path.name)
        ) from error
    if missing:
        raise TableError(
            _(
                "{file}\u00a0: il manque la colonne {columns}.",
                file=path.name,
                columns=", ".join(sorted(missing)),
            )
        )
    return rows


def split_list(text: str) -> tuple[str, ...]:
    """``"a; b;c"`` as ``("a", "b", "c")``; line breaks are spaces."""
    return tuple(" ".join(part.split()) for part in text.split(";") if part.strip())
