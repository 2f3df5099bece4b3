"""A folder of CSV reads alike in every form that French spreadsheets export."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from matchmaker.intake.complaints import Complaints
from matchmaker.intake.intake import Intake
from matchmaker.intake.reader import read
from matchmaker.intake.sheets import SHEETS


def as_shown(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M:%S}"
    return str(value)


@pytest.fixture
def save_as_csv(workbook: Path, tmp_path: Path) -> Callable[..., Path]:
    def save(
        encoding: str = "utf-8", delimiter: str = ";", *, quoting: int = csv.QUOTE_MINIMAL, line: str = "\r\n"
    ) -> Path:
        folder = tmp_path / "csv"
        folder.mkdir()
        book = openpyxl.load_workbook(workbook)
        for sheet in SHEETS:
            with (folder / sheet.file_name).open(
                "w", encoding=encoding, newline="", errors="replace"
            ) as file:
                writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=line)
                for row in book[sheet.name].iter_rows(values_only=True):
                    writer.writerow([as_shown(value) for value in row])
        return folder

    return save


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_dialect_reads_alike(
    encoding: str, delimiter: str, save_as_csv: Callable[..., Path], intake: Intake
) -> None:
    assert read(save_as_csv(encoding, delimiter)) == intake


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_every_end_of_line_reads_alike(line: str, save_as_csv: Callable[..., Path], intake: Intake) -> None:
    assert read(save_as_csv(quoting=csv.QUOTE_ALL, line=line)) == intake


def test_names_of_files_and_titles_are_read_whatever_their_accents_and_case(
    save_as_csv: Callable[..., Path], intake: Intake
) -> None:
    folder = save_as_csv()
    (folder / "evenement.csv").rename(folder / "ÉVÉNEMENT.CSV")
    people = folder / "participants.csv"
    titles, rest = people.read_text(encoding="utf-8").split("\n", 1)
    aliases = {"Prénom *": "PRENOM", "Courriel *": "e-mail", "Téléphone": "Tél", "Fonction": "Poste"}
    for title, alias in aliases.items():
        assert title in titles
        titles = titles.replace(title, alias)
    people.write_text(titles + "\n" + rest, encoding="utf-8")
    assert read(folder) == intake


def test_the_workbooks_name_may_stand_before_the_sheets(
    save_as_csv: Callable[..., Path], intake: Intake
) -> None:
    folder = save_as_csv()
    for sheet in SHEETS:
        (folder / sheet.file_name).rename(folder / f"journee 2021-{sheet.name}.csv")
    assert read(folder) == intake


def test_columns_may_stand_in_any_order_below_a_heading(
    save_as_csv: Callable[..., Path], intake: Intake
) -> None:
    folder = save_as_csv()
    path = folder / "structures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [list(reversed(row)) for row in csv.reader(file, delimiter=";")]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["Les structures de la journée"], [], *rows])
    assert read(folder) == intake


def test_marks_against_formulas_are_taken_off(save_as_csv: Callable[..., Path]) -> None:
    folder = save_as_csv()
    path = folder / "participants.csv"
    content = path.read_text(encoding="utf-8")
    path.write_text(
        content.replace("Part tôt", "'=SOMME(A1)").replace(";Hélène;", ';"=""Hélène""";'), encoding="utf-8"
    )
    people = read(folder).participants
    assert people[1].base.note == "=SOMME(A1)"
    assert people[0].base.first_name == "Hélène"


def test_lost_zeros_are_restored_and_told(save_as_csv: Callable[..., Path], intake: Intake) -> None:
    folder = save_as_csv()
    for name, whole, lost in (
        ("structures.csv", ";01000;", ";1000;"),
        ("participants.csv", "01 99 00 00 01", "199000001"),
    ):
        content = (folder / name).read_text(encoding="utf-8")
        assert whole in content
        (folder / name).write_text(content.replace(whole, lost), encoding="utf-8")
    found = read(folder)
    assert found.organisations == intake.organisations
    assert found.participants == intake.participants
    assert [(notice.sheet, notice.row, notice.code) for notice in found.notices] == [
        ("Structures", 4, "restored"),
        ("Participants", 4, "restored"),
    ]


def test_a_file_that_isnt_text(
    save_as_csv: Callable[..., Path], complaints_of: Callable[[Path], Complaints]
) -> None:
    folder = save_as_csv()
    (folder / "salles.csv").write_bytes(b"PK\x03\x04\x00\x00\x00binary")
    [complaint] = complaints_of(folder).complaints
    assert complaint.code == "not_text"
    assert "salles.csv" in complaint.sentence


def test_other_files_are_left_aside(save_as_csv: Callable[..., Path], intake: Intake) -> None:
    folder = save_as_csv()
    (folder / "README.md").write_text("# Notes", encoding="utf-8")
    (folder / "bilan carbone.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    found = read(folder)
    assert found.participants == intake.participants
    assert [notice.code for notice in found.notices] == ["sheet_ignored"]
