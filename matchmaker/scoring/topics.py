"""What needs and offers are about: sectors and CPV groups, from their words and from what is declared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference import cpv_recognition, sectors
from matchmaker.reference.recognition import Passage
from matchmaker.scoring.vocabulary import Floats

KEPT = 6
DECLARED = 0.9  # a declared sector, against 1 for the one that the words speak of most
SHARPNESS = 2.0
CLEAR = 5.0  # the strength of one telling word: below it, a text has not said what it is about


def sector_rows(texts: Sequence[Sequence[Passage]], declared: Sequence[tuple[str, ...]]) -> Floats:
    """The sectors that each text speaks of or that are declared with it, shape (texts, sectors), in 0..1."""
    rows = np.zeros((len(texts), len(sectors.all_sectors())), dtype=np.float32)
    for row, (text, codes) in enumerate(zip(texts, declared, strict=True)):
        rows[row] = _told_sectors(text, codes)
    return rows


def _told_sectors(text: Sequence[Passage], declared: Iterable[str]) -> NDArray[np.float64]:
    """What one text is about: its strongest sectors by words, and the declared ones."""
    told = _sharpened(sectors.recogniser().strengths(text))
    for code in declared:
        if code in _sector_numbers():
            told[_sector_numbers()[code]] = max(told[_sector_numbers()[code]], DECLARED)
    return told


def code_rows(texts: Sequence[Sequence[Passage]]) -> Floats:
    """The CPV groups that each text speaks of, shape (texts, groups), rows of unit length or zero."""
    known = cpv_recognition.recogniser()
    rows = np.zeros((len(texts), len(known.groups)), dtype=np.float32)
    for row, text in enumerate(texts):
        told = _sharpened(known.strengths(text)[1])
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
