"""A consent: what a participant agreed to, purpose by purpose."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Moment, choice_of


class Purpose(StrEnum):
    """What a consent is for."""

    SHARE_CONTACT = "share_contact"
    DIRECTORY = "directory"
    FOLLOW_UP = "follow_up"
    PHOTOS = "photos"


class ConsentBase(SQLModel):
    """A yes or a no to one purpose."""

    purpose: Purpose = Field(sa_type=choice_of(Purpose))
    given: bool


class Consent(ConsentBase, table=True):
    """The table of consents; what was never asked is a no."""

    __table_args__ = (UniqueConstraint("participant_id", "purpose"),)

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="participant.id", ondelete="CASCADE", index=True)
    decided_at: Moment
