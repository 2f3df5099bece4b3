"""Files that nobody should be able to hurt us with, or that aren't what they seem: a sentence, never a traceback."""

from __future__ import annotations

import contextlib
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from matchmaker.intake.complaints import Complaints
from matchmaker.intake.intake import Intake
from matchmaker.intake.reader import read
from matchmaker.intake.workbook_file import GREATEST_FILE, GREATEST_UNPACKED

Refused = Callable[[Path], Complaints]

OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def rewrite(
    path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> None:
    """Write the archive anew with each part changed, dropped (None), or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | (more or {})).items():
            if content is not None:
                archive.writestr(name, content)


def one_code(complaints: Complaints) -> str:
    [complaint] = complaints.complaints
    assert complaint.sentence.endswith((".", "!"))
    return complaint.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not_a_workbook"),
        (b"Code;Nom\nA;B\n", "not_a_workbook"),
        (OLE_HEADER + "EncryptedPackage".encode("utf-16-le") + bytes(400), "password"),
        (OLE_HEADER + "Workbook".encode("utf-16-le") + bytes(400), "old_workbook"),
        (b"PK\x03\x04" + bytes(30), "damaged_file"),
    ],
)
def test_what_isnt_a_workbook_is_told_apart(
    content: bytes, code: str, tmp_path: Path, complaints_of: Refused
) -> None:
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(content)
    assert one_code(complaints_of(path)) == code


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook(kept: float, workbook: Path, complaints_of: Refused) -> None:
    content = workbook.read_bytes()
    workbook.write_bytes(content[: int(len(content) * kept)])
    assert one_code(complaints_of(workbook)) == "damaged_file"


def test_flipped_bytes_never_escape_as_another_error(workbook: Path) -> None:
    content = workbook.read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 20)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        workbook.write_bytes(bytes(changed))
        with contextlib.suppress(Complaints):
            read(workbook)


def test_no_file(tmp_path: Path, complaints_of: Refused) -> None:
    assert one_code(complaints_of(tmp_path / "absent.xlsx")) == "no_such_file"


def test_a_file_that_cant_be_opened(tmp_path: Path, complaints_of: Refused) -> None:
    (tmp_path / "boucle.xlsx").symlink_to("boucle.xlsx")
    assert one_code(complaints_of(tmp_path / "boucle.xlsx")) == "unreadable_file"


def test_an_empty_folder(tmp_path: Path, complaints_of: Refused) -> None:
    assert one_code(complaints_of(tmp_path)) == "empty_folder"


def test_a_file_too_large_is_not_even_read(tmp_path: Path, complaints_of: Refused) -> None:
    path = tmp_path / "classeur.xlsx"
    with path.open("wb") as file:
        file.truncate(GREATEST_FILE + 1)
    assert one_code(complaints_of(path)) == "too_large"


def test_a_zip_bomb(workbook: Path, complaints_of: Refused) -> None:
    bomb = b"<worksheet>" + b" " * (GREATEST_UNPACKED + 1)
    rewrite(workbook, lambda name, content: bomb if name == "xl/worksheets/sheet2.xml" else content)
    assert workbook.stat().st_size < 2_000_000
    assert one_code(complaints_of(workbook)) == "too_large"


def test_a_bomb_whose_header_lies_about_its_size(workbook: Path, complaints_of: Refused) -> None:
    bomb = b"<worksheet>" + b" " * (GREATEST_UNPACKED + 1)
    rewrite(workbook, lambda name, content: bomb if name == "xl/worksheets/sheet2.xml" else content)
    honest = struct.pack("<I", len(bomb))
    workbook.write_bytes(workbook.read_bytes().replace(honest, struct.pack("<I", 1000)))
    assert one_code(complaints_of(workbook)) in ("damaged_file", "too_large")


def test_one_long_text_in_every_cell(workbook: Path, complaints_of: Refused) -> None:
    cells = "".join(f'<row r="{r}">' + f'<c r="A{r}" t="s"><v>0</v></c>' + "</row>" for r in range(1, 19_000))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + "x" * 32_000
        + "</t></si></sst>"
    )
    changed = {"xl/worksheets/sheet2.xml": sheet.encode(), "xl/sharedStrings.xml": shared.encode()}
    rewrite(workbook, lambda _name, content: content, changed)
    assert one_code(complaints_of(workbook)) == "too_large"


def test_entities_that_expand(workbook: Path, complaints_of: Refused) -> None:
    laugh = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    rewrite(workbook, lambda name, content: laugh + content if name == "xl/workbook.xml" else content)
    assert one_code(complaints_of(workbook)) == "damaged_file"


def test_a_cell_in_the_last_corner_of_a_sheet(workbook: Path, complaints_of: Refused) -> None:
    book = openpyxl.load_workbook(workbook)
    book["Participants"]["XFD1048576"] = "ici"
    book.save(workbook)
    found = complaints_of(workbook).complaints
    assert {(each.sheet, each.code) for each in found} >= {("Participants", "too_large")}


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r = "XFD1048576" t="n"><v>1</v></c>',
        b'<c x=">" r="XFD1048576"><v>1</v></c>',
        b"<c " + b"y" * 500 + b"='' r='xfd1048576'><v>1</v></c>",
        b'<c r="&#88;FD1048576"><v>1</v></c>',
        b'<row r="1048576"><c><v>1</v></c></row>',
    ],
)
def test_a_distant_cell_that_hides(cell: bytes, workbook: Path, complaints_of: Refused) -> None:
    rewrite(
        workbook,
        lambda name, content: (
            content.replace(b"</sheetData>", b'<row r="9">' + cell + b"</row></sheetData>")
            if name.startswith("xl/worksheets/sheet9")
            else content
        ),
    )
    found = complaints_of(workbook).complaints
    assert {each.code for each in found} & {"too_large", "damaged_file"}


def test_a_sheet_that_the_parser_sees_and_we_do_not(workbook: Path, complaints_of: Refused) -> None:
    for old, new in (
        (b"worksheets/sheet9.xml", b"worksheets/../worksheets/sheet9.xml"),
        (b'name="Participants"', b'name="Structures"'),
    ):
        content = workbook.read_bytes()
        rewrite(
            workbook, lambda name, part, o=old, n=new: part.replace(o, n) if "workbook.xml" in name else part
        )
        assert one_code(complaints_of(workbook)) == "damaged_file"
        workbook.write_bytes(content)


def test_two_hundred_columns(workbook: Path, complaints_of: Refused) -> None:
    book = openpyxl.load_workbook(workbook)
    for column in range(22, 223):
        book["Participants"].cell(1, column, f"Colonne {column}")
    book.save(workbook)
    assert {("Participants", "too_large")} <= {
        (each.sheet, each.code) for each in complaints_of(workbook).complaints
    }


def test_some_unknown_columns_are_left_aside_and_told(workbook: Path, intake: Intake) -> None:
    book = openpyxl.load_workbook(workbook)
    for column in range(22, 60):
        book["Participants"].cell(1, column, f"Couleur préférée {column}")
    book.create_sheet("Mes notes de réunion")["A1"] = "à faire"
    book.save(workbook)
    result = read(workbook)
    assert result.participants == intake.participants
    assert {notice.code for notice in result.notices} == {"columns_ignored", "sheet_ignored"}


@pytest.mark.parametrize("content_type", [b"macroEnabled.main+xml", None])
def test_macros(content_type: bytes | None, workbook: Path, complaints_of: Refused) -> None:
    if content_type:
        rewrite(
            workbook,
            lambda name, content: content + content_type if name == "[Content_Types].xml" else content,
        )
    else:
        rewrite(workbook, lambda _name, content: content, {"xl/vbaProject.bin": OLE_HEADER})
    assert one_code(complaints_of(workbook)) == "macros"


def test_another_kind_of_archive(tmp_path: Path, complaints_of: Refused) -> None:
    path = tmp_path / "classeur.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    assert one_code(complaints_of(path)) == "not_a_workbook"


def test_an_archive_with_a_password(workbook: Path, complaints_of: Refused) -> None:
    content = bytearray(workbook.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    workbook.write_bytes(bytes(content))
    assert one_code(complaints_of(workbook)) == "password"


def test_parts_of_one_name(workbook: Path, complaints_of: Refused) -> None:
    with zipfile.ZipFile(workbook, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert one_code(complaints_of(workbook)) == "damaged_file"


def test_an_empty_workbook(tmp_path: Path, complaints_of: Refused) -> None:
    path = tmp_path / "classeur.xlsx"
    openpyxl.Workbook().save(path)
    found = complaints_of(path).complaints
    assert {each.code for each in found} == {"sheet_missing"}
    assert "Participants" in {each.sheet for each in found}


def test_an_empty_sheet(workbook: Path, complaints_of: Refused) -> None:
    book = openpyxl.load_workbook(workbook)
    book["Rôles"].delete_rows(1, 100)
    book["Salles"].delete_rows(1, 100)
    book.save(workbook)
    found = complaints_of(workbook).complaints
    assert ("Rôles", "titles_missing") in {(each.sheet, each.code) for each in found}
    assert ("Lieux", "unknown_reference") in {(each.sheet, each.code) for each in found}
    assert "Salles" not in {each.sheet for each in found}


def test_control_characters_are_cleaned(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book["Participants"]["C3"] = "_x0007_Mar_x0000_chetti _x001B_"
    book.save(workbook)
    last_name = read(workbook).participants[0].base.last_name
    assert all(character.isprintable() for character in last_name)


def test_a_sheet_name_that_holds_markup(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book.create_sheet("<b>&'notes")
    book.save(workbook)
    assert read(workbook).event.code == "essai"
