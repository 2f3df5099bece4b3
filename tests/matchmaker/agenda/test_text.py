"""Text made fit for calendars, workbooks and paper."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from matchmaker.agenda.text import in_order, one_line, printable, shortened, without_controls


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert not [c for c in without_controls(text) if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert "\n" not in one_line(text)


@given(st.text())
def test_text_fit_for_paper_stays_so(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_french_stays_as_it_is_on_paper() -> None:
    french = "« L’œuvre d’Édith » : 12 €, n° 3 – déjà vu !"
    assert printable(french) == french


def test_other_scripts_are_spelt_in_latin_letters() -> None:
    assert printable("北京") == "BeiJing"
    assert printable("Zoé 😀") == "Zoé "


def test_a_long_address_may_continue_on_the_next_line() -> None:
    address = "https://visio.example/une/salle/tres/longue?jeton=" + "a" * 80
    fit = printable(address)
    assert fit.replace("\u200b", "") == address
    assert max(len(piece) for piece in fit.split("\u200b")) <= 31


def test_text_is_cut_between_words() -> None:
    assert shortened("Trois équipes de douze personnes", 20) == "Trois équipes de…"
    assert shortened("court", 20) == "court"
    assert len(shortened("x" * 100, 20)) == 20


def test_accents_and_case_do_not_count_in_order() -> None:
    assert sorted(["Zola", "Évrard", "d’Artois", "Eve"], key=in_order) == [
        "d’Artois",
        "Eve",
        "Évrard",
        "Zola",
    ]
