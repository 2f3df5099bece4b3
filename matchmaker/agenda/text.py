"""Text made fit for a format: no control characters anywhere, and on paper only what the fonts can draw."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from anyascii import anyascii

# Control characters but line breaks and tabs, halves of surrogate pairs, code points that are no characters.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LETTERS_AND_DIGITS = ("L", "N")

# What the fonts built into typst draw in regular, bold and italic; a tagged PDF may not hold anything else.
# Direction overrides and invisible separators are left out: they could only disturb the page.
DRAWN = re.compile(
    "[\n\u0020-\u007e\u00a0-\u0331\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0484\u048a-\u04ff\u1e00-\u1eff"
    "\u2000-\u200b\u2010-\u2027\u202f-\u2040\u2044\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2116\u2122\u2190-\u21ff"
    "\u2212\u2248\u2260\u2264\u2265]"
)


def without_controls(text: str) -> str:
    """``text`` without the characters that break calendars and workbooks; line breaks and tabs are kept."""
    return UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """``text`` without controls, on one line; typographic spaces inside it are kept."""
    return re.sub(r"[ \n\t\u2028\u2029]+", " ", without_controls(text)).strip()


def printable(text: str, longest_word: int = 30) -> str:
    """``text`` as the built-in fonts can draw it: other scripts in Latin letters, pictograms left out.

    A word of more than ``longest_word`` characters, mostly an address, may continue on the next line.
    """
    composed = unicodedata.normalize("NFC", without_controls(text).replace("\t", " "))
    drawn = "".join(c if DRAWN.match(c) else _drawn_instead(c) for c in composed)
    return re.sub(rf"\S{{{longest_word + 1},}}", partial(_with_break_points, longest_word), drawn)


def shortened(text: str, longest: int) -> str:
    """At most ``longest`` characters of ``text``, cut between words, an ellipsis in place of the rest."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    at_word = head.rsplit(None, 1)[0] if " " in head[longest // 2 :] else head
    return at_word.rstrip(" ,;:.") + "…"


def in_order(*names: str) -> tuple[str, ...]:
    """A key that sorts ``names`` as a French index does: accents and case don't count."""
    return tuple(anyascii(name).casefold() for name in names)


def _drawn_instead(character: str) -> str:
    if unicodedata.category(character).startswith(LETTERS_AND_DIGITS):
        return "".join(c for c in anyascii(character) if DRAWN.match(c))
    return " " if character.isspace() else ""


def _with_break_points(longest: int, word: re.Match[str]) -> str:
    pieces = re.findall(rf"[^/?&=._@-]{{1,{longest}}}[/?&=._@-]*|[/?&=._@-]+", word.group())
    return "\u200b".join(pieces)
