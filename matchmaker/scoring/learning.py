"""Weights proposed from how past meetings were rated: evidence first, a person decides.

A rated meeting carries the values of its criteria. Within what one person rated, each two meetings of unequal rating form
a comparison: did the scoring put the better one first? Weights are chosen by coordinate search on the comparisons of some
people and judged on those of others (five folds by person), so that the expected gain is not the gain on what was seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from matchmaker.language import translate as _
from matchmaker.scoring.weights import Weights

LEARNT = ("sector", "codes", "words", "territory", "conditions", "capacity")
LEAST_PEOPLE = 20
LEAST_COMPARISONS = 200
FOLDS = 5
STEPS = (0.0, 0.15, 0.3, 0.5, 0.7, 0.9)
ROUNDS = 2
WORTH_PROPOSING = 0.02  # a smaller expected gain is not worth changing what people know

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RatedMeeting:
    """What ``person`` said of a meeting, 1..5, and the values (0..1) its match had for the criteria ``LEARNT``."""

    person: str
    rating: int
    values: Mapping[str, float]

    def __post_init__(self) -> None:
        if not 1 <= self.rating <= 5:
            raise ValueError(f"a rating runs from 1 to 5, not {self.rating}")


@dataclass(frozen=True)
class Proposal:
    """New weights, or the present ones with the reason why nothing is proposed.

    ``agreement_now`` and ``agreement_then``: share of comparisons (0..1) in which the better rated meeting has the
    higher score, with the present weights and, on people not learnt from, with proposed ones.
    """

    weights: Weights
    proposed: bool
    people: int
    comparisons: int
    agreement_now: float
    agreement_then: float
    sentence: str


@dataclass(frozen=True)
class _Comparisons:
    """Better and worse meetings, row by row, shape (comparisons, criteria), and whose they are."""

    better: Floats
    worse: Floats
    person: NDArray[np.intp]

    def take(self, rows: NDArray[np.bool_]) -> _Comparisons:
        return _Comparisons(self.better[rows], self.worse[rows], self.person[rows])


def propose_weights(meetings: Sequence[RatedMeeting], present: Weights | None = None) -> Proposal:
    """Propose weights from ratings, or say that there is not enough to tell."""
    present = present or Weights()
    found = _compare(meetings)
    people, count = len(set(found.person.tolist())), len(found.person)
    if people < LEAST_PEOPLE or count < LEAST_COMPARISONS:
        return Proposal(present, False, people, count, 0.0, 0.0, _not_enough(people, count))
    now, then = _agreement(found, present), _expected(found, present)
    if then - now < WORTH_PROPOSING:
        sentence = _("Les poids actuels conviennent\u00a0: d’autres ne feraient pas mieux de façon sûre.")
        return Proposal(present, False, people, count, now, then, sentence)
    sentence = _(
        "Avec les poids proposés, le rendez-vous jugé le plus utile aurait été mieux classé dans {then}\u202f% des comparaisons au lieu de {now}\u202f% ({people} personnes, {count} comparaisons).",
        then=round(100 * then),
        now=round(100 * now),
        people=people,
        count=count,
    )
    return Proposal(_best(found, present), True, people, count, now, then, sentence)


def _not_enough(people: int, count: int) -> str:
    return _(
        "Pas assez de données\u00a0: {people} personnes et {count} comparaisons, il en faut au moins {least_people} et {least}.",
        people=people,
        count=count,
        least_people=LEAST_PEOPLE,
        least=LEAST_COMPARISONS,
    )


def _compare(meetings: Sequence[RatedMeeting]) -> _Comparisons:
    by_person: dict[str, list[RatedMeeting]] = {}
    for meeting in meetings:
        by_person.setdefault(meeting.person, []).append(meeting)
    better, worse, person = [], [], []
    for number, rated in enumerate(by_person.values()):
        for a, b in combinations(sorted(rated, key=lambda meeting: -meeting.rating), 2):
            if a.rating > b.rating:
                better.append([a.values.get(name, 0.0) for name in LEARNT])
                worse.append([b.values.get(name, 0.0) for name in LEARNT])
                person.append(number)
    shape = (len(person), len(LEARNT))
    return _Comparisons(
        np.array(better, dtype=float).reshape(shape),
        np.array(worse, dtype=float).reshape(shape),
        np.array(person, dtype=np.intp),
    )


def _scores(values: Floats, weights: Weights) -> Floats:
    """The raw fit of ``fit.fit`` for rows of criteria."""
    column = dict(zip(LEARNT, values.T, strict=True))
    subject = sum(
        (getattr(weights, name) * column[name] for name in ("sector", "codes", "words")),
        np.zeros(len(values)),
    )
    for name in ("territory", "conditions", "capacity"):
        subject = subject * (1 - getattr(weights, name) * (1 - column[name]))
    return np.asarray(subject / weights.subject, dtype=float)


def _agreement(found: _Comparisons, weights: Weights) -> float:
    """Mean over people of the share of their comparisons that scoring puts right; a tie is half right."""
    lead = _scores(found.better, weights) - _scores(found.worse, weights)
    right = (lead > 1e-9) + 0.5 * (np.abs(lead) <= 1e-9)
    counts = np.bincount(found.person)
    sums = np.bincount(found.person, right)
    return float(np.mean(sums[counts > 0] / counts[counts > 0]))


def _best(found: _Comparisons, start: Weights) -> Weights:
    """Coordinate search: each weight in turn over ``STEPS``, the present one kept unless another does better."""
    best, reached = start, _agreement(found, start)
    for name in LEARNT * ROUNDS:
        for step in STEPS:
            if name in ("sector", "codes", "words") and best.subject - getattr(best, name) + step <= 0:
                continue
            tried = replace(best, **{name: step})
            agreement = _agreement(found, tried)
            if agreement > reached + 1e-9:
                best, reached = tried, agreement
    return best


def _expected(found: _Comparisons, present: Weights) -> float:
    """The agreement on each fold's people with weights learnt from the others."""
    agreements = []
    for fold in range(FOLDS):
        own = found.person % FOLDS == fold
        if own.any() and not own.all():
            agreements.append(_agreement(found.take(own), _best(found.take(~own), present)))
    return float(np.mean(agreements))
