"""The two sides of a ranking as arrays, and the score of every pair between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.scoring.encoding import Encoded, eligible, encode
from matchmaker.scoring.fit import fit
from matchmaker.scoring.profile import Liking, Profile
from matchmaker.scoring.vocabulary import Floats, Vocabulary
from matchmaker.scoring.weights import Weights

BLOCK = 3_000_000  # pairs of a need and an offer compared at once, 12 MB a criterion
WARMTH = {Liking.MUST: 1.0, Liking.WANT: 0.6, Liking.RATHER_NOT: -1.0, Liking.NO: -1.0}


@dataclass(frozen=True)
class Side:
    """Profiles with their needs and offers as arrays."""

    profiles: tuple[Profile, ...]
    needs: Encoded
    offers: Encoded
    may_answer: Mapping[str, NDArray[np.bool_]]

    @classmethod
    def of(cls, profiles: Sequence[Profile], vocabulary: Vocabulary) -> Side:
        """Encode ``profiles``."""
        return cls(
            tuple(profiles),
            encode(profiles, "needs", vocabulary),
            encode(profiles, "offers", vocabulary),
            eligible(profiles),
        )

    def __len__(self) -> int:
        return len(self.profiles)

    def take(self, rows: NDArray[np.intp]) -> Side:
        """The profiles at ``rows`` as a side of their own."""
        return Side(
            tuple(self.profiles[row] for row in rows),
            self.needs.of(rows),
            self.offers.of(rows),
            {kind: flags[rows] for kind, flags in self.may_answer.items()},
        )

    def replaced(self, place: int, changed: Side) -> Side:
        """With the profile at ``place`` replaced by the only one of ``changed``."""
        may_answer = {kind: flags.copy() for kind, flags in self.may_answer.items()}
        for kind, flags in may_answer.items():
            flags[place] = changed.may_answer[kind][0]
        return Side(
            (*self.profiles[:place], *changed.profiles, *self.profiles[place + 1 :]),
            self.needs.replaced(place, changed.needs),
            self.offers.replaced(place, changed.offers),
            may_answer,
        )


@dataclass(frozen=True)
class Scores:
    """What each side would give (0..1) and the mutual score, each of shape (left, right)."""

    left: Floats
    right: Floats
    mutual: Floats

    def tables(self) -> tuple[Floats, Floats, Floats]:
        """The three of them, in order."""
        return self.left, self.right, self.mutual


@dataclass(frozen=True)
class DealScores:
    """One side's needs against the other's offers, by pair of profiles, each of shape (seekers, providers)."""

    best: Floats
    seeker_breadth: Floats
    provider_breadth: Floats


def score_sides(left: Side, right: Side, weights: Weights) -> Scores:
    """Score every pair of ``left`` and ``right``; hard filters between profiles are the caller's."""
    forth, back = find_deals(left, right, weights), find_deals(right, left, weights)
    best = np.maximum(forth.best, back.best.T)
    left_view = _widen(best, np.maximum(forth.seeker_breadth, back.provider_breadth.T), weights)
    right_view = _widen(best, np.maximum(forth.provider_breadth, back.seeker_breadth.T), weights)
    left_view = _with_wishes(left_view, warmth(left, right), weights)
    right_view = _with_wishes(right_view, warmth(right, left).T, weights)
    fresh = 1 - np.float32(weights.already_met) * already_met(left, right)
    left_view, right_view = left_view * fresh, right_view * fresh
    uneven = np.float32(weights.balance) * np.abs(left_view - right_view)
    return Scores(left_view, right_view, (left_view + right_view) / 2 * (1 - uneven))


def find_deals(seekers: Side, providers: Side, weights: Weights) -> DealScores:
    """The best fit between each seeker's needs and each provider's offers, and how much there is beyond it."""
    shape = (len(seekers), len(providers))
    deals = DealScores(*(np.zeros(shape, dtype=np.float32) for _ in range(3)))
    if not len(seekers.needs) or not len(providers.offers):
        return deals
    for rows in _blocks(seekers.needs, max(1, BLOCK // len(providers.offers))):
        needs = seekers.needs.take(rows)
        whole = fit(needs, providers.offers, providers.may_answer, weights).whole
        _put(deals, whole, needs.owner, providers.offers.owner)
    return deals


def _put(deals: DealScores, whole: Floats, seeker: NDArray[np.intp], provider: NDArray[np.intp]) -> None:
    """Sum up a block of fits, (needs, offers), by pair of profiles."""
    rows, columns = np.flatnonzero(np.diff(seeker, prepend=-1)), np.flatnonzero(np.diff(provider, prepend=-1))
    where = np.ix_(seeker[rows], provider[columns])
    by_need = np.maximum.reduceat(whole, columns, axis=1)
    by_offer = np.maximum.reduceat(whole, rows, axis=0)
    deals.best[where] = np.maximum.reduceat(by_need, rows, axis=0)
    deals.seeker_breadth[where] = _beyond_best(by_need, rows, 0)
    deals.provider_breadth[where] = _beyond_best(by_offer, columns, 1)


def _beyond_best(found: Floats, starts: NDArray[np.intp], axis: int) -> Floats:
    """``1 - Π (1 - f²)`` over a profile's needs (or offers) but its best one: weak fits add next to nothing."""
    remaining = np.log1p(-(np.minimum(found, np.float32(0.999)) ** 2))
    others = np.add.reduceat(remaining, starts, axis=axis) - np.minimum.reduceat(remaining, starts, axis=axis)
    return np.asarray(-np.expm1(np.minimum(others, 0)), dtype=np.float32)


def _blocks(needs: Encoded, rows: int) -> list[NDArray[np.intp]]:
    """Runs of about ``rows`` needs, cut between profiles."""
    firsts = np.flatnonzero(np.diff(needs.owner, prepend=-1))
    cuts = sorted(
        {
            int(firsts[np.searchsorted(firsts, start)]) if start <= firsts[-1] else len(needs)
            for start in range(0, len(needs), rows)
        }
    )
    return [np.arange(a, b) for a, b in zip(cuts, [*cuts[1:], len(needs)], strict=True) if b > a]


def _widen(best: Floats, breadth: Floats, weights: Weights) -> Floats:
    return best + np.float32(weights.breadth) * breadth * (1 - best)


def _with_wishes(view: Floats, warm: Floats, weights: Weights) -> Floats:
    """A wish goes part of the way to a full score; a "rather not" takes the same part away."""
    weight = np.float32(weights.wish)
    return np.where(warm >= 0, view + weight * warm * (1 - view), view * (1 + weight * warm)).astype(
        np.float32
    )


def warmth(authors: Side, others: Side) -> Floats:
    """What ``authors`` said of ``others``, -1..1, shape (authors, others)."""
    places = {profile.id: place for place, profile in enumerate(others.profiles)}
    table = np.zeros((len(authors), len(others)), dtype=np.float32)
    for row, profile in enumerate(authors.profiles):
        for other, liking in profile.likings.items():
            if other in places:
                table[row, places[other]] = WARMTH[liking]
    return table


def refused(left: Side, right: Side) -> NDArray[np.bool_]:
    """Pairs of which one side said no, shape (left, right)."""
    table = np.zeros((len(left), len(right)), dtype=bool)
    for authors, others, view in ((left, right, table), (right, left, table.T)):
        places = {profile.id: place for place, profile in enumerate(others.profiles)}
        for row, profile in enumerate(authors.profiles):
            said = [places[o] for o, liking in profile.likings.items() if liking is Liking.NO and o in places]
            view[row, said] = True
    return table


def already_met(left: Side, right: Side) -> Floats:
    """1 where the two met in an earlier event, shape (left, right)."""
    table = np.zeros((len(left), len(right)), dtype=np.float32)
    for authors, others, view in ((left, right, table), (right, left, table.T)):
        places = {profile.id: place for place, profile in enumerate(others.profiles)}
        for row, profile in enumerate(authors.profiles):
            view[row, [places[other] for other in profile.already_met if other in places]] = 1
    return table
