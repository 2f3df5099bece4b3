"""What each kind of cell reads and writes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.intake.calendar import Calendar
from matchmaker.intake.cells import CellError, Restored, WholeNumber, Words, YesNo, as_text, is_empty
from matchmaker.intake.choices import (
    AGREEMENTS,
    CONDITIONS,
    LEGAL_FORMS,
    PRESENCES,
    SECTORS,
    TERRITORIES,
    ManyOf,
    OneOf,
    ReferenceTo,
    Vocabulary,
    key,
)
from matchmaker.intake.digits import PhoneNumber, PostalCode, SiretNumber
from matchmaker.intake.moments import Day, Intervals, Moment
from matchmaker.models import Interval
from matchmaker.models.field_types import is_siret

ONE_DAY = Calendar(ZoneInfo("Europe/Paris"), date(2021, 11, 18))
SEVERAL_DAYS = Calendar(ZoneInfo("Indian/Reunion"))


def code_of(kind: Any, cell: Any, calendar: Calendar = ONE_DAY) -> str:
    with pytest.raises(CellError) as refused:
        kind.read(cell, calendar)
    return refused.value.code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Été \x00\x07 ", "Été"),
        (12.0, "12"),
        (1.5, "1,5"),
        (True, "oui"),
        (date(2021, 11, 18), "18/11/2021"),
        (datetime(2021, 11, 18, 14, 30), "18/11/2021 14:30"),  # noqa: DTZ001 - as spreadsheets give it
        (time(14), "14:00"),
        ("E\u0301te\u0301", "Été"),
    ],
)
def test_any_cell_can_be_shown_as_text(cell: Any, text: str) -> None:
    assert as_text(cell) == text


def test_words_of_one_line_or_several() -> None:
    assert Words().read("Salle\r\n  Seine", ONE_DAY) == "Salle Seine"
    assert Words(long=True).read("Salle\r\n  Seine", ONE_DAY) == "Salle\n  Seine"
    assert code_of(Words(), "#REF!") == "spreadsheet_error"


@pytest.mark.parametrize("cell", [20.0, 20, "20", " 20 min", "20,00", "2\u00a00", "20 €"])
def test_whole_numbers(cell: Any) -> None:
    assert WholeNumber().read(cell, ONE_DAY) == 20


@pytest.mark.parametrize("cell", [20.5, "20,5", "vingt", "--2", float("inf"), float("nan"), True, "9" * 5000])
def test_what_isnt_a_whole_number(cell: Any) -> None:
    assert code_of(WholeNumber(), cell) == "not_a_number"


@pytest.mark.parametrize(
    ("cell", "yes"), [("Oui", True), ("x", True), (1.0, True), ("NON", False), (False, False)]
)
def test_yes_and_no(cell: Any, yes: bool) -> None:
    assert YesNo().read(cell, ONE_DAY) is yes


@pytest.mark.parametrize(
    "cell",
    [
        "18/11/2021",
        "18-11-21",
        "18.11.2021",
        "2021-11-18",
        "2021-11-18T00:00:00",
        "18/11/2021 00:00",
        "18 novembre 2021",
        "jeudi 18 nov. 2021",
        date(2021, 11, 18),
    ],
)
def test_dates(cell: Any) -> None:
    assert Day().read(cell, ONE_DAY) == date(2021, 11, 18)


@pytest.mark.parametrize(
    "cell", ["30/02/2021", "11/18/2021", "demain", "18/11", 12.0, "2021", "18 brumaire 2021"]
)
def test_what_isnt_a_date(cell: Any) -> None:
    assert code_of(Day(), cell) == "not_a_date"


@pytest.mark.parametrize(
    "cell",
    [
        "14:30",
        "14h30",
        "14 h 30",
        "14H30",
        "14.30",
        "14:30:00",
        time(14, 30),
        timedelta(hours=14.5),
        14.5 / 24,
    ],
)
def test_times_are_of_the_events_day_and_zone(cell: Any) -> None:
    assert Moment().read(cell, ONE_DAY) == datetime(2021, 11, 18, 13, 30, tzinfo=UTC)


def test_a_time_of_an_event_of_several_days_needs_its_date() -> None:
    assert code_of(Moment(), "14:30", SEVERAL_DAYS) == "day_missing"
    assert code_of(Moment(), time(14, 30), SEVERAL_DAYS) == "day_missing"
    expected = datetime(2021, 11, 19, 10, 30, tzinfo=UTC)
    assert Moment().read("19/11/2021 14h30", SEVERAL_DAYS) == expected
    assert Moment().read("2021-11-19 14:30:00", SEVERAL_DAYS) == expected
    assert Moment().read(datetime(2021, 11, 19, 14, 30), SEVERAL_DAYS) == expected  # noqa: DTZ001 - as spreadsheets give it


@pytest.mark.parametrize("cell", ["14:60", "24:00", "midi", "1430", timedelta(hours=30), 14.0, "14:30 14:40"])
def test_what_isnt_a_time(cell: Any) -> None:
    assert code_of(Moment(), cell) == "not_a_time"


@pytest.mark.parametrize(
    "cell", ["14:00-14:40", "14h–14h40", "de 14h00 à 14h40", " 14:00 - 14:40 ; ", "14:00 → 14:40"]
)
def test_intervals(cell: str) -> None:
    assert Intervals().read(cell, ONE_DAY) == [
        Interval(
            starts_at=datetime(2021, 11, 18, 13, tzinfo=UTC),
            ends_at=datetime(2021, 11, 18, 13, 40, tzinfo=UTC),
        )
    ]


@pytest.mark.parametrize("calendar", [ONE_DAY, SEVERAL_DAYS])
@given(
    starts=st.lists(st.integers(0, 20 * 60), min_size=1, max_size=4),
    minutes=st.integers(1, 180),
)
def test_intervals_are_read_as_they_are_written(calendar: Calendar, starts: list[int], minutes: int) -> None:
    midnight = calendar.moment(date(2021, 11, 18), time())
    intervals = [
        Interval(
            starts_at=midnight + timedelta(minutes=start),
            ends_at=midnight + timedelta(minutes=start + minutes),
        )
        for start in starts
    ]
    assert Intervals().read(Intervals().write(intervals, calendar), calendar) == intervals


@pytest.mark.parametrize(
    ("kind", "cell", "digits"),
    [
        (SiretNumber(), "732 829 320 00074", "73282932000074"),
        (SiretNumber(), 73282932000074.0, "73282932000074"),
        (PhoneNumber(), "06.12.34.56.78", "0612345678"),
        (PhoneNumber(), "+33 (0)6 12 34 56 78", "+33612345678"),
        (PhoneNumber(), "0033612345678", "+33612345678"),
        (PhoneNumber(), 33612345678.0, "+33612345678"),
        (PostalCode(), "75 011", "75011"),
        (PostalCode(), "F-75011", "75011"),
        (PostalCode(), 75011.0, "75011"),
    ],
)
def test_digits_are_read_without_separators(kind: Any, cell: Any, digits: str) -> None:
    assert kind.read(cell, ONE_DAY) == digits


@pytest.mark.parametrize(
    ("kind", "cell", "digits"),
    [
        (SiretNumber(), 5420120000018.0, "05420120000018"),
        (PhoneNumber(), 612345678.0, "0612345678"),
        (PhoneNumber(), "1 99 00 00 01", "0199000001"),
        (PostalCode(), 1000.0, "01000"),
        (PostalCode(), "6200", "06200"),
    ],
)
def test_lost_zeros_are_restored_where_that_is_certain(kind: Any, cell: Any, digits: str) -> None:
    restored = kind.read(cell, ONE_DAY)
    assert isinstance(restored, Restored)
    assert restored.value == digits
    assert digits in restored.sentence


def test_a_siret_is_not_guessed() -> None:
    wrong = "5420120000019"
    assert not is_siret(wrong.zfill(14))
    assert SiretNumber().read(wrong, ONE_DAY) == wrong  # thirteen digits, which the base then refuses


@pytest.mark.parametrize("kind", [SiretNumber(), PhoneNumber(), PostalCode()])
@pytest.mark.parametrize("cell", ["1,23457E+13", "6.1E+08", "1E5"])
def test_digits_that_the_spreadsheet_rounded_away_are_refused(kind: Any, cell: str) -> None:
    assert code_of(kind, cell) == "digits_lost"


@pytest.mark.parametrize("text", ["sur place", "SUR PLACE", "on_site", "présentiel", "Présentiel"])
def test_a_choice_is_read_by_label_code_or_synonym(text: str) -> None:
    assert OneOf(PRESENCES).read(text, ONE_DAY) == "on_site"


def test_several_choices_are_separated_by_semicolons_or_by_commas_where_all_are_known() -> None:
    many = ManyOf(AGREEMENTS)
    assert many.read("ESUS ; aci;ESUS", ONE_DAY) == ["esus", "aci"]
    assert many.read("ESUS, ACI", ONE_DAY) == ["esus", "aci"]
    assert many.read("ESUS\nEntreprise adaptée", ONE_DAY) == ["esus", "ea"]
    assert code_of(many, "ESUS, ACY") == "unknown_value"
    label = "Traiteur, buffets et cocktails"
    assert ManyOf(SECTORS).read(label, ONE_DAY) == ["alimentation.traiteur"]
    assert ManyOf(SECTORS).read(f"{label}, Produits alimentaires et épicerie", ONE_DAY) == [
        "alimentation.traiteur",
        "alimentation.produits",
    ]
    assert ReferenceTo(("workshops",), many=True).read("AT1,AT2 ; AT1", ONE_DAY) == ("AT1", "AT2")


@pytest.mark.parametrize("vocabulary", [PRESENCES, LEGAL_FORMS, AGREEMENTS, CONDITIONS, SECTORS, TERRITORIES])
def test_every_value_is_found_by_its_code_and_its_label(vocabulary: Vocabulary) -> None:
    for entry in vocabulary.entries:
        assert vocabulary.find(entry.code) == entry.code
        assert vocabulary.find(entry.label) == entry.code
        assert ManyOf(vocabulary).read(ManyOf(vocabulary).write([entry.code], ONE_DAY), ONE_DAY) == [
            entry.code
        ]


@given(st.text(max_size=30))
def test_a_key_ignores_accents_case_and_punctuation(text: str) -> None:
    assert key(key(text)) == key(text)


@pytest.mark.parametrize(
    ("cell", "empty"), [("", True), (None, True), (" \t\x00\n", True), (0.0, False), ("-", False)]
)
def test_blank_cells_are_empty(cell: Any, empty: bool) -> None:
    assert is_empty(cell) is empty


def test_two_territories_of_one_name_are_told_apart() -> None:
    assert TERRITORIES.find("Guadeloupe") == "971"
    assert TERRITORIES.find(TERRITORIES.label("R01")) == "R01"
