"""From raw sheets to tables: which sheet is which, which column is which, which rows hold data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchmaker.intake.cells import Cell, CellError, as_text, is_empty
from matchmaker.intake.choices import key, nearest
from matchmaker.intake.columns import Column, Sheet
from matchmaker.intake.findings import Findings
from matchmaker.intake.raw_sheet import GREATEST_COLUMNS, GREATEST_ROWS, RawSheet
from matchmaker.intake.sheets import LISTS, READ_ME, SHEETS, find_sheet
from matchmaker.language import translate as _

TITLES_WITHIN = 10
"""Titles stand in one of the first so many rows."""
EXAMPLE = "exemple"


@dataclass(frozen=True)
class Table:
    """A sheet that was recognised: where each of its columns stands, and its rows of data by their number."""

    sheet: Sheet
    place_of: dict[str, int]
    rows: tuple[tuple[int, Sequence[Cell]], ...]

    def cells(self, row: Sequence[Cell]) -> Iterator[tuple[Column, Cell]]:
        """The row's cells in the order of the sheet's columns; None where the row or the table lacks it."""
        for column in self.sheet.columns:
            place = self.place_of.get(column.field)
            yield column, row[place] if place is not None and place < len(row) else None


def recognise(raws: Sequence[RawSheet], findings: Findings) -> dict[str, Table]:
    """The tables by noun, with complaints about unknown, missing, doubled and unreadable ones."""
    known: dict[str, RawSheet] = {}
    for raw in raws:
        sheet = find_sheet(raw.name)
        if sheet is None:
            _note_unknown_sheet(raw.name, findings)
        elif sheet.noun in known:
            findings.complain(
                raw.name, code="sheet_twice", sentence=_("Cette feuille figure deux fois : gardez-en une.")
            )
        else:
            known[sheet.noun] = raw
    tables = {}
    for sheet in SHEETS:
        if sheet.noun in known:
            tables[sheet.noun] = _table(sheet, known[sheet.noun], findings)
        elif sheet.required:
            findings.complain(sheet.name, code="sheet_missing", sentence=_missing_sheet(raws))
    return tables


def _note_unknown_sheet(name: str, findings: Findings) -> None:
    if key(name) in (key(READ_ME), key(LISTS)):
        return
    meant = nearest(name, (sheet.name for sheet in SHEETS))
    if meant:
        findings.complain(
            name, code="unknown_sheet", sentence=_("Cette feuille n’est pas connue."), suggestion=meant
        )
    else:
        findings.notice(
            name, code="sheet_ignored", sentence=_("Cette feuille n’est pas connue : elle n’a pas été lue.")
        )


def _missing_sheet(raws: Sequence[RawSheet]) -> str:
    found = ", ".join(raw.name[:40] for raw in raws[:20])
    return _("Il manque cette feuille ; le fichier contient : {found}.", found=found or "—")


def _table(sheet: Sheet, raw: RawSheet, findings: Findings) -> Table:
    if raw.too_large:
        sentence = _(
            "Cette feuille dépasse {rows} lignes ou {columns} colonnes : supprimez celles qui sont inutiles.",
            rows=GREATEST_ROWS,
            columns=GREATEST_COLUMNS,
        )
        findings.complain(sheet.name, code="too_large", sentence=sentence)
        return Table(sheet, {}, ())
    titles_at, place_of = _find_titles(sheet, raw, findings)
    if titles_at is None:
        return Table(sheet, {}, ())
    _note_formulas(sheet, raw, titles_at, place_of, findings)
    rows = tuple(
        (number, row)
        for number, row in enumerate(raw.rows[titles_at:], titles_at + 1)
        if not all(map(is_empty, row))
        and not _is_example(row)
        and not (number == titles_at + 1 and _is_help(row, sheet, place_of))
    )
    if sheet.required and not rows:
        findings.complain(
            sheet.name,
            code="sheet_empty",
            sentence=_(
                "Cette feuille n’a encore aucune ligne. Elle attend ceci : {purpose}", purpose=sheet.purpose
            ),
        )
    return Table(sheet, place_of, rows)


def _find_titles(sheet: Sheet, raw: RawSheet, findings: Findings) -> tuple[int | None, dict[str, int]]:
    """The number of the row of titles, and the place of each field in it."""
    candidates = [
        (len(set(map(_title_key, row)) & sheet.column_by_key.keys()), -number)
        for number, row in enumerate(raw.rows[:TITLES_WITHIN], 1)
    ]
    recognised, minus_number = max(candidates, default=(0, 0))
    if not recognised:
        if any(not all(map(is_empty, row)) for row in raw.rows) or sheet.required:
            titles = ", ".join(column.title for column in sheet.columns if column.required)
            sentence = _("Les titres des colonnes manquent ; il faut au moins : {titles}.", titles=titles)
            findings.complain(sheet.name, code="titles_missing", sentence=sentence)
        return None, {}
    return -minus_number, _places(sheet, -minus_number, raw.rows[-minus_number - 1], findings)


def _places(sheet: Sheet, number: int, titles: Sequence[Cell], findings: Findings) -> dict[str, int]:
    place_of: dict[str, int] = {}
    unknown: list[str] = []
    for place, cell in enumerate(titles):
        title = _title(cell)
        column = sheet.column_by_key.get(key(title))
        if column is None:
            unknown += [title] if title else []
        elif column.field in place_of:
            sentence = _("Cette colonne figure deux fois : gardez-en une.")
            findings.complain(sheet.name, number, column.title, "column_twice", sentence)
        else:
            place_of[column.field] = place
    _note_unknown_columns(sheet, number, unknown, place_of, findings)
    for column in sheet.columns:
        if column.required and column.field not in place_of:
            findings.complain(
                sheet.name, number, column.title, "column_missing", _("Cette colonne obligatoire manque.")
            )
    return place_of


def _note_unknown_columns(
    sheet: Sheet, number: int, unknown: Sequence[str], place_of: dict[str, int], findings: Findings
) -> None:
    free = [column.title for column in sheet.columns if column.field not in place_of]
    ignored = []
    for title in unknown:
        meant = nearest(title, free)
        if meant:
            findings.complain(
                sheet.name, number, title[:60], "unknown_column", _("Ce titre n’est pas connu."), meant
            )
        else:
            ignored.append(title[:60])
    if ignored:
        sentence = _(
            "Ces colonnes ne sont pas connues et n’ont pas été lues : {titles}.",
            titles=", ".join(ignored[:20]),
        )
        findings.notice(sheet.name, number, "", "columns_ignored", sentence)


def _note_formulas(
    sheet: Sheet, raw: RawSheet, titles_at: int, place_of: dict[str, int], findings: Findings
) -> None:
    """One complaint a column for its formulas, one a cell for errors shown by the spreadsheet."""
    columns = {place + 1: sheet.column_by_field[field] for field, place in place_of.items()}
    for place, column in columns.items():
        rows = sorted(row for row, where in raw.formulas if where == place and row > titles_at)
        if rows:
            sentence = _(
                "Des cellules contiennent des formules (lignes {rows}) : copiez la colonne, puis collez-la à sa place "
                "avec Collage spécial, Valeurs.",
                rows=_spans(rows),
            )
            findings.complain(sheet.name, rows[0], column.title, "formula", sentence)
    for row, where in sorted(raw.errors):
        if where in columns and row > titles_at and (row, where) not in raw.formulas:
            sentence = _("Le tableur affiche une erreur dans cette cellule : écrivez la valeur à la place.")
            findings.complain(sheet.name, row, columns[where].title, "spreadsheet_error", sentence)


def _spans(rows: Sequence[int]) -> str:
    """``3, 5`` or, for many rows, ``3 … 120``."""
    return ", ".join(map(str, rows)) if len(rows) <= 5 else f"{rows[0]} … {rows[-1]}"


def _is_example(row: Sequence[Cell]) -> bool:
    first = next((cell for cell in row if not is_empty(cell)), None)
    return isinstance(first, str) and key(first).split(" ")[0] == EXAMPLE


def _is_help(row: Sequence[Cell], sheet: Sheet, place_of: dict[str, int]) -> bool:
    """Whether a row repeats the help lines of the template, in half of its cells or more."""
    filled = sum(not is_empty(cell) for cell in row)
    repeated = sum(
        place < len(row)
        and isinstance(row[place], str)
        and key(str(row[place])) == key(sheet.column_by_field[field].help)
        for field, place in place_of.items()
    )
    return repeated * 2 >= max(filled, 2)


def _title(cell: Cell) -> str:
    """A title without the star that marks required columns."""
    try:
        return " ".join(as_text(cell).split()).rstrip("* ")
    except CellError:
        return ""


def _title_key(cell: Cell) -> str:
    return key(_title(cell))
