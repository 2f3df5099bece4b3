"""Does the product understand real needs? French public contracts: their CPV division and group from words alone.

The measured file is never learnt from. Some notices hold hundreds of lots, so every figure is the average over
notices of the notice's average over lots.
"""

from __future__ import annotations

import csv
import hashlib
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.text_baselines import bm25
from matchmaker.reference.cpv import read_official_file
from matchmaker.reference.cpv_recognition import CpvRecogniser
from matchmaker.scoring.encoding import encode
from matchmaker.scoring.fit import fit
from matchmaker.scoring.profile import NeedText, OfferText, Profile
from matchmaker.scoring.vocabulary import Vocabulary, read
from matchmaker.scoring.weights import Weights

FIRST = 5


class Half(StrEnum):
    """A part of the measured file, split by buyer: ``looked_at`` while working, ``kept_back`` for the end."""

    LOOKED_AT = "looked_at"
    KEPT_BACK = "kept_back"


@dataclass(frozen=True)
class Lot:
    """A lot of a notice, as published; ``cpv`` has eight digits."""

    notice: str
    title: str
    description: str
    cpv: str
    buyer: str

    @property
    def half(self) -> Half:
        """The half its buyer fell in, by a hash of the buyer's name."""
        digest = hashlib.sha256(self.buyer.strip().lower().encode()).hexdigest()
        return Half.KEPT_BACK if int(digest, 16) % 2 else Half.LOOKED_AT


@dataclass(frozen=True)
class Figures:
    """What is measured; shares and mean average precisions in 0..1, per-notice averages."""

    lots: int
    notices: int
    division_at_1: float
    division_at_5: float
    group_at_1: float
    group_at_5: float
    same_group_map: float
    same_group_map_bm25: float
    seconds: float


def read_lots(path: Path) -> list[Lot]:
    """The lots of a file with columns notice, title, description, cpv, buyer.

    Raises:
        ValueError: a column is missing, with its name.
    """
    columns = ("notice", "title", "description", "cpv", "buyer")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name}\u00a0: colonne absente, {', '.join(sorted(missing))}")
        return [Lot(**{column: row[column] for column in columns}) for row in reader]


def measure_file(path: Path, official: Path | None, half: Half | None = None) -> Figures:
    """All figures on a file of lots, or on one half of its buyers; ``official`` is the official CPV file.

    Raises:
        ValueError: one of the files lacks a column, or no lot is left to measure.
    """
    lots = [lot for lot in read_lots(path) if half is None or lot.half is half]
    if not lots:
        raise ValueError(f"{path.name}\u00a0: aucun lot à mesurer")
    return measure(lots, CpvRecogniser(read_official_file(official) if official else ()))


def measure(lots: Sequence[Lot], recogniser: CpvRecogniser) -> Figures:
    """All figures on ``lots``; ``seconds`` covers recognition and the match scores, not the baseline."""
    begun = time.perf_counter()
    found = [recogniser.best(lot.title, lot.description, FIRST) for lot in lots]
    scores = match_scores(lots)
    seconds = time.perf_counter() - begun
    texts = [f"{lot.title} {lot.description}" for lot in lots]
    notices = [lot.notice for lot in lots]
    return Figures(
        lots=len(lots),
        notices=len(set(notices)),
        division_at_1=_mean(notices, [lot.cpv[:2] == d[0] for lot, (d, _) in zip(lots, found, strict=True)]),
        division_at_5=_mean(notices, [lot.cpv[:2] in d for lot, (d, _) in zip(lots, found, strict=True)]),
        group_at_1=_mean(notices, [lot.cpv[:3] == g[0] for lot, (_, g) in zip(lots, found, strict=True)]),
        group_at_5=_mean(notices, [lot.cpv[:3] in g for lot, (_, g) in zip(lots, found, strict=True)]),
        same_group_map=same_group_map(lots, scores),
        same_group_map_bm25=same_group_map(lots, bm25(texts, texts)),
        seconds=round(seconds, 2),
    )


def match_scores(lots: Sequence[Lot]) -> NDArray[np.float64]:
    """The product's fit of every lot, as a need, with every lot, as an offer, shape (lots, lots)."""
    profiles = [
        Profile(
            str(number),
            needs=(NeedText(str(number), lot.title, lot.description),),
            offers=(OfferText(str(number), lot.title, lot.description),),
        )
        for number, lot in enumerate(lots)
    ]
    vocabulary = Vocabulary.of([read(lot.title, lot.description) for lot in lots])
    needs, offers = encode(profiles, "needs", vocabulary), encode(profiles, "offers", vocabulary)
    return fit(needs, offers, {}, Weights()).whole.astype(np.float64)


def same_group_map(lots: Sequence[Lot], scores: NDArray[np.float64]) -> float:
    """Mean average precision of finding, by ``scores``, the lots of other buyers in the same CPV group."""
    groups, buyers = (
        np.array([lot.cpv[:3] for lot in lots]),
        np.array([lot.buyer.strip().lower() for lot in lots]),
    )
    notices, precisions = [], []
    for row, lot in enumerate(lots):
        others = np.flatnonzero(buyers != buyers[row])
        order = others[np.argsort(-scores[row, others], kind="stable")]
        hits = np.flatnonzero(groups[order] == groups[row])
        if len(hits):
            notices.append(lot.notice)
            precisions.append(float(np.mean(np.arange(1, len(hits) + 1) / (hits + 1))))
    return _mean(notices, precisions)


def _mean(notices: Sequence[str], values: Sequence[float]) -> float:
    by_notice: dict[str, list[float]] = defaultdict(list)
    for notice, value in zip(notices, values, strict=True):
        by_notice[notice].append(float(value))
    return round(float(np.mean([np.mean(lots) for lots in by_notice.values()])), 4) if by_notice else 0.0
