"""The sheets on the plan as a whole: the grid, the list, what is left out, and each place's day."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.agenda.entry import Location, Person
from matchmaker.agenda.event_day import EventDay, PlannedMeeting
from matchmaker.agenda.sheet import Look
from matchmaker.agenda.table import Column, Row, add_filter, write_table
from matchmaker.agenda.wording import said_location, said_names, said_room
from matchmaker.language import translate as _

PLACES_A_PAGE = 6
REASONS_LISTED = 2


def write_grid(sheet: Worksheet, day: EventDay) -> None:
    """Slots down, places across; an empty cell is free."""
    meetings = {(m.slot.id, m.location.code): m for m in day.meetings}
    columns = [Column(_("Jour"), 16), Column(_("Début"), 8), *(Column(_heading(p), 28) for p in day.places)]
    rows: list[Row] = []
    for slot in day.slots:
        held = (meetings.get((slot.id, place.code)) for place in day.places)
        cells: Row = [(_in_grid(meeting) if meeting else None, Look.TEXT) for meeting in held]
        rows.append([(slot.start.date(), Look.DAY), (slot.start.time(), Look.TIME), *cells])
    write_table(
        sheet,
        _("Grille"),
        columns,
        rows,
        footer=day.event.name,
        frozen_columns=2,
        pages_wide=max(1, -(-len(day.places) // PLACES_A_PAGE)),
    )
    sheet.print_title_cols = "A:B"


def write_list(sheet: Worksheet, day: EventDay) -> None:
    """A meeting a row, in time order."""
    columns = [
        Column(_("Jour"), 16),
        Column(_("Début"), 8),
        Column(_("Fin"), 8),
        Column(_("Lieu"), 20),
        *_side_columns(),
        Column(_("Affinité"), 9),
        Column(_("Pourquoi"), 44),
        Column(_("Lien"), 26),
        Column(_("Fixé"), 6),
        Column(_("Code"), 16),
    ]
    rows = (_list_row(meeting) for meeting in day.meetings)
    write_table(sheet, _("Rendez-vous"), columns, rows, footer=day.event.name, frozen_columns=3)
    add_filter(sheet, len(columns))


def write_unplaced(sheet: Worksheet, day: EventDay) -> None:
    """What a wish or the organiser asked for and the plan doesn't hold, and why."""
    columns = [
        Column(_("Demandé par"), 26),
        Column(_("Structure"), 32),
        Column(_("Pour rencontrer"), 26),
        Column(_("Structure"), 32),
        Column(_("Affinité"), 9),
        Column(_("Pourquoi ce rendez-vous n’a pas lieu"), 70),
    ]
    rows: list[Row] = [
        [
            (pair.a.name, Look.STRONG),
            (pair.a.organisation, Look.TEXT),
            (pair.b.name, Look.STRONG),
            (pair.b.organisation, Look.TEXT),
            (pair.score, Look.NUMBER),
            (pair.reason, Look.TEXT),
        ]
        for pair in day.unplaced
    ]
    write_table(sheet, _("Non placés"), columns, rows, footer=day.event.name)
    add_filter(sheet, len(columns))


def write_place(sheet: Worksheet, day: EventDay, place: Location) -> None:
    """A place's day: every slot, and who sits there."""
    meetings = {m.slot.id: m for m in day.meetings if m.location.code == place.code}
    columns = [
        Column(_("Jour"), 16),
        Column(_("Début"), 8),
        Column(_("Fin"), 8),
        *_side_columns(),
        Column(_("Lien"), 30),
    ]
    rows: list[Row] = []
    for slot in day.slots:
        times: Row = [
            (slot.start.date(), Look.DAY),
            (slot.start.time(), Look.TIME),
            (slot.end.time(), Look.TIME),
        ]
        meeting = meetings.get(slot.id)
        held: Row = [*_sides(meeting), (meeting.video_url, Look.TEXT)] if meeting else [(None, Look.TEXT)] * 5
        rows.append([*times, *held])
    write_table(sheet, said_location(place), columns, rows, footer=day.event.name)


def _heading(place: Location) -> str:
    return "\n".join(part for part in (place.name, said_room(place)) if part)


def _in_grid(meeting: PlannedMeeting) -> str:
    lines = (line for side in (meeting.a, meeting.b) for line in (_organisations(side), said_names(side)))
    return "\n".join(lines)


def _list_row(meeting: PlannedMeeting) -> Row:
    return [
        (meeting.slot.start.date(), Look.DAY),
        (meeting.slot.start.time(), Look.TIME),
        (meeting.slot.end.time(), Look.TIME),
        (said_location(meeting.location), Look.TEXT),
        *_sides(meeting),
        (meeting.score, Look.NUMBER),
        ("\n".join(meeting.reasons[:REASONS_LISTED]), Look.TEXT),
        (meeting.video_url, Look.TEXT),
        (_("oui") if meeting.pinned else None, Look.TEXT),
        (meeting.code, Look.TEXT),
    ]


def _side_columns() -> list[Column]:
    return [
        Column(_("Cherche"), 24),
        Column(_("Structure"), 30),
        Column(_("Propose"), 24),
        Column(_("Structure"), 30),
    ]


def _sides(meeting: PlannedMeeting) -> Row:
    return [
        (said_names(meeting.a), Look.STRONG),
        (_organisations(meeting.a), Look.TEXT),
        (said_names(meeting.b), Look.STRONG),
        (_organisations(meeting.b), Look.TEXT),
    ]


def _organisations(people: tuple[Person, ...]) -> str:
    return ", ".join(dict.fromkeys(person.organisation for person in people))
