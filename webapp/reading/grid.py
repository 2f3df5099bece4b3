"""The plan as a grid: a row a slot, a column a place, places of one room side by side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from matchmaker.agenda.entry import Location
from matchmaker.agenda.event_day import EventDay, PlannedMeeting, SlotTime


@dataclass(frozen=True)
class GridRow:
    """A slot with what each place holds, in the order of the columns."""

    slot: SlotTime
    cells: tuple[PlannedMeeting | None, ...]


@dataclass(frozen=True)
class GridSession:
    """The rows of one session."""

    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Grid:
    """The whole of it; ``rooms`` are headings over so many columns, None over places without a room."""

    rooms: tuple[tuple[str | None, int], ...]
    places: tuple[Location, ...]
    sessions: tuple[GridSession, ...]


def grid(day: EventDay) -> Grid:
    """The meetings of a day by slot and place; places of no meeting are shown too, they are what is free."""
    places = sorted(day.places, key=lambda place: (place.room is None, place.room or ""))
    held = {(meeting.slot.id, meeting.location.code): meeting for meeting in day.meetings}
    rows = [GridRow(slot, tuple(held.get((slot.id, place.code)) for place in places)) for slot in day.slots]
    return Grid(
        rooms=tuple((room, len(list(some))) for room, some in groupby(places, key=lambda place: place.room)),
        places=tuple(places),
        sessions=tuple(
            GridSession(name, tuple(some)) for name, some in groupby(rows, key=lambda row: row.slot.session)
        ),
    )
