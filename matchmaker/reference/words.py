"""From French text to stems: the form in which all texts of this product are compared.

Accents, case and elisions disappear (anyascii), then Snowball's French stemmer (Porter's, 2001) takes the endings.
"""

from __future__ import annotations

import re
from functools import cache

import snowballstemmer
from anyascii import anyascii

from matchmaker.reference.data_files import read_text

# Grammar only; words of the trade are never here, since one sector's noise is another's subject.
_FUNCTION_WORDS = frozenset(read_text("function_words.txt").split())
_WORD = re.compile(r"[a-z0-9]+")
_stemmer = snowballstemmer.stemmer("french")


def plain(text: str) -> str:
    """Lower-case ASCII: ``"Épicerie & Café"`` → ``"epicerie & cafe"``."""
    return anyascii(text).lower()


def stems(text: str) -> list[str]:
    """The stems of ``text`` in reading order, grammar words and lone letters or digits left out."""
    words = (word for word in _WORD.findall(plain(text)) if word not in _FUNCTION_WORDS)
    return [_stem(word) for word in words if len(word) > 1]


@cache
def stem_of(word: str) -> str | None:
    """The stem of one word as written; None for grammar words, and for what holds several (``"sous-main"``)."""
    found = stems(word)
    return found[0] if len(found) == 1 else None


@cache
def commonplaces() -> frozenset[str]:
    """The stems of what anybody in this field says of themself ("équipe", "insertion", "territoire"): they tell little."""
    return frozenset(stem for word in read_text("commonplace_words.txt").split() for stem in stems(word))


@cache
def _stem(word: str) -> str:
    # Snowball leaves some plurals apart from their singular once accents are gone ("travaux", "locaux", "generaux").
    singular = (
        word[:-3] + "al" if len(word) > 5 and word.endswith("aux") and not word.endswith("eaux") else word
    )
    stem: str = _stemmer.stemWord(singular)
    return stem
