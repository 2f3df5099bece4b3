"""Is a structure ranked lower for writing less, or for being small? Measured on the labelled set."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.matching import LabelledSet
from matchmaker.scoring.profile import Profile
from matchmaker.scoring.ranking import Ranking

GOOD = 2
SMALL_EUROS = 60_000


@dataclass(frozen=True)
class Bias:
    """Mean ranks (1 is best) of good offers (label 2 or 3) among all offers of their need.

    ``written_in_full`` and ``title_only`` are the same offers, each shortened alone while the others stay as they are;
    ``small`` and ``large`` are disjoint: up to ``SMALL_EUROS`` of capacity, and above. ``best_three_…`` are shares.
    """

    good_pairs: int
    written_in_full: float
    title_only: float
    small: float
    large: float
    best_three_in_full: float
    best_three_title_only: float


def measure(labelled: LabelledSet) -> Bias:
    """Ranks of the good offers as they are, shortened, and by size."""
    ranking = Ranking(labelled.needs, labelled.offers)
    full = ranks(ranking.scores.mutual)
    short = np.empty_like(full)
    for place, offer in enumerate(labelled.offers):
        ranking.replace_right(_shortened(offer))
        short[:, place] = ranks(ranking.scores.mutual)[:, place]
        ranking.replace_right(offer)
    good = labelled.labels >= GOOD
    small = np.array([all((o.largest_euros or 0) <= SMALL_EUROS for o in p.offers) for p in labelled.offers])
    return Bias(
        good_pairs=int(good.sum()),
        written_in_full=_mean(full[good]),
        title_only=_mean(short[good]),
        small=_mean(full[good & small]),
        large=_mean(full[good & ~small]),
        best_three_in_full=_mean(full[good] <= 3),
        best_three_title_only=_mean(short[good] <= 3),
    )


def ranks(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The rank of each offer for each need, 1 for the best; equal scores share the better rank."""
    return np.array([[1 + int((row > value).sum()) for value in row] for row in scores])


def _mean(values: NDArray[np.generic]) -> float:
    return round(float(np.mean(values.astype(float))), 3) if values.size else 0.0


def _shortened(profile: Profile) -> Profile:
    return replace(profile, offers=tuple(replace(offer, description="") for offer in profile.offers))
