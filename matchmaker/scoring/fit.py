"""How well an offer answers a need: the subject leads, circumstances take away, filters forbid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.scoring import criteria
from matchmaker.scoring.encoding import Encoded
from matchmaker.scoring.vocabulary import Floats
from matchmaker.scoring.weights import Weights

FULL_WORDS = np.float32(
    0.45
)  # texts of two hands never share all words: a cosine from there on counts as full

HALF = np.float32(0.28)  # among the labelled pairs of that raw fit about half are good


@dataclass(frozen=True)
class Fit:
    """n needs against m offers: every criterion, what is allowed, and the whole, each of shape (n, m)."""

    values: Mapping[str, Floats]
    allowed: NDArray[np.bool_]
    whole: Floats


def fit(
    needs: Encoded, offers: Encoded, may_answer: Mapping[str, NDArray[np.bool_]], weights: Weights
) -> Fit:
    """Compare all needs with all offers.

    ``raw = subject · Π (1 - w_c · (1 - c))`` over the criteria c territory, conditions, capacity and calendar; then
    ``whole = (1 + HALF²) · raw² / (raw² + HALF²)``, so that ½ means "as likely good as not", and 0 where a filter
    forbids; ``subject`` is the weighed mean of sector, codes and words. ``may_answer`` says for
    each kind of reservation which of the offers' owners may answer.
    """
    values = {
        "sector": criteria.sector_fit(needs, offers),
        "codes": criteria.code_fit(needs, offers),
        "words": np.minimum(criteria.word_fit(needs, offers) / FULL_WORDS, np.float32(1)),
        "territory": criteria.territory_fit(needs, offers),
        "conditions": criteria.condition_fit(needs, offers),
        "capacity": criteria.capacity_fit(needs, offers),
        "calendar": criteria.calendar_fit(needs, offers),
    }
    allowed = criteria.legal_filter(needs, may_answer, offers) & criteria.territory_filter(needs, offers)
    return Fit(values, allowed, np.where(allowed, _whole(values, weights), np.float32(0)))


def _whole(values: Mapping[str, Floats], weights: Weights) -> Floats:
    whole = np.zeros_like(values["sector"])
    for name in ("sector", "codes", "words"):
        whole += np.float32(getattr(weights, name) / weights.subject) * values[name]
    for name in ("territory", "conditions", "capacity", "calendar"):
        whole *= 1 - np.float32(getattr(weights, name)) * (1 - values[name])
    square = whole * whole
    return np.asarray((1 + HALF**2) * square / (square + HALF**2), dtype=np.float32)
