"""All files of a plan, in a folder."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdf
import pytest
import vobject

from matchmaker.agenda.export import export_all
from tests.matchmaker.agenda.small_day import SmallDay

ATTENDING = {"B1", "B2", "S1", "S2", "S3", "W1"}


def test_everyone_who_attends_anything_has_a_calendar_and_a_page(day: SmallDay, tmp_path: Path) -> None:
    export_all(day.session, day.plan, tmp_path / "out")
    folder = tmp_path / "out"
    assert {path.stem for path in folder.glob("agendas/*.ics")} == ATTENDING
    assert {path.stem for path in folder.glob("agendas/*.pdf")} == ATTENDING
    for path in folder.glob("agendas/*.ics"):
        assert vobject.readOne(path.read_bytes().decode()).vevent_list
    for path in (*folder.glob("agendas/*.pdf"), folder / "agendas.pdf", folder / "lieux.pdf"):
        assert len(pypdf.PdfReader(path).pages) > 0
    assert openpyxl.load_workbook(folder / "planning.xlsx").sheetnames
    assert not list(folder.rglob(".*"))


def test_progress_is_told_up_to_the_end(paris_day: SmallDay, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    written = export_all(
        paris_day.session, paris_day.plan, tmp_path, lambda done, of: told.append((done, of))
    )
    assert [done for done, _ in told] == list(range(1, len(written) + 1))
    assert {of for _, of in told} == {len(written)}
    assert all(path.is_file() for path in written)


def test_agendas_of_people_who_no_longer_attend_are_removed(paris_day: SmallDay, tmp_path: Path) -> None:
    export_all(paris_day.session, paris_day.plan, tmp_path)
    (tmp_path / "agendas" / ".X9.pdf.k2j").write_bytes(b"half")
    (tmp_path / "agendas" / "lisez-moi.txt").write_text("à garder")
    (tmp_path / "notes.pdf").write_bytes(b"kept")
    only_workshops = paris_day.add_plan(number=4)
    export_all(paris_day.session, only_workshops, tmp_path)
    assert {path.stem for path in tmp_path.glob("agendas/*.pdf")} == {"B1", "B2", "W1"}
    assert {path.stem for path in tmp_path.glob("agendas/*.ics")} == {"B1", "B2", "W1"}
    assert not list(tmp_path.rglob(".*"))
    assert (tmp_path / "agendas" / "lisez-moi.txt").exists()
    assert (tmp_path / "notes.pdf").exists()


def test_a_large_convention_is_printed_in_several_files(
    paris_day: SmallDay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_all(paris_day.session, paris_day.plan, tmp_path)
    whole = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "agendas.pdf").pages]
    monkeypatch.setattr("matchmaker.agenda.export.ENTRIES_A_FILE", 8)
    export_all(paris_day.session, paris_day.plan, tmp_path)
    assert not (tmp_path / "agendas.pdf").exists()
    files = sorted(tmp_path.glob("agendas-*.pdf"))
    assert len(files) > 1
    parts = [page.extract_text() for path in files for page in pypdf.PdfReader(path).pages]
    assert [text for text in parts if text.strip()] == [text for text in whole if text.strip()]
    monkeypatch.undo()
    export_all(paris_day.session, paris_day.plan, tmp_path)
    assert [path.name for path in tmp_path.glob("agendas*.pdf")] == ["agendas.pdf"]


def test_the_same_plan_gives_the_same_pages_and_calendars(paris_day: SmallDay, tmp_path: Path) -> None:
    first = export_all(paris_day.session, paris_day.plan, tmp_path / "first")
    second = export_all(paris_day.session, paris_day.plan, tmp_path / "second")
    for one, other in zip(first, second, strict=True):
        if one.suffix != ".xlsx":
            assert one.read_bytes() == other.read_bytes()


def test_a_folder_that_cannot_be_is_an_error_of_the_system(paris_day: SmallDay, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OSError, match="out"):
        export_all(paris_day.session, paris_day.plan, tmp_path / "out")
