"""The user's language: French sentences stand in the code, other languages in catalogues beside it.

A catalogue is a gettext ``.po`` file named after its language in a package's ``locale`` folder; a sentence
without a translation is said in French, so that nothing is ever left blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

FRENCH = "fr"
LANGUAGES = (FRENCH, "en")

_language: ContextVar[str] = ContextVar("language", default=FRENCH)
_folders: list[Path] = [Path(__file__).parent / "locale"]


def add_catalogues(folder: Path) -> None:
    """Also look for translations in ``folder`` (``en.po``, …); used by packages that stand on this one."""
    if folder not in _folders:
        _folders.append(folder)
        _catalogue.cache_clear()


def current_language() -> str:
    """The language in force here: one of ``LANGUAGES``."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak ``language`` within the block; an unknown language falls back to French."""
    token = _language.set(language if language in LANGUAGES else FRENCH)
    try:
        yield
    finally:
        _language.reset(token)


def translate(sentence: str, /, **values: object) -> str:
    """``sentence`` (French, with ``{name}`` places) in the language in force, with ``values`` filled in."""
    return _said(sentence, 0, values)


def translate_plural(one: str, many: str, count: int, /, **values: object) -> str:
    """``one`` or ``many`` after the grammar of the language in force; ``{count}`` is filled in.

    French counts zero as singular, English as plural.
    """
    singular = count in (0, 1) if current_language() == FRENCH else count == 1
    return _said(one, 0, values | {"count": count}) if singular else _said(many, 1, values | {"count": count})


def _said(sentence: str, form: int, values: dict[str, object]) -> str:
    said = _catalogue(current_language()).get((sentence, form), sentence)
    return said.format(**values) if values else said


@cache
def _catalogue(language: str) -> dict[tuple[str, int], str]:
    """French sentence and form (0: one, 1: many) -> sentence in ``language``, over all folders.

    The form is part of the key, since one and many may be alike in French (rendez-vous) and differ elsewhere.
    """
    sentences: dict[tuple[str, int], str] = {}
    for folder in _folders:
        path = folder / f"{language}.po"
        if path.exists():
            with path.open("rb") as file:
                for message in read_po(file):
                    pairs = zip(_forms(message.id), _forms(message.string or ""), strict=False)
                    sentences |= {
                        (french, form): said for form, (french, said) in enumerate(pairs) if french and said
                    }
    return sentences


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
