"""Which CPV divisions and groups does a purchase belong to? From its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from matchmaker.reference import cpv
from matchmaker.reference.cpv import Cpv
from matchmaker.reference.data_files import read_table, split_list
from matchmaker.reference.recognition import Floats, Passage, Phrase, Phrasings, Recogniser, passages

EMPHASIS = 1.3  # of a phrasing marked "*2"
LABEL_WEIGHT = 0.5  # official labels name goods as a catalogue does, seldom as buyers do
FINER_LABEL_WEIGHT = 0.4
DIVISION_SHARE = 0.5  # how much a group gains from its division's strength


class CpvRecogniser:
    """Recognises CPV divisions and groups; with the official file's finer labels (``official``) it knows more words."""

    def __init__(self, official: Iterable[Cpv] = ()) -> None:
        things: dict[str, list[Phrase]] = {c.code: [] for c in (*cpv.divisions(), *cpv.groups())}
        for code, said in read_table("cpv_phrasings.toml").items():
            things[code] += [_phrase(text) for text in split_list(said)]
        for entry in (*cpv.divisions(), *cpv.groups()):
            things[entry.code].append(Phrase(entry.label, LABEL_WEIGHT))
        for entry in official:
            if (holder := cpv.find(entry.code)) and len(entry.code.rstrip("0")) > len(holder.code):
                things[holder.code].append(Phrase(entry.label, FINER_LABEL_WEIGHT))
        self._recogniser = Recogniser([Phrasings(code, tuple(phrases)) for code, phrases in things.items()])
        self.divisions = tuple(c.code for c in cpv.divisions())
        self.groups = tuple(c.code for c in cpv.groups())
        self._division_of = np.array([self.divisions.index(code[:2]) for code in self.groups])

    def strengths(self, text: Sequence[Passage]) -> tuple[Floats, Floats]:
        """In a text given as its passages, strengths of the divisions, shape (45,), and of the groups, shape (272,), in the order of their codes.

        A division is as strong as the Euclidean norm of its own phrasings and its groups; a group gains a share
        of its division's strength.
        """
        found = self._recogniser.strengths(text)
        own, of_groups = found[: len(self.divisions)], found[len(self.divisions) :]
        squares = own**2 + np.bincount(self._division_of, of_groups**2, minlength=len(self.divisions))
        divisions = np.sqrt(squares)
        return divisions, of_groups + DIVISION_SHARE * divisions[self._division_of]

    def best(self, title: str, description: str = "", keep: int = 5) -> tuple[list[str], list[str]]:
        """The ``keep`` most likely divisions and groups, best first."""
        divisions, groups = self.strengths(passages(title, description))
        return _first(self.divisions, divisions, keep), _first(self.groups, groups, keep)


_official: list[Cpv] = []


@cache
def recogniser() -> CpvRecogniser:
    """The recogniser from the product's own knowledge, and from the official file where an organiser gave one."""
    return CpvRecogniser(_official)


def use_official_file(path: Path) -> None:
    """Recognise purchases by the official CPV file's finer labels too, from now on.

    Raises:
        TableError: a column is missing, with its name, or the file is no CSV.
    """
    _official[:] = cpv.read_official_file(path)
    recogniser.cache_clear()


def _phrase(text: str) -> Phrase:
    marked = re.fullmatch(r"(.*\S)\s*\*2", text)
    return Phrase(marked[1], EMPHASIS) if marked else Phrase(text)


def _first(codes: Sequence[str], strengths: Floats, keep: int) -> list[str]:
    return [codes[place] for place in np.argsort(-strengths, kind="stable")[:keep]]
