"""The workbook's first page: how to fill it in, in one look."""

from __future__ import annotations

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.intake import template_style as style
from matchmaker.intake.sheets import LISTS, READ_ME, SHEETS

TITLE = "Préparer une convention d’affaires"
STEPS = (
    "Remplissez les feuilles dans l’ordre des onglets. Celles marquées « à remplir » sont nécessaires, les autres facultatives.",
    "Ligne 1 : les titres, * pour une colonne obligatoire. Ligne 2 : une aide. Ligne jaune : un exemple, qui n’est jamais lu.",
    "Vérifiez le classeur : aparte check classeur.xlsx. Tout ce qui est à corriger est dit, feuille par feuille et ligne par ligne.",
    "Calculez le planning : aparte plan classeur.xlsx --out journee. Rien n’est envoyé à personne.",
)
RULES = (
    "Un code est un nom court, sans espace ni accent, qui sert à désigner une ligne depuis une autre feuille : acheteur, P001, A1.",
    f"Plusieurs valeurs dans une cellule se séparent par un point-virgule. Les valeurs possibles sont dans la feuille « {LISTS} ».",
    "Les dates s’écrivent 18/11/2021, les heures 14:00, les intervalles 14:00-14:40.",
    "Une cellule vide vaut ce que dit l’aide de sa colonne.",
    "Vous pouvez changer l’ordre des colonnes, en supprimer de facultatives, ajouter des feuilles à vous.",
)


def write_read_me(page: Worksheet) -> None:
    """Fill the page, with a link to each sheet."""
    page.title = READ_ME
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 96
    page.column_dimensions["C"].width = 14
    style.as_heading(page.cell(1, 1, TITLE))
    row = _paragraphs(
        page, 3, "En quatre étapes", [f"{number}. {step}" for number, step in enumerate(STEPS, 1)]
    )
    row = _sheets(page, row + 1)
    _paragraphs(page, row + 1, "Bon à savoir", [f"• {rule}" for rule in RULES])
    style.for_print(page)


def _paragraphs(page: Worksheet, row: int, heading: str, paragraphs: list[str]) -> int:
    """Write a heading and its paragraphs; the number of the row after them."""
    style.as_heading(page.cell(row, 1, heading))
    for number, paragraph in enumerate(paragraphs, row + 1):
        page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=3)
        style.as_paragraph(page.cell(number, 1, paragraph))
        page.row_dimensions[number].height = 32 if len(paragraph) > 140 else 17
    return row + len(paragraphs) + 1


def _sheets(page: Worksheet, row: int) -> int:
    """Write the list of sheets, each a link; the number of the row after it."""
    style.as_heading(page.cell(row, 1, "Les feuilles"))
    for number, sheet in enumerate(SHEETS, row + 1):
        link = page.cell(number, 1, sheet.name)
        link.hyperlink = f"#{quote_sheetname(sheet.name)}!A3"
        style.as_link(link)
        style.as_paragraph(page.cell(number, 2, sheet.purpose))
        style.as_paragraph(page.cell(number, 3, "à remplir" if sheet.required else "facultative"))
    return row + len(SHEETS) + 1
