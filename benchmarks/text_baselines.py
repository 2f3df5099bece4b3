"""What scoring is measured against: BM25, trigrams, equal categories; each gives a score for every query and document."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference.words import plain, stems

Scores = NDArray[np.float64]

K1, B = 1.2, 0.75  # the usual parameters (Robertson and Zaragoza, 2009)


def bm25(queries: Sequence[str], documents: Sequence[str]) -> Scores:
    """Okapi BM25 over the same stems as the product's, shape (queries, documents)."""
    counts = [Counter(stems(document)) for document in documents]
    lengths = np.array([sum(count.values()) for count in counts], dtype=float)
    norm = K1 * (1 - B + B * lengths / max(lengths.mean(), 1e-9))
    holders: dict[str, list[int]] = {}
    for place, count in enumerate(counts):
        for stem in count:
            holders.setdefault(stem, []).append(place)
    scores = np.zeros((len(queries), len(documents)))
    for row, query in enumerate(queries):
        for stem in set(stems(query)) & holders.keys():
            at = np.array(holders[stem])
            idf = math.log(1 + (len(documents) - len(at) + 0.5) / (len(at) + 0.5))
            frequency = np.array([counts[place][stem] for place in at], dtype=float)
            scores[row, at] += idf * frequency * (K1 + 1) / (frequency + norm[at])
    return scores


def trigrams(queries: Sequence[str], documents: Sequence[str]) -> Scores:
    """Share of common character trigrams (as PostgreSQL's pg_trgm does), shape (queries, documents)."""
    left, right = [_trigrams(text) for text in queries], [_trigrams(text) for text in documents]
    return np.array([[len(a & b) / max(1, len(a | b)) for b in right] for a in left])


def equal_categories(queries: Sequence[set[str]], documents: Sequence[set[str]]) -> Scores:
    """1 where query and document declare a category in common, else 0, shape (queries, documents)."""
    return np.array([[float(bool(a & b)) for b in documents] for a in queries])


def _trigrams(text: str) -> set[str]:
    padded = [f"  {word} " for word in plain(text).split()]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}
