"""A slot: the interval of one meeting."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Moment


class Slot(SQLModel, table=True):
    """The table of slots, cut from the sessions; ``position`` counts from 0 within the session."""

    __table_args__ = (UniqueConstraint("session_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    session_id: int = Field(foreign_key="session.id", ondelete="CASCADE")
    position: int
    starts_at: Moment
    ends_at: Moment
