"""A room: where tables stand."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Line, Text


class RoomBase(SQLModel):
    """What an organiser says of a room."""

    name: Line
    floor: Line | None = None
    directions: Text = ""


class Room(RoomBase, table=True):
    """The table of rooms."""

    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
