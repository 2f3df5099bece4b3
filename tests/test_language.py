"""English is complete: every sentence of the code and the templates is in a catalogue, with the same places to fill."""

from __future__ import annotations

import csv
import re
import string
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from matchmaker.language import current_language, speaking, translate, translate_plural

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "matchmaker" / "reference" / "data"
SAMPLE = re.compile(r"python -c .*$|https?://|\d\d?:\d\d|\{\w+\}")
"""What a sentence quotes as it is typed: a command, the beginning of an address, a time, a place to fill."""
UNFRENCH = re.compile(r" [;:!?%»]|« |«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»|\w[;:!?]|'|\"|\.\.\.")
"""An ordinary space or none before a double mark, or within « »; a typewriter's apostrophe, quotes or dots."""
KEYWORDS = {
    "_": None,
    "translate": None,
    "translate_plural": (1, 2),
    "ngettext": (1, 2),
    "_n": (1, 2),
    "Vocabulary": None,  # their first argument is a noun that a sentence takes in
    "_of_enum": None,
}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def sentences(package: str) -> set[str]:
    found = extract_from_dir(ROOT / package, METHODS, keywords=KEYWORDS)
    return {form for _, _, message, _, _ in found for form in forms(message)}


def catalogue(package: str) -> dict[str, str]:
    with (ROOT / package / "locale" / "en.po").open("rb") as file:
        return {
            french: english
            for message in read_po(file)
            if message.id
            for french, english in zip(forms(message.id), forms(message.string or ""), strict=True)
        }


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("package", ["matchmaker", "webapp"])
def test_every_sentence_has_its_english(package: str) -> None:
    known = catalogue("matchmaker") | catalogue(package)
    assert sentences(package) - {french for french, english in known.items() if english} == set()


@pytest.mark.parametrize("package", ["matchmaker", "webapp"])
def test_no_translation_outlives_its_sentence(package: str) -> None:
    assert catalogue(package).keys() - sentences(package) == set()


@pytest.mark.parametrize("package", ["matchmaker", "webapp"])
def test_a_translation_fills_the_same_places(package: str) -> None:
    differing = {
        french
        for french, english in catalogue(package).items()
        if english and places(french) != places(english)
    }
    assert differing == set()


@pytest.mark.parametrize("package", ["matchmaker", "webapp"])
def test_french_sentences_are_set_as_french_is_printed(package: str) -> None:
    assert {said for said in sentences(package) if UNFRENCH.search(SAMPLE.sub("…", said))} == set()


@pytest.mark.parametrize("package", ["matchmaker", "webapp"])
def test_english_sentences_are_set_as_english_is_printed(package: str) -> None:
    english = {form: SAMPLE.sub("…", form) for form in catalogue(package).values()}
    assert {
        said for said, bare in english.items() if re.search(r"[ \u00a0\u202f][;:!?]|[«»'\"]", bare)
    } == set()


def test_labels_have_printed_apostrophes() -> None:
    """Those that pages show; what is only compared is in any spelling."""
    families = tomllib.loads((LABELS / "sectors.toml").read_text("utf-8")).values()
    tables = [table for family in families for table in (family, *family.values()) if isinstance(table, dict)]
    labels = {table[name] for table in tables for name in ("label", "label_en")}
    for file in ("departments.csv", "regions.csv", "epts.csv", "basins.csv"):
        labels |= {row["name"] for row in csv.DictReader((LABELS / file).read_text("utf-8").splitlines())}
    assert {label for label in labels if "'" in label} == set()


def test_one_and_many_alike_in_french_differ_in_english() -> None:
    with speaking("en"):
        said = [translate_plural("{count} rendez-vous", "{count} rendez-vous", count) for count in (1, 2)]
    assert said == ["1 meeting", "2 meetings"]


def test_a_catalogue_names_no_file_and_nobody() -> None:
    for package in ("matchmaker", "webapp"):
        text = (ROOT / package / "locale" / "en.po").read_text("utf-8")
        assert not re.search(
            r"^#[^,]|^\"(POT-Creation|PO-Revision|Last-Translator|Language-Team)", text, re.MULTILINE
        )


def test_an_unknown_language_is_french_and_the_language_ends_with_its_block() -> None:
    with speaking("en"):
        assert current_language() == "en"
        with speaking("tlh"):
            assert current_language() == "fr"
    assert current_language() == "fr"


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    assert translate_plural("{count} chose", "{count} choses", 0) == "0 chose"
    with speaking("en"):
        assert translate_plural("{count} chose", "{count} choses", 0) == "0 choses"


def test_a_sentence_without_translation_is_said_in_french() -> None:
    with speaking("en"):
        assert translate("Phrase inconnue de {nom}", nom="Zoé") == "Phrase inconnue de Zoé"
