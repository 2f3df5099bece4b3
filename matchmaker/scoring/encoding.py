"""Needs and offers as arrays, so that criteria are computed for thousands of pairs at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference import conditions, structures, territories
from matchmaker.scoring.profile import NeedText, OfferText, Profile
from matchmaker.scoring.topics import code_rows, sector_rows
from matchmaker.scoring.vocabulary import Floats, Vocabulary, Words, encode_words, read

Entry = NeedText | OfferText


@dataclass(frozen=True)
class Encoded:
    """n needs or offers as arrays; row i belongs to profile ``owner[i]``, rows of a profile stand together."""

    entries: tuple[Entry, ...]
    owner: NDArray[np.intp]
    words: Words
    sector: Floats  # (n, sectors), largest value 1, or a row of zeros where nothing is known
    codes: Floats  # (n, CPV groups), rows of unit length or zero
    cells: NDArray[np.bool_]  # (n, cells); a row without any is a territory not told
    conditions: Floats  # (n, conditions), 0 or 1
    euros: Floats  # (n,), NaN where not told
    starts: Floats  # (n,), ordinal days, -inf where open
    ends: Floats  # (n,), ordinal days, inf where open

    def __len__(self) -> int:
        return len(self.entries)

    def take(self, rows: NDArray[np.intp]) -> Encoded:
        """The rows ``rows``, in that order."""
        return Encoded(
            tuple(self.entries[row] for row in rows),
            self.owner[rows],
            self.words.take(rows),
            self.sector[rows],
            self.codes[rows],
            self.cells[rows],
            self.conditions[rows],
            self.euros[rows],
            self.starts[rows],
            self.ends[rows],
        )

    def of(self, owners: NDArray[np.intp]) -> Encoded:
        """The rows of these profiles, profile by profile."""
        first, last = np.searchsorted(self.owner, owners), np.searchsorted(self.owner, owners, side="right")
        rows = np.concatenate(
            [np.zeros(0, np.intp), *(np.arange(a, b) for a, b in zip(first, last, strict=True))]
        )
        taken = self.take(rows)
        return replace(taken, owner=np.repeat(np.arange(len(owners)), last - first))

    def joined(self, other: Encoded) -> Encoded:
        """These rows, then those of ``other``."""
        return Encoded(
            self.entries + other.entries,
            np.concatenate([self.owner, other.owner]),
            self.words.joined(other.words),
            np.concatenate([self.sector, other.sector]),
            np.concatenate([self.codes, other.codes]),
            np.concatenate([self.cells, other.cells]),
            np.concatenate([self.conditions, other.conditions]),
            np.concatenate([self.euros, other.euros]),
            np.concatenate([self.starts, other.starts]),
            np.concatenate([self.ends, other.ends]),
        )

    def replaced(self, owner: int, other: Encoded) -> Encoded:
        """With the rows of profile ``owner`` replaced by ``other``."""
        before, after = np.flatnonzero(self.owner < owner), np.flatnonzero(self.owner > owner)
        new = replace(other, owner=np.full(len(other), owner, dtype=np.intp))
        return self.take(before).joined(new).joined(self.take(after))


def encode(profiles: Sequence[Profile], kind: str, vocabulary: Vocabulary) -> Encoded:
    """The ``kind`` ("needs" or "offers") of all profiles, in order."""
    pairs = [(owner, entry) for owner, profile in enumerate(profiles) for entry in getattr(profile, kind)]
    entries = tuple(entry for _, entry in pairs)
    texts = [read(entry.title, entry.description) for entry in entries]
    return Encoded(
        entries=entries,
        owner=np.array([owner for owner, _ in pairs], dtype=np.intp),
        words=encode_words(texts, vocabulary),
        sector=sector_rows(texts, [entry.sectors for entry in entries]),
        codes=code_rows(texts),
        cells=_encode_cells([entry.territories or profiles[owner].territories for owner, entry in pairs]),
        conditions=_encode_conditions(entries),
        euros=np.array([_euros(entry) for entry in entries], dtype=np.float32),
        starts=np.array([_day(entry.starts_on, -math.inf) for entry in entries], dtype=np.float32),
        ends=np.array([_day(entry.ends_on, math.inf) for entry in entries], dtype=np.float32),
    )


def eligible(profiles: Sequence[Profile]) -> dict[str, NDArray[np.bool_]]:
    """For each kind of reservation, which profiles may answer, shape (profiles,)."""
    return {
        kind.code: np.array(
            [structures.may_answer_reserved(p.agreements, kind.code, p.legal_form) for p in profiles],
            dtype=bool,
        )
        for kind in structures.RESERVATIONS
    }


def _encode_cells(named: Sequence[tuple[str, ...]]) -> NDArray[np.bool_]:
    rows = np.zeros((len(named), len(territories.cells())), dtype=bool)
    for row, codes in enumerate(named):
        rows[row, list(_cells_of(codes))] = True
    return rows


@cache
def _cells_of(codes: tuple[str, ...]) -> frozenset[int]:
    found = (territories.find(code) for code in codes)
    return frozenset().union(*(territory.cells for territory in found if territory))


def _encode_conditions(entries: Sequence[Entry]) -> Floats:
    numbers = {condition.code: number for number, condition in enumerate(conditions.CONDITIONS)}
    rows = np.zeros((len(entries), len(numbers)), dtype=np.float32)
    for row, entry in enumerate(entries):
        rows[row, [numbers[code] for code in entry.conditions if code in numbers]] = 1
    return rows


def _euros(entry: Entry) -> float:
    told = entry.euros if isinstance(entry, NeedText) else entry.largest_euros
    return math.nan if told is None else float(told)


def _day(day: date | None, otherwise: float) -> float:
    return float(day.toordinal()) if day else otherwise
