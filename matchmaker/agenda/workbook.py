"""The organiser's workbook: a summary that leads everywhere, the plan, a sheet for each place and each person."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.agenda.entry import Person
from matchmaker.agenda.event_day import EventDay
from matchmaker.agenda.person_sheet import write_person
from matchmaker.agenda.plan_sheets import write_grid, write_list, write_place, write_unplaced
from matchmaker.agenda.sheet import Look, add_looks, put, put_link
from matchmaker.agenda.sheet_titles import SheetTitles
from matchmaker.agenda.table import HEADING_ROW, Column, Row, write_table
from matchmaker.agenda.times import said_date, said_moment, said_zone
from matchmaker.language import translate as _

PLAN_TAB, PLACE_TAB, PERSON_TAB = "0F5C56", "7FB0A8", "CFD8D3"
BACK_ROW = 2


def workbook_file(day: EventDay) -> bytes:
    """The whole plan as an xlsx file."""
    workbook = Workbook()
    add_looks(workbook)
    titles = SheetTitles()

    def new_sheet(title: str, colour: str) -> Worksheet:
        sheet: Worksheet = workbook.create_sheet(title)
        sheet.sheet_properties.tabColor = colour
        return sheet

    workbook.remove(workbook.worksheets[0])
    summary = new_sheet(titles.take(_("Sommaire")), PLAN_TAB)
    for name, write in (
        (_("Grille"), write_grid),
        (_("Rendez-vous"), write_list),
        (_("Non placés"), write_unplaced),
    ):
        write(new_sheet(titles.take(name), PLAN_TAB), day)
    places = [titles.take(place.name) for place in day.places]
    people = [titles.take(_listed_name(agenda.person)) for agenda in day.agendas]
    _write_summary(summary, day, places, people)
    for place, title in zip(day.places, places, strict=True):
        write_place(new_sheet(title, PLACE_TAB), day, place)
    for agenda, title in zip(day.agendas, people, strict=True):
        write_person(new_sheet(title, PERSON_TAB), agenda)
    for sheet in workbook.worksheets[1:]:
        put_link(sheet, BACK_ROW, 1, summary.title, summary.title)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_summary(sheet: Worksheet, day: EventDay, places: list[str], people: list[str]) -> None:
    """Everyone and every place, each with a link to its sheet."""
    columns = [
        Column(_("Participant·e"), 34),
        Column(_("Structure"), 46),
        Column(_("Rendez-vous"), 13),
        Column(_("Ateliers"), 10),
        Column("", 3),
        Column(_("Lieu"), 30),
        Column(_("Rendez-vous"), 13),
    ]
    rows: list[Row] = [
        [
            (_listed_name(agenda.person), Look.LINK),
            (agenda.person.organisation, Look.TEXT),
            (len(agenda.meetings), Look.NUMBER),
            (len(agenda.workshops), Look.NUMBER),
        ]
        for agenda in day.agendas
    ]
    write_table(sheet, day.event.name, columns, rows, footer=day.event.name)
    put(sheet, 2, 1, f"{_dates(day)} · {said_zone(day.version.updated_at)}", Look.NOTE)
    put(sheet, 3, 1, _version(day), Look.NOTE)
    for row, (agenda, title) in enumerate(zip(day.agendas, people, strict=True), start=HEADING_ROW + 1):
        put_link(sheet, row, 1, _listed_name(agenda.person), title)
    for row, (place, title) in enumerate(zip(day.places, places, strict=True), start=HEADING_ROW + 1):
        put_link(sheet, row, 6, place.name, title)
        put(sheet, row, 7, sum(m.location.code == place.code for m in day.meetings), Look.NUMBER)


def _dates(day: EventDay) -> str:
    first, last = day.event.starts_on, day.event.ends_on
    return said_date(first) if first == last else f"{said_date(first)} – {said_date(last)}"


def _version(day: EventDay) -> str:
    number, moment = day.version.number, said_moment(day.version.updated_at)
    return _("Planning n° {number}, mis à jour le {moment}", number=number, moment=moment)


def _listed_name(person: Person) -> str:
    return f"{person.last_name} {person.first_name}"
