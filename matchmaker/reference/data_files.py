"""The package's own data files, read once."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from typing import Any

_DATA = files("matchmaker.reference") / "data"


def read_text(name: str) -> str:
    """The content of ``data/<name>``."""
    return (_DATA / name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/<name>``, a CSV with a heading line."""
    return list(csv.DictReader(read_text(name).splitlines()))


def read_table(name: str) -> dict[str, Any]:
    """The content of ``data/<name>``, a TOML file."""
    return tomllib.loads(read_text(name))


def split_list(text: str) -> tuple[str, ...]:
    """``"a; b;c"`` as ``("a", "b", "c")``; line breaks are spaces."""
    return tuple(" ".join(part.split()) for part in text.split(";") if part.strip())
