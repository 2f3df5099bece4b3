"""Which known thing does a text speak of? Recognition by hand-written phrasings; nothing is learnt from data.

Each thing (a sector, a CPV group) has phrasings, each a set of stems. A stem tells more the fewer things use it:
``idf(s) = ln(1 + N / n(s))``, N things of which n(s) use s. A phrasing is recognised with strength
``found × (found / whole) ** COMPLETENESS``, where *whole* is the sum of its stems' idf and *found* the part the text
holds, each stem weighed by where it stands. A thing's strength is the p-norm of those of its phrasings: the best
one leads, others add. Its confidence is ``strength / (strength + HALF)``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference.words import stems

COMPLETENESS = 1.5
NORM = 3.0
HALF = 4.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Phrasings:
    """A thing's code and the ways it is said."""

    code: str
    phrases: tuple[str, ...]


class Recogniser:
    """Recognises ``things`` in texts; ``things`` keep their order in every result."""

    def __init__(self, things: Sequence[Phrasings]) -> None:
        if not things:
            raise ValueError("a recogniser needs at least one thing to recognise")
        self.codes = tuple(thing.code for thing in things)
        sets = [[s for s in (frozenset(stems(p)) for p in dict.fromkeys(t.phrases)) if s] for t in things]
        users = Counter(stem for phrases in sets for stem in frozenset().union(*phrases))
        self.idf = {stem: float(np.log1p(len(things) / count)) for stem, count in users.items()}
        phrases = [(phrase, owner) for owner, of_thing in enumerate(sets) for phrase in of_thing]
        self._owner = np.array([owner for _, owner in phrases], dtype=np.intp)
        self._whole = np.array([sum(self.idf[s] for s in phrase) for phrase, _ in phrases])
        self._postings = _postings([phrase for phrase, _ in phrases])

    def strengths(self, weights: Mapping[str, float]) -> Floats:
        """Strength of each thing, shape (things,), in a text given as the weight (0..1) of each of its stems."""
        found = np.zeros(len(self._whole))
        for stem, weight in weights.items():
            if stem in self._postings:
                found[self._postings[stem]] += weight * self.idf[stem]
        strength = found * (found / self._whole) ** COMPLETENESS
        of_things = np.bincount(self._owner, strength**NORM, minlength=len(self.codes))
        return np.asarray(of_things ** (1 / NORM), dtype=np.float64)

    def recognise(self, text: Iterable[str]) -> Floats:
        """Confidence of each thing in 0..1, shape (things,), from a text's stems in any order."""
        strength = self.strengths(dict.fromkeys(text, 1.0))
        return strength / (strength + HALF)


def _postings(phrases: Sequence[frozenset[str]]) -> dict[str, NDArray[np.intp]]:
    places: dict[str, list[int]] = {}
    for place, phrase in enumerate(phrases):
        for stem in phrase:
            places.setdefault(stem, []).append(place)
    return {stem: np.array(found, dtype=np.intp) for stem, found in places.items()}
