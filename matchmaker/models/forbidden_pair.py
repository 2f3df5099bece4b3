"""A forbidden pair: two organisations, or two people, whom the organiser keeps apart."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Line


class ForbiddenPairBase(SQLModel):
    """Why the two are kept apart; seen by organisers only."""

    reason: Line | None = None


class ForbiddenPair(ForbiddenPairBase, table=True):
    """The table of forbidden pairs; each side is an organisation or one of its people."""

    __tablename__ = "forbidden_pair"
    __table_args__ = (
        CheckConstraint("(a_organisation_id IS NULL) <> (a_participant_id IS NULL)", name="a_one"),
        CheckConstraint("(b_organisation_id IS NULL) <> (b_participant_id IS NULL)", name="b_one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    a_organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="CASCADE")
    a_participant_id: int | None = Field(default=None, foreign_key="participant.id", ondelete="CASCADE")
    b_organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="CASCADE")
    b_participant_id: int | None = Field(default=None, foreign_key="participant.id", ondelete="CASCADE")
