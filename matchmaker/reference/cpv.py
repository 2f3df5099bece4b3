"""The Common Procurement Vocabulary (regulation (EC) 213/2008): its 45 divisions and 272 groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matchmaker.reference.data_files import read_added_rows, read_rows


@dataclass(frozen=True)
class Cpv:
    """A division (``code`` of two digits) or group (three digits), or a finer code that an organiser imported."""

    code: str
    label: str
    label_en: str

    @property
    def division(self) -> str:
        """The two digits of its division."""
        return self.code[:2]


@cache
def divisions() -> tuple[Cpv, ...]:
    """The 45 divisions, by code."""
    return tuple(entry for entry in _entries() if len(entry.code) == 2)


@cache
def groups() -> tuple[Cpv, ...]:
    """The 272 groups, by code."""
    return tuple(entry for entry in _entries() if len(entry.code) == 3)


def find(code: str) -> Cpv | None:
    """The finest known entry for a CPV code: ``"39130000-2"`` → group 391; None outside the vocabulary."""
    digits = code.replace(" ", "").partition("-")[0]
    return _by_code().get(digits[:3]) or _by_code().get(digits[:2])


def read_official_file(path: Path) -> tuple[Cpv, ...]:
    """All codes of an official CPV file (CSV with ``code``, ``label_fr``, ``label_en``), for organisers who go further.

    Raises:
        TableError: a column is missing, with its name, or the file is no CSV.
    """
    rows = read_added_rows(path, ("code", "label_fr", "label_en"))
    return tuple(Cpv(row["code"], row["label_fr"], row["label_en"]) for row in rows)


@cache
def _entries() -> tuple[Cpv, ...]:
    return tuple(Cpv(row["code"], row["label_fr"], row["label_en"]) for row in read_rows("cpv.csv"))


@cache
def _by_code() -> dict[str, Cpv]:
    return {entry.code: entry for entry in _entries()}
