"""A workshop: a session people attend; it makes them unavailable."""

from __future__ import annotations

from pydantic import ValidationInfo, field_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.language import translate as _
from matchmaker.models.field_types import Code, Line, Moment, Text, Url


class WorkshopBase(SQLModel):
    """What an organiser says of a workshop."""

    code: Code
    name: Line
    starts_at: Moment
    ends_at: Moment
    location: Line | None = None
    video_url: Url | None = None
    description: Text = ""

    @field_validator("ends_at")
    @classmethod
    def _runs_forward(cls, ends_at: Moment, info: ValidationInfo) -> Moment:
        if "starts_at" in info.data and ends_at <= info.data["starts_at"]:
            raise ValueError(_("la fin de l’atelier précède son début"))
        return ends_at


class Workshop(WorkshopBase, table=True):
    """The table of workshops."""

    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)


class Attendance(SQLModel, table=True):
    """Who attends which workshop."""

    __table_args__ = (UniqueConstraint("workshop_id", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE")
    participant_id: int = Field(foreign_key="participant.id", ondelete="CASCADE", index=True)
