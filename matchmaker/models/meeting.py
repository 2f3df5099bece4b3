"""A meeting: two sides, a slot, a place."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Meeting(SQLModel, table=True):
    """The table of meetings of a plan; the database itself refuses two meetings of one place in a slot.

    ``code`` (the two organisations' codes, joined by a dot) is the meeting's identity in every version and calendar.
    """

    __table_args__ = (UniqueConstraint("plan_id", "code"), UniqueConstraint("place_id", "slot_id", "plan_id"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE", index=True)
    match_id: int = Field(foreign_key="match.id", ondelete="CASCADE")
    code: str = Field(max_length=81)
    slot_id: int = Field(foreign_key="slot.id", ondelete="CASCADE")
    place_id: int = Field(foreign_key="place.id", ondelete="CASCADE")
    pinned: bool = False


class MeetingPerson(SQLModel, table=True):
    """Who takes part in a meeting: ``side`` 0 is the match's ``a``, 1 its ``b``.

    Plan and slot are repeated here so that the database itself refuses two meetings of one person in a slot.
    """

    __tablename__ = "meeting_person"
    __table_args__ = (UniqueConstraint("participant_id", "slot_id", "plan_id"),)

    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", primary_key=True)
    participant_id: int = Field(foreign_key="participant.id", ondelete="CASCADE", primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE")
    slot_id: int = Field(foreign_key="slot.id", ondelete="CASCADE")
    side: int = Field(ge=0, le=1)
