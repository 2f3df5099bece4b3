"""Reads an xlsx file that nobody vouches for.

Only what was unpacked within limits and looked at reaches the parser: the parts are put into a new archive, so that
no header can promise one thing to us and another to it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from python_calamine import CalamineWorkbook

from matchmaker.intake.raw_sheet import RawSheet, refuse_file
from matchmaker.intake.sheet_scan import elements, length_of_shared_text, scan
from matchmaker.language import translate as _

GREATEST_FILE = 30_000_000
GREATEST_UNPACKED = 150_000_000
GREATEST_TEXT = 60_000_000
GREATEST_PARTS = 2_000
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_workbook(path: Path) -> list[RawSheet]:
    """All sheets of an xlsx file.

    Raises:
        Complaints: the file isn't one that can be read, with the reason and the way out.
        OSError: the file can't be opened.
    """
    content = path.read_bytes() if path.stat().st_size <= GREATEST_FILE else b""
    if not content:
        raise refuse_file(*(_empty_file() if path.stat().st_size == 0 else _too_large()))
    _refuse_other_kinds(content)
    try:
        parts = _unpack(content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise refuse_file(*_damaged()) from error
    _refuse_other_packages(parts)
    return _parse(parts)


def _empty_file() -> tuple[str, str]:
    return "empty_file", _("Ce fichier est vide : enregistrez de nouveau le classeur.")


def _too_large() -> tuple[str, str]:
    return "too_large", _(
        "Ce fichier est bien trop volumineux pour un événement : vérifiez que c’est le bon classeur."
    )


def _damaged() -> tuple[str, str]:
    return (
        "damaged_file",
        _("Ce fichier est abîmé : ouvrez-le dans le tableur et enregistrez-le de nouveau au format .xlsx."),
    )


def _refuse_other_kinds(content: bytes) -> None:
    """Refuse what isn't an archive, by what it is."""
    if content.startswith(ZIP):
        return
    if content.startswith(OLE) and ENCRYPTED_STREAM in content:
        raise refuse_file(
            "password",
            _(
                "Ce classeur est protégé par un mot de passe : enlevez-le (Fichier, Informations, Protéger) et réessayez."
            ),
        )
    if content.startswith(OLE):
        raise refuse_file(
            "old_workbook", _("Ce fichier est d’un ancien format (.xls) : enregistrez-le au format .xlsx.")
        )
    if content.startswith(PDF):
        raise refuse_file(
            "not_a_workbook", _("Ce fichier est un PDF : donnez le classeur .xlsx dont il est tiré.")
        )
    raise refuse_file(
        "not_a_workbook",
        _(
            "Ce fichier n’est pas un classeur .xlsx : enregistrez-le à ce format, ou donnez un dossier de fichiers CSV."
        ),
    )


def _unpack(content: bytes) -> dict[str, bytes]:
    """The XML parts by name; others (pictures, macros) by name only, since nothing reads them."""
    parts: dict[str, bytes] = {}
    left = GREATEST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > GREATEST_PARTS or len({entry.filename for entry in entries}) < len(entries):
            raise refuse_file(*_damaged())
        for entry in entries:
            if entry.flag_bits & 1:
                raise refuse_file(
                    "password", _("Ce fichier est protégé par un mot de passe : enlevez-le et réessayez.")
                )
            parts[entry.filename] = b""
            if entry.filename.endswith((".xml", ".rels")):
                with archive.open(entry) as part:
                    parts[entry.filename] = part.read(left + 1)
                left -= len(parts[entry.filename])
            if left < 0:
                raise refuse_file(*_too_large())
    return parts


def _refuse_other_packages(parts: dict[str, bytes]) -> None:
    """Refuse an archive that isn't a plain xlsx, by what it is."""
    if any(name.endswith("vbaProject.bin") for name in parts) or b"macroEnabled" in parts.get(
        "[Content_Types].xml", b""
    ):
        raise refuse_file(
            "macros", _("Ce classeur contient des macros : enregistrez-le au format .xlsx, sans macros.")
        )
    if "xl/workbook.xml" not in parts:
        raise refuse_file(
            "not_a_workbook",
            _(
                "Ce fichier n’est pas un classeur .xlsx : ouvrez-le dans le tableur et enregistrez-le à ce format."
            ),
        )
    if any(b"<!DOCTYPE" in content or b"<!ENTITY" in content for content in parts.values()):
        raise refuse_file(*_damaged())


def _parse(parts: dict[str, bytes]) -> list[RawSheet]:
    """The sheets; too large ones are known by name only, since the parser would give each of their cells a place."""
    try:
        scans = {name: scan(name, xml) for name, xml in _sheet_parts(parts).items()}
    except ValueError as error:
        raise refuse_file(*_damaged()) from error
    if length_of_shared_text(parts.get("xl/sharedStrings.xml", b""), scans.values()) > GREATEST_TEXT:
        raise refuse_file(*_too_large())
    try:
        with CalamineWorkbook.from_filelike(_archive(parts)) as workbook:
            return [_fill(scans[name].sheet, workbook) for name in workbook.sheet_names]
    except BaseException as error:  # the parser's panics derive from nothing closer
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise refuse_file(*_damaged()) from error


def _archive(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts in a new archive."""
    archive_file = io.BytesIO()
    with zipfile.ZipFile(archive_file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    archive_file.seek(0)
    return archive_file


def _fill(scanned: RawSheet, workbook: CalamineWorkbook) -> RawSheet:
    if scanned.too_large:
        return scanned
    rows = workbook.get_sheet_by_name(scanned.name).to_python(skip_empty_area=False)
    return replace(scanned, rows=rows)


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Each sheet's XML by the sheet's name.

    Raises:
        ValueError: a sheet has no part, or two have one name.
    """
    relations = elements("Relationship", parts.get("xl/_rels/workbook.xml.rels", b""))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found: dict[str, bytes] = {}
    for attributes in elements("sheet", parts["xl/workbook.xml"]):
        name = attributes.get("name", "")
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), None)
        part = "xl/" + targets.get(relation, "").removeprefix("/xl/")
        if name in found or part not in parts:
            raise ValueError(f"the sheet {name!r} can't be told apart")
        found[name] = parts[part]
    return found
