"""Reading all rows of a table that belong to an event."""

from __future__ import annotations

from typing import Protocol, TypeVar

from sqlmodel import Session, col, select


class OfEvent(Protocol):
    """A row that belongs to an event."""

    id: int | None
    event_id: int


Row = TypeVar("Row", bound=OfEvent)


def rows_of_event(session: Session, table: type[Row], event_id: int) -> dict[int, Row]:
    """The rows of ``table`` of an event, by id, in the order they were written."""
    found = session.exec(select(table).where(col(table.event_id) == event_id).order_by(col(table.id)))
    return {row.id: row for row in found if row.id is not None}
