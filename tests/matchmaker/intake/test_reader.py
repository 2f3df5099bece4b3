"""Reading never fails otherwise than by complaining, and takes what it can be sure of."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.intake.complaints import Complaint, Complaints, as_text
from matchmaker.intake.intake import Intake
from matchmaker.intake.reader import read
from matchmaker.intake.sheets import SHEETS

# Surrogates can't be written to a file; carriage returns and quotes are the CSV writer's business.
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(
    [
        "=1+1",
        "1E+5",
        "14h",
        "18/11/2021",
        "P1",
        "ESUS ; ",
        ";;;",
        "oui",
        "-1",
        "9" * 400,
        "#N/A",
        "14:00-",
        "{x}",
        "%s",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_text_in_any_cell_is_read_or_complained_of(data: st.DataObject, tmp_path: Path) -> None:
    for sheet in SHEETS:
        rows = data.draw(st.lists(st.lists(TEXTS, max_size=len(sheet.columns)), max_size=2))
        with (tmp_path / sheet.file_name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
            writer.writerow([column.title for column in sheet.columns])
            writer.writerows(rows)
    with contextlib.suppress(Complaints):
        read(tmp_path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300) | TEXTS.map(str.encode))
def test_any_bytes_as_csv_are_read_or_complained_of(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "participants.csv").write_bytes(content)
    with contextlib.suppress(Complaints):
        read(tmp_path)


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.times(),
    st.datetimes(datetime(1900, 3, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 - as spreadsheets hold them
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_in_any_cell_of_a_workbook_is_read_or_complained_of(
    data: st.DataObject, written: bytes, workbook: Path, plant: Callable[..., None]
) -> None:
    workbook.write_bytes(written)
    places = st.sampled_from([(sheet.name, column.title) for sheet in SHEETS for column in sheet.columns])
    edits = data.draw(st.lists(st.tuples(places, st.integers(3, 6), CELLS), min_size=1, max_size=30))
    plant(
        *(
            (sheet, row, title, value)
            for (sheet, title), row, value in edits
            if not str(value).startswith("=")
        )
    )
    with contextlib.suppress(Complaints):
        read(workbook)


def test_the_good_workbook_has_nothing_to_mend(workbook: Path, intake: Intake) -> None:
    assert read(workbook) == intake


def test_an_event_of_several_days(workbook: Path, plant: Callable[..., None], intake: Intake) -> None:
    plant(
        ("Événement", 3, "Date de fin", date(2021, 11, 19)),
        ("Plages", 4, "Date", date(2021, 11, 19)),
        ("Participants", 4, "Départ", "18/11/2021 16:00"),
        ("Participants", 5, "Indisponibilités", "18/11/2021 14:00-14:20"),
    )
    found = read(workbook)
    assert found.participants == intake.participants
    assert [session.starts_at.date() for session in found.sessions] == [
        date(2021, 11, 18),
        date(2021, 11, 19),
    ]


def test_a_time_without_its_date_is_refused_where_there_are_several_days(
    workbook: Path, plant: Callable[..., None], complaints_of: Callable[[Path], Complaints]
) -> None:
    plant(("Événement", 3, "Date de fin", date(2021, 11, 19)), ("Participants", 4, "Départ", time(16)))
    assert ("Participants", 4, "Départ", "day_missing") in {
        (each.sheet, each.row, each.column, each.code) for each in complaints_of(workbook).complaints
    }


@pytest.mark.parametrize(
    ("edits", "notice"),
    [
        ([("À ne pas réunir", 3, "A", "P1"), ("À ne pas réunir", 3, "B", "P3")], "wished_and_forbidden"),
        ([("Rôles", 5, "Code", "mentor"), ("Rôles", 5, "Nom", "Mentor")], "role_meets_nobody"),
        (
            [
                ("Rôles", 5, "Code", "mentor"),
                ("Rôles", 5, "Nom", "Mentor"),
                ("Qui rencontre qui", 4, "Cherche", "mentor"),
                ("Qui rencontre qui", 4, "Apporte", "fournisseur"),
            ],
            "role_of_nobody",
        ),
        ([("Participants", 6, "Rôle", None)], "nobody_speaks"),
        ([("Participants", 3, "Départ", time(14, 30))], "guarantee_above_free_slots"),
        (
            [("Participants", 3, "Indisponibilités", "14:10-15:40 ; 16:00-18:00")],
            "guarantee_above_free_slots",
        ),
        ([("Structures", 4, "Code postal", 1000.0)], "restored"),
        ([("Lieux", 4, "Sur place", "non")], "no_place_for_both"),
    ],
)
def test_what_looks_odd_without_being_wrong_is_told(
    edits: list[Any], notice: str, workbook: Path, plant: Callable[..., None]
) -> None:
    plant(*edits)
    found = read(workbook)
    assert notice in {each.code for each in found.notices}
    assert found.notices[0].sentence in found.summary()


def test_complaints_say_where_in_text_and_in_json(
    workbook: Path, plant: Callable[..., None], complaints_of: Callable[[Path], Complaints]
) -> None:
    plant(("Structures", 3, "Type", "achteur"), ("Participants", 3, "Courriel", "helene"))
    refused = complaints_of(workbook)
    told = str(refused)
    assert told.startswith("2 points à corriger")
    assert told.index("Structures") < told.index("Participants")
    assert "ligne 3, colonne Type" in told
    assert [set(each.as_json()) for each in refused.complaints] == [
        {"sheet", "row", "column", "code", "sentence"}
    ] * 2
    first = refused.complaints[0].as_json()
    assert first["sheet"], first["row"] == ("Structures", 3)
    assert "acheteur" in str(first["sentence"])


def test_many_complaints_of_a_sheet_are_cut_short_in_text() -> None:
    told = as_text([Complaint("Rôles", row, "Code", "duplicate", "Déjà pris.") for row in range(1, 121)])
    assert told.startswith("120 points")
    assert len(told.splitlines()) < 60
    assert "70 autres" in told
