"""The organiser's workbook, read back by two libraries."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from matchmaker.agenda.event_day import EventDay, event_day
from matchmaker.agenda.sheet import Look, add_looks, put
from matchmaker.agenda.sheet_titles import LONGEST_TITLE, SheetTitles
from matchmaker.agenda.table import HEADING_ROW
from matchmaker.agenda.workbook import workbook_file
from matchmaker.language import speaking
from matchmaker.models import stored_id
from tests.matchmaker.agenda.small_day import NASTY, SmallDay


def whole_day(day: SmallDay) -> EventDay:
    return event_day(day.session, day.plan)


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True))


def test_there_is_a_sheet_for_each_place_and_each_person(paris_day: SmallDay) -> None:
    titles = read(workbook_file(whole_day(paris_day))).sheetnames
    assert titles[:7] == ["Sommaire", "Grille", "Rendez-vous", "Non placés", "Table 1", "Table 2", "Visio 1"]
    assert [title for title in titles[7:] if "SUM" not in title] == [
        "d’Artois Camille",
        "Dupont Camille",
        "Étienne Camille",
        "Évrard Camille",
        "Zola Camille",
    ]


def test_the_list_holds_the_meetings_in_the_time_of_the_event(day: SmallDay) -> None:
    found = rows(read(workbook_file(whole_day(day)))["Rendez-vous"])
    assert [row[1] for row in found] == [time(14), time(14, 20), time(14, 40), time(15, 30), time(15, 50)]
    first = found[0]
    assert first[0].date() == date(2021, 11, 18)  # type: ignore[attr-defined]  # openpyxl names every type a cell may hold
    assert first[3:8] == (
        "Table 1, Salle Nord, 1er étage",
        "Camille Étienne",
        "Ville de Montreuil",
        "Camille Dupont",
        "Régie des Lilas",
    )
    assert first[8] == 700


def test_the_grid_has_each_meeting_in_its_cell(paris_day: SmallDay) -> None:
    grid = rows(read(workbook_file(whole_day(paris_day)))["Grille"])
    assert len(grid) == 6
    filled = {(r, c) for r, row in enumerate(grid) for c, value in enumerate(row[2:]) if value}
    assert filled == {(0, 0), (1, 0), (2, 1), (3, 2), (4, 1)}
    assert str(grid[0][2]).splitlines() == [
        "Ville de Montreuil",
        "Camille Étienne",
        "Régie des Lilas",
        "Camille Dupont",
    ]


def test_the_unplaced_are_listed_with_a_reason(paris_day: SmallDay) -> None:
    (row,) = rows(read(workbook_file(whole_day(paris_day)))["Non placés"])
    assert row[0] == "Camille Zola"
    assert row[4] == 300
    assert row[5] == "Les deux ne sont jamais disponibles au même créneau."


def test_a_person_sheet_tells_the_day(paris_day: SmallDay) -> None:
    sheet = read(workbook_file(whole_day(paris_day)))["Étienne Camille"]
    found = rows(sheet)
    assert [row[3] for row in found[:3]] == ["Comprendre les marchés réservés", "Pause", "Régie des Lilas"]
    assert "Propose le nettoyage" in str(found[2][7])
    assert "s3@lilas.example" in str(found[-1][4]), "who consented"
    assert "s1@lilas.example" not in str(found), "who did not"


def test_every_link_of_the_summary_leads_to_a_sheet(paris_day: SmallDay) -> None:
    book = read(workbook_file(whole_day(paris_day)))
    targets = {
        cell.hyperlink.location.removesuffix("!A1").strip("'").replace("''", "'")
        for row in book["Sommaire"].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert targets == set(book.sheetnames[4:])


def test_no_text_becomes_a_formula(paris_day: SmallDay) -> None:
    content = workbook_file(whole_day(paris_day))
    for sheet in read(content).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(re.search(r"<f[ >]", sheet) for sheet in sheets)


def test_a_second_library_reads_nasty_text_as_it_was(paris_day: SmallDay) -> None:
    content = workbook_file(whole_day(paris_day))
    table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Rendez-vous").to_python()
    clean = NASTY.replace("\x00", "").replace("\x07", "")
    assert clean in [str(row[7]) for row in table]


def test_headings_stay_in_sight_and_are_printed_again(paris_day: SmallDay) -> None:
    book = read(workbook_file(whole_day(paris_day)))
    for sheet in book.worksheets:
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["Grille"].freeze_panes == f"C{HEADING_ROW + 1}"


def test_an_empty_plan_is_a_workbook_too(paris_day: SmallDay) -> None:
    empty = paris_day.add_plan(number=4)
    book = read(workbook_file(event_day(paris_day.session, empty)))
    assert rows(book["Rendez-vous"]) == []
    assert stored_id(empty)


def test_it_speaks_the_language_in_force(paris_day: SmallDay) -> None:
    with speaking("en"):
        assert workbook_file(whole_day(paris_day))


@given(st.lists(st.text(max_size=60), max_size=30))
def test_titles_are_such_as_a_workbook_accepts(wanted: list[str]) -> None:
    given_out = SheetTitles()
    titles = [given_out.take(name) for name in wanted]
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title.encode("utf-16-le")) // 2 <= LONGEST_TITLE
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", title)
        assert title[0] != "'"
        assert title[-1] != "'"


@given(st.text(max_size=200))
def test_any_text_in_a_cell_is_read_back_as_text(text: str) -> None:
    book = Workbook()
    add_looks(book)
    cell = put(book.worksheets[0], 1, 1, text, Look.TEXT)
    file = io.BytesIO()
    book.save(file)
    back = openpyxl.load_workbook(io.BytesIO(file.getvalue())).worksheets[0]["A1"]
    assert back.value == cell.value
    assert back.value is None or back.data_type != "f"


@pytest.mark.parametrize("text", ["=SUM(A1)", "+33 1", "-1", "@SUM(A1)", "#N/A"])
def test_text_that_looks_like_a_formula_stays_text_when_edited(text: str) -> None:
    book = Workbook()
    add_looks(book)
    cell = put(book.worksheets[0], 1, 1, text, Look.TEXT)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix or text.startswith("#")
