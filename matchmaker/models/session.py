"""A session: a run of slots of one length without a break between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from pydantic import ValidationInfo, field_validator, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.language import translate as _
from matchmaker.models.field_types import Line, Moment


class MeetingSessionBase(SQLModel):
    """When meetings take place; slots are cut from start to end, a changeover lies between them."""

    name: Line
    starts_at: Moment
    ends_at: Moment
    slot_minutes: int = Field(default=20, ge=5, le=240)
    changeover_minutes: int = Field(default=0, ge=0, le=60)

    @field_validator("ends_at")
    @classmethod
    def _runs_forward(cls, ends_at: Moment, info: ValidationInfo) -> Moment:
        if "starts_at" in info.data and ends_at <= info.data["starts_at"]:
            raise ValueError(_("la fin de la plage précède son début"))
        return ends_at

    @model_validator(mode="after")
    def _holds_a_slot(self) -> MeetingSessionBase:
        if (self.ends_at - self.starts_at).total_seconds() < self.slot_minutes * 60:
            raise ValueError(_("la plage est plus courte qu’un rendez-vous"))
        return self

    def slot_times(self) -> Iterator[tuple[datetime, datetime]]:
        """Start and end of each slot: from the session's start, a changeover after each, as many as fit before its end."""
        length, changeover = timedelta(minutes=self.slot_minutes), timedelta(minutes=self.changeover_minutes)
        start = self.starts_at
        while start + length <= self.ends_at:
            yield start, start + length
            start += length + changeover


class MeetingSession(MeetingSessionBase, table=True):
    """The table of sessions."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
