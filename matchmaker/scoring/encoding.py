"""Needs and offers as arrays, so that criteria are computed for thousands of pairs at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference import conditions, cpv_recognition, sectors, structures, territories
from matchmaker.reference.recognition import DESCRIPTION_WEIGHT, Passage, passages, telling
from matchmaker.reference.words import stems
from matchmaker.scoring.profile import NeedText, OfferText, Profile

Floats = NDArray[np.float32]

KEPT = 6
DECLARED = 0.9  # a declared sector, against 1 for the one that the words speak of most
SHARPNESS = 2.0
CLEAR = 5.0  # the strength of one telling word: below it, a text has not said what it is about

Entry = NeedText | OfferText


@dataclass(frozen=True)
class Vocabulary:
    """The number of each stem, and how much it tells (``recognition.telling``)."""

    numbers: Mapping[str, int]
    idf: NDArray[np.float64]

    @classmethod
    def of(cls, texts: Sequence[Mapping[str, float]]) -> Vocabulary:
        """The vocabulary of all ``texts``, each given as its stems."""
        users = Counter(stem for text in texts for stem in text)
        idf = [telling(stem, len(texts), count) for stem, count in users.items()]
        return cls({stem: number for number, stem in enumerate(users)}, np.array(idf))


@dataclass(frozen=True)
class Words:
    """The weighed words of n texts in rows: ``stem[start[i]:start[i + 1]]`` with unit-length ``weight``."""

    start: NDArray[np.intp]
    stem: NDArray[np.intp]
    weight: Floats

    def __len__(self) -> int:
        return len(self.start) - 1

    def take(self, rows: NDArray[np.intp]) -> Words:
        """The texts ``rows``, in that order."""
        length = self.start[rows + 1] - self.start[rows]
        start = np.concatenate([[0], np.cumsum(length)]).astype(np.intp)
        at = np.repeat(self.start[rows] - start[:-1], length) + np.arange(start[-1])
        return Words(start, self.stem[at], self.weight[at])

    def joined(self, other: Words) -> Words:
        """These texts, then those of ``other``."""
        start = np.concatenate([self.start, self.start[-1] + other.start[1:]])
        return Words(
            start, np.concatenate([self.stem, other.stem]), np.concatenate([self.weight, other.weight])
        )


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


def weighed_stems(entry: Entry) -> dict[str, float]:
    """The stems of a need or offer with the weight of the place where each stands."""
    weights = dict.fromkeys(stems(entry.description), DESCRIPTION_WEIGHT)
    return weights | dict.fromkeys(stems(entry.title), 1.0)


def encode(profiles: Sequence[Profile], kind: str, vocabulary: Vocabulary) -> Encoded:
    """The ``kind`` ("needs" or "offers") of all profiles, in order."""
    pairs = [(owner, entry) for owner, profile in enumerate(profiles) for entry in getattr(profile, kind)]
    entries = tuple(entry for _, entry in pairs)
    weighed = [weighed_stems(entry) for entry in entries]
    return Encoded(
        entries=entries,
        owner=np.array([owner for owner, _ in pairs], dtype=np.intp),
        words=_encode_words(weighed, vocabulary),
        sector=_encode_sectors(entries),
        codes=_encode_codes(entries),
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


def _encode_words(weighed: Sequence[Mapping[str, float]], vocabulary: Vocabulary) -> Words:
    start, numbers, weights = [0], list[int](), list[NDArray[np.float64]]()
    for text in weighed:
        known = {vocabulary.numbers[s]: w for s, w in text.items() if s in vocabulary.numbers}
        values = vocabulary.idf[list(known)] * np.fromiter(known.values(), float) if known else np.zeros(0)
        numbers.extend(known)
        weights.append(values / (np.linalg.norm(values) or 1.0))
        start.append(len(numbers))
    joined = np.concatenate(weights) if weights else np.zeros(0)
    return Words(np.array(start, dtype=np.intp), np.array(numbers, dtype=np.intp), joined.astype(np.float32))


def _encode_sectors(entries: Sequence[Entry]) -> Floats:
    rows = np.zeros((len(entries), len(sectors.all_sectors())), dtype=np.float32)
    for row, entry in enumerate(entries):
        rows[row] = _told_sectors(passages(entry.title, entry.description), entry.sectors)
    return rows


def _told_sectors(text: Sequence[Passage], declared: Iterable[str]) -> NDArray[np.float64]:
    """What one text is about: its strongest sectors by words, and the declared ones."""
    told = _sharpened(sectors.recogniser().strengths(text))
    for code in declared:
        if code in _sector_numbers():
            told[_sector_numbers()[code]] = max(told[_sector_numbers()[code]], DECLARED)
    return told


def _encode_codes(entries: Sequence[Entry]) -> Floats:
    """The CPV groups that each text speaks of."""
    known = cpv_recognition.recogniser()
    rows = np.zeros((len(entries), len(known.groups)), dtype=np.float32)
    for row, entry in enumerate(entries):
        told = _sharpened(known.strengths(entry.title, entry.description)[1])
        rows[row] = told / (np.linalg.norm(told) or 1.0)
    return rows


def _sharpened(strengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ``KEPT`` strongest, against the strongest, squared: further ones are echoes of single words.

    Where even the strongest is not clear, all stay below 1: a hint is not turned into a certainty.
    """
    kept = np.where(strengths >= np.partition(strengths, -KEPT)[-KEPT], strengths, 0)
    return np.asarray((kept / max(kept.max(), CLEAR)) ** SHARPNESS, dtype=np.float64)


@cache
def _sector_numbers() -> dict[str, int]:
    return {sector.code: number for number, sector in enumerate(sectors.all_sectors())}


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
