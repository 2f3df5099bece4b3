"""The public verb: two sides of profiles in, their best pairs with scores and reasons out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.scoring.deals import Deal, best_deals
from matchmaker.scoring.profile import Profile
from matchmaker.scoring.reasons import Reason, reasons_of_deal, reasons_of_profiles
from matchmaker.scoring.sides import Side, refused, score_sides
from matchmaker.scoring.vocabulary import Vocabulary, read
from matchmaker.scoring.weights import Weights

FULL = 1000


@dataclass(frozen=True)
class ScoredPair:
    """A pair by the ids of its profiles; scores in 0..1000: what each side would give, and the mutual ``score``.

    ``need`` and ``offer`` are the ids of the best-fitting pair behind it, None where only wishes speak for it.
    """

    a: str
    b: str
    score: int
    left_score: int
    right_score: int
    reasons: tuple[Reason, ...]
    need: str | None = None
    offer: str | None = None


def rank(
    left: Sequence[Profile],
    right: Sequence[Profile],
    *,
    weights: Weights | None = None,
    allowed: NDArray[np.bool_] | None = None,
    keep: int = 50,
) -> list[ScoredPair]:
    """The best pairs of ``left`` and ``right``, best first.

    A pair is kept if it is among the best ``keep`` of either side's profile.

    Args:
        left: One side, say the buyers.
        right: The other side, say the structures.
        weights: How much each criterion counts; by default ``Weights()``.
        allowed: Who may meet whom, shape (left, right); by default everybody. A "no" always forbids.
        keep: How many pairs to keep for each profile.

    Raises:
        ValueError: ``allowed`` has another shape, two profiles of a side share an id, or ``keep`` is below 1.
    """
    return Ranking(left, right, weights=weights, allowed=allowed, keep=keep).pairs()


class Ranking:
    """A ranking that stays in memory, so that one changed profile is scored again without the others.

    ``scores`` and ``allowed`` (who may meet whom, refusals taken away) have the shape (left, right). ``vocabulary``
    is that of both sides, unless they are a part of a larger event, whose words then tell as much as they do there.
    """

    def __init__(
        self,
        left: Sequence[Profile],
        right: Sequence[Profile],
        *,
        weights: Weights | None = None,
        allowed: NDArray[np.bool_] | None = None,
        keep: int = 50,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        if keep < 1:
            raise ValueError(f"at least one pair is kept for each profile, not {keep}")
        for side in (left, right):
            if len({profile.id for profile in side}) < len(side):
                raise ValueError("two profiles of one side share an id")
        if allowed is not None and allowed.shape != (len(left), len(right)):
            raise ValueError(f"allowed has shape {allowed.shape}, the sides need {(len(left), len(right))}")
        self.weights, self.keep = weights or Weights(), keep
        self.vocabulary = vocabulary or vocabulary_of((*left, *right))
        self.left, self.right = Side.of(left, self.vocabulary), Side.of(right, self.vocabulary)
        self._may_meet = np.ones((len(left), len(right)), dtype=bool) if allowed is None else allowed.copy()
        self.allowed = self._may_meet & ~refused(self.left, self.right)
        self.scores = score_sides(self.left, self.right, self.weights)

    def pairs(self) -> list[ScoredPair]:
        """All kept pairs, best first."""
        kept = self._kept()
        rows = [(np.array([row]), np.flatnonzero(kept[row])) for row in range(len(self.left))]
        found = [pair for left, right in rows if len(right) for pair in self._explained(left, right)]
        return sorted(found, key=lambda pair: (-pair.score, pair.a, pair.b))

    def ranks(self) -> NDArray[np.intp]:
        """The place of each right profile for each left one, 1 for the best, shape (left, right); the forbidden last."""
        score = np.where(self.allowed, self.scores.mutual, -1)
        order = np.argsort(-score, axis=1, kind="stable")
        places = np.empty_like(order)
        np.put_along_axis(places, order, np.arange(1, score.shape[1] + 1)[None, :], axis=1)
        return places

    def deal(self, a: str, b: str) -> Deal | None:
        """The need and offer behind one pair, whether kept or not; None where nothing fits or one takes no part."""
        places = [
            {p.id: n for n, p in enumerate(side.profiles)}.get(i)
            for side, i in ((self.left, a), (self.right, b))
        ]
        if None in places:
            return None
        here, there = self.left.take(np.array(places[:1])), self.right.take(np.array(places[1:]))
        forth, back = best_deals(here, there, self.weights), best_deals(there, here, self.weights)
        return _better(forth.get((0, 0)), back.get((0, 0)))

    def _kept(self) -> NDArray[np.bool_]:
        score = np.where(self.allowed, self.scores.mutual, -1)
        kept = np.zeros_like(self.allowed)
        for axis, size in enumerate(score.shape):
            if size <= self.keep:
                return self.allowed
            best = np.argpartition(-score, self.keep - 1, axis=axis)
            np.put_along_axis(kept, np.take(best, range(self.keep), axis=axis), values=True, axis=axis)
        return kept & self.allowed

    def _explained(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> list[ScoredPair]:
        """All pairs of the left profiles at ``left`` with the right ones at ``right``, with their reasons."""
        here, there = self.left.take(left), self.right.take(right)
        forth, back = best_deals(here, there, self.weights), best_deals(there, here, self.weights)
        return [
            self._pair(a, b, _better(forth.get((m, n)), back.get((n, m))))
            for m, a in enumerate(left.tolist())
            for n, b in enumerate(right.tolist())
        ]

    def _pair(self, a: int, b: int, deal: Deal | None) -> ScoredPair:
        left, right = self.left.profiles[a], self.right.profiles[b]
        reasons = [*(reasons_of_deal(deal) if deal else ()), *reasons_of_profiles(left, right)]
        return ScoredPair(
            a=left.id,
            b=right.id,
            score=_points(self.scores.mutual[a, b]),
            left_score=_points(self.scores.left[a, b]),
            right_score=_points(self.scores.right[a, b]),
            reasons=tuple(reasons),
            need=deal.need.id if deal else None,
            offer=deal.offer.id if deal else None,
        )

    def replace_right(self, profile: Profile) -> list[ScoredPair]:
        """Score one changed profile of the right side again; its kept pairs, best first.

        Words that no text had when the ranking was built count for nothing until it is built anew.

        Raises:
            ValueError: no profile of the right side has that id.
        """
        place = next((n for n, old in enumerate(self.right.profiles) if old.id == profile.id), None)
        if place is None:
            raise ValueError(f"no profile {profile.id} on the right side")
        changed = Side.of([profile], self.vocabulary)
        self.right = self.right.replaced(place, changed)
        column = score_sides(self.left, changed, self.weights)
        for whole, part in zip(self.scores.tables(), column.tables(), strict=True):
            whole[:, place] = part[:, 0]
        self.allowed[:, place] = self._may_meet[:, place] & ~refused(self.left, changed)[:, 0]
        kept = np.flatnonzero(self._kept_of_right(place))
        found = self._explained(kept, np.array([place])) if len(kept) else []
        return sorted(found, key=lambda pair: (-pair.score, pair.a))

    def _kept_of_right(self, place: int) -> NDArray[np.bool_]:
        """Which pairs of one right profile are kept: fewer than ``keep`` are better, seen from either side."""
        score = np.where(self.allowed, self.scores.mutual, -1)
        own = score[:, place]
        better_rights, better_lefts = (
            (score > own[:, None]).sum(axis=1),
            (own[None, :] > own[:, None]).sum(axis=1),
        )
        near = np.minimum(better_rights, better_lefts) < self.keep
        return np.asarray(self.allowed[:, place] & near, dtype=bool)


def vocabulary_of(profiles: Iterable[Profile]) -> Vocabulary:
    """The words of all their needs and offers."""
    return Vocabulary.of(
        [read(entry.title, entry.description) for profile in profiles for entry in profile.entries]
    )


def _better(forth: Deal | None, back: Deal | None) -> Deal | None:
    return max((deal for deal in (forth, back) if deal), key=lambda deal: deal.whole, default=None)


def _points(value: np.float32) -> int:
    return round(float(value) * FULL)
