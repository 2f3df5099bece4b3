"""Which known thing does a text speak of? Recognition by hand-written phrasings; nothing is learnt from data.

Each thing (a sector, a CPV group) has phrasings, each a set of stems. A stem tells more the fewer things use it:
``idf(s) = ln(1 + N / n(s))``, N things of which n(s) use s, and less where s is a commonplace of the field. A phrasing is recognised in a passage with strength
``weight × found × (found / whole) ** COMPLETENESS``, where *whole* is the sum of its stems' idf and *found* the part the
passage holds, each stem weighed by where it stands. A thing's strength is the Euclidean norm of those of its
phrasings over all passages: the best lead, others add. Its confidence is ``strength / (strength + HALF)``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference.words import commonplaces, stems

COMPLETENESS = 1.5
HALF = 4.0
DESCRIPTION_WEIGHT = 0.6  # a title's words say the subject, a description's also its circumstances
COMMONPLACE = 0.4
WHOLE_WEIGHT = 0.55  # words that meet only in the text as a whole count less than within one clause
_CLAUSE_ENDS = re.compile(r"[.;:,()–—*|?!\n]| - ")

Floats = NDArray[np.float64]
Passage = Mapping[str, float]
"""The stems of a run of words, each with the weight (0..1) of where it stands."""


@dataclass(frozen=True)
class Phrase:
    """One way to say a thing; ``weight`` above 1 settles the matter by itself, below 1 only hints."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Phrasings:
    """A thing's code and the ways it is said."""

    code: str
    phrases: tuple[Phrase, ...]


def telling(stem: str, things: int, users: int) -> float:
    """How much a stem tells that ``users`` of ``things`` use: ``ln(1 + things / users)``, less for a commonplace."""
    return math.log1p(things / users) * (COMMONPLACE if stem in commonplaces() else 1.0)


def passages(title: str, description: str = "") -> list[Passage]:
    """A text as passages: all of it at a lower weight, then clause by clause (words that stand together mean more)."""
    clauses: list[Passage] = []
    for text, weight in ((title, 1.0), (description, DESCRIPTION_WEIGHT)):
        clauses += [
            dict.fromkeys(stems(clause), weight) for clause in dict.fromkeys(_CLAUSE_ENDS.split(text))
        ]
    whole: dict[str, float] = {}
    for clause in clauses:
        for stem, weight in clause.items():
            whole[stem] = max(whole.get(stem, 0.0), weight * WHOLE_WEIGHT)
    return [whole, *clauses]


class Recogniser:
    """Recognises ``things`` in texts; ``things`` keep their order in every result."""

    def __init__(self, things: Sequence[Phrasings]) -> None:
        if not things:
            raise ValueError("a recogniser needs at least one thing to recognise")
        self.codes = tuple(thing.code for thing in things)
        said = [
            (frozenset(stems(p.text)), p.weight, owner) for owner, t in enumerate(things) for p in t.phrases
        ]
        said = [(phrase, weight, owner) for phrase, weight, owner in said if phrase]
        users = Counter(stem for stem, _ in {(stem, owner) for phrase, _, owner in said for stem in phrase})
        self.idf = {stem: telling(stem, len(things), count) for stem, count in users.items()}
        self._owner = np.array([owner for _, _, owner in said], dtype=np.intp)
        self._weight = np.array([weight for _, weight, _ in said])
        self._whole = np.array([sum(self.idf[stem] for stem in phrase) for phrase, _, _ in said])
        self._postings = _postings([phrase for phrase, _, _ in said])

    def strengths(self, text: Sequence[Passage]) -> Floats:
        """Strength of each thing in a text given as its passages, shape (things,)."""
        squares = np.zeros(len(self.codes))
        for passage in text:
            found = np.zeros(len(self._whole))
            for stem in passage.keys() & self._postings.keys():
                found[self._postings[stem]] += passage[stem] * self.idf[stem]
            held = np.flatnonzero(found)
            strength = self._weight[held] * found[held] * (found[held] / self._whole[held]) ** COMPLETENESS
            squares += np.bincount(self._owner[held], strength**2, minlength=len(self.codes))
        return np.asarray(np.sqrt(squares), dtype=np.float64)

    def recognise(self, text: Sequence[Passage]) -> Floats:
        """Confidence of each thing in 0..1, shape (things,)."""
        strength = self.strengths(text)
        return strength / (strength + HALF)


def _postings(phrases: Sequence[frozenset[str]]) -> dict[str, NDArray[np.intp]]:
    places: dict[str, list[int]] = {}
    for place, phrase in enumerate(phrases):
        for stem in phrase:
            places.setdefault(stem, []).append(place)
    return {stem: np.array(found, dtype=np.intp) for stem, found in places.items()}
