"""The workbook that organisers fill in."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.intake.complaints import Complaint, Complaints
from matchmaker.intake.intake import Intake
from matchmaker.intake.reader import read
from matchmaker.intake.sheets import LISTS, READ_ME, SHEETS
from matchmaker.intake.template import EXAMPLE_MARK, write_template


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "classeur.xlsx"
    write_template(path)
    return path


def column(page: Worksheet, title: str) -> str:
    return next(cell.column_letter for cell in page[1] if str(cell.value).removesuffix(" *") == title)


def test_it_has_a_page_to_read_first_and_a_sheet_a_noun(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    assert book.sheetnames == [READ_ME, *(sheet.name for sheet in SHEETS), LISTS]
    links = [cell.hyperlink.location for row in book[READ_ME].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == len(SHEETS)


def test_every_column_has_a_title_and_a_line_of_help_and_stays_in_view(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    for sheet in SHEETS:
        page = book[sheet.name]
        titles = [str(cell.value) for cell in page[1]]
        assert titles == [each.title + (" *" if each.required else "") for each in sheet.columns]
        assert all(str(cell.value).strip() for cell in page[2])
        assert page.freeze_panes == "B3"


def test_the_example_row_is_marked_and_never_read(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    for sheet in SHEETS:
        assert str(book[sheet.name]["A3"].value).startswith(EXAMPLE_MARK)
    with pytest.raises(Complaints) as refused:
        read(empty)
    assert {each.code for each in refused.value.complaints} == {"sheet_empty"}


def test_the_example_rows_would_be_right_if_they_were_read(empty: Path, tmp_path: Path) -> None:
    """Codes that the examples share lead from sheet to sheet; only what an event needs two of is missing."""
    book = openpyxl.load_workbook(empty)
    for sheet in SHEETS:
        cell = book[sheet.name]["A3"]
        cell.value = str(cell.value).removeprefix(EXAMPLE_MARK)
    path = tmp_path / "exemples.xlsx"
    book.save(path)
    with pytest.raises(Complaints) as refused:
        read(path)
    assert {each.code for each in refused.value.complaints} <= {"unknown_reference", "role_meets_nobody"}


def test_digits_are_kept_as_text(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    for sheet, title in (
        ("Structures", "SIRET"),
        ("Structures", "Code postal"),
        ("Participants", "Téléphone"),
    ):
        page = book[sheet]
        assert page.column_dimensions[column(page, title)].number_format == "@"


def test_choices_and_references_have_drop_down_lists(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    for sheet, title, source in (
        ("Structures", "Type", LISTS),
        ("Participants", "Présence", LISTS),
        ("Participants", "Structure", "Structures"),
        ("Participants", "Rôle", "Rôles"),
        ("Participants", "Annuaire", "oui,non"),
        ("Qui rencontre qui", "Cherche", "Rôles"),
        ("Souhaits", "Souhait", LISTS),
    ):
        page = book[sheet]
        letter = column(page, title)
        rules = [rule for rule in page.data_validations.dataValidation if f"{letter}3" in str(rule.sqref)]
        assert [rule.type for rule in rules] == ["list"]
        assert source in rules[0].formula1


def test_drop_down_lists_hold_every_choice(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    for page in book:
        for rule in page.data_validations.dataValidation:
            if LISTS in rule.formula1:
                area = re.sub(r"\$", "", rule.formula1.split("!")[1])
                labels = [cell.value for row in book[LISTS][area] for cell in row]
                assert labels
                assert all(labels)


def test_it_is_read_as_it_was_written(intake: Intake, tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", intake)
    assert read(tmp_path / "a.xlsx") == intake


def test_nothing_that_is_written_becomes_a_formula(intake: Intake, tmp_path: Path) -> None:
    first = intake.participants[0]
    attack = '=HYPERLINK("https://piege.example","ici")'
    people = (
        dataclasses.replace(first, base=first.base.model_copy(update={"note": attack, "job_title": "+1"})),
    )
    path = tmp_path / "classeur.xlsx"
    changed = dataclasses.replace(intake, participants=people + intake.participants[1:])
    write_template(path, changed)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert read(path) == changed


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=120), note=st.text(max_size=200))
def test_any_text_can_be_written(name: str, note: str, intake: Intake, tmp_path: Path) -> None:
    """Even text that no validation has cleaned gives a workbook that can be read."""
    first = intake.participants[0]
    people = (
        dataclasses.replace(first, base=first.base.model_copy(update={"last_name": name, "note": note})),
    )
    write_template(
        tmp_path / "a.xlsx", dataclasses.replace(intake, participants=people + intake.participants[1:])
    )
    complaints: tuple[Complaint, ...] = ()
    try:
        read(tmp_path / "a.xlsx")
    except Complaints as refused:
        complaints = refused.complaints
    assert {(each.sheet, each.row, each.column) for each in complaints} <= {("Participants", 3, "Nom")}
