"""What other weights would change: who comes into, leaves or moves within each organisation's best pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.scoring.profile import Profile
from matchmaker.scoring.ranking import FULL, Ranking
from matchmaker.scoring.weights import Weights


@dataclass(frozen=True)
class Shift:
    """A pair by the ids of its profiles, its rank for ``a`` (1 is best) and its score, before and after."""

    a: str
    b: str
    rank_before: int
    rank_after: int
    score_before: int
    score_after: int


def shifts(
    left: Sequence[Profile],
    right: Sequence[Profile],
    before: Weights,
    after: Weights,
    *,
    allowed: NDArray[np.bool_] | None = None,
    top: int = 10,
) -> list[Shift]:
    """The pairs among the first ``top`` of a left profile, before or after, whose rank changes; largest move first."""
    old, new = (Ranking(left, right, weights=weights, allowed=allowed) for weights in (before, after))
    rank_before, rank_after = old.ranks(), new.ranks()
    moved = old.allowed & (np.minimum(rank_before, rank_after) <= top) & (rank_before != rank_after)
    found = [
        Shift(
            a=left[a].id,
            b=right[b].id,
            rank_before=int(rank_before[a, b]),
            rank_after=int(rank_after[a, b]),
            score_before=round(float(old.scores.mutual[a, b]) * FULL),
            score_after=round(float(new.scores.mutual[a, b]) * FULL),
        )
        for a, b in np.argwhere(moved).tolist()
    ]
    return sorted(found, key=lambda shift: -abs(shift.rank_before - shift.rank_after))
