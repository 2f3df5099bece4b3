"""Texts as weighed stems in rows, for comparing the words themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference.recognition import Passage, passages, telling

Floats = NDArray[np.float32]


@lru_cache(maxsize=50_000)
def read(title: str, description: str) -> tuple[Passage, ...]:
    """A text as passages, the first of which holds all its stems; kept, since several criteria read the same text."""
    return tuple(passages(title, description))


@dataclass(frozen=True)
class Vocabulary:
    """The number of each stem, and how much it tells (``recognition.telling``)."""

    numbers: Mapping[str, int]
    idf: NDArray[np.float64]

    @classmethod
    def of(cls, texts: Sequence[Sequence[Passage]]) -> Vocabulary:
        """The vocabulary of all ``texts``."""
        users = Counter(stem for whole, *_ in texts for stem in whole)
        idf = [telling(stem, len(texts), count) for stem, count in users.items()]
        return cls({stem: number for number, stem in enumerate(users)}, np.array(idf))


@dataclass(frozen=True)
class Words:
    """The weighed words of n texts in rows: ``stem[start[i]:start[i + 1]]`` with unit-length ``weight``."""

    start: NDArray[np.intp]
    stem: NDArray[np.intp]
    weight: Floats

    def __len__(self) -> int:
        return len(self.start) - 1

    def take(self, rows: NDArray[np.intp]) -> Words:
        """The texts ``rows``, in that order."""
        length = self.start[rows + 1] - self.start[rows]
        start = np.concatenate([[0], np.cumsum(length)]).astype(np.intp)
        at = np.repeat(self.start[rows] - start[:-1], length) + np.arange(start[-1])
        return Words(start, self.stem[at], self.weight[at])

    def joined(self, other: Words) -> Words:
        """These texts, then those of ``other``."""
        start = np.concatenate([self.start, self.start[-1] + other.start[1:]])
        return Words(
            start, np.concatenate([self.stem, other.stem]), np.concatenate([self.weight, other.weight])
        )


def encode_words(texts: Sequence[Sequence[Passage]], vocabulary: Vocabulary) -> Words:
    """The words of ``texts``, of which the first passage counts: it holds all their stems."""
    start, numbers, weights = [0], list[int](), list[NDArray[np.float64]]()
    for text, *_ in texts:
        known = {vocabulary.numbers[s]: w for s, w in text.items() if s in vocabulary.numbers}
        values = vocabulary.idf[list(known)] * np.fromiter(known.values(), float) if known else np.zeros(0)
        numbers.extend(known)
        weights.append(values / (np.linalg.norm(values) or 1.0))
        start.append(len(numbers))
    joined = np.concatenate(weights) if weights else np.zeros(0)
    return Words(np.array(start, dtype=np.intp), np.array(numbers, dtype=np.intp), joined.astype(np.float32))
