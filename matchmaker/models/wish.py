"""A wish: what one side says of another."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Text, choice_of


class WishLevel(StrEnum):
    """How much; ``RATHER_NOT`` costs score, ``NO`` forbids."""

    MUST = "must"
    WANT = "want"
    RATHER_NOT = "rather_not"
    NO = "no"


class WishBase(SQLModel):
    """A wish and the word that goes with it."""

    level: WishLevel = Field(sa_type=choice_of(WishLevel))
    message: Text = ""


class Wish(WishBase, table=True):
    """The table of wishes: of a participant, about an organisation or about one of its people."""

    __table_args__ = (
        UniqueConstraint("author_id", "about_organisation_id"),
        UniqueConstraint("author_id", "about_participant_id"),
        CheckConstraint(
            "(about_organisation_id IS NULL) <> (about_participant_id IS NULL)", name="about_one"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    author_id: int = Field(foreign_key="participant.id", ondelete="CASCADE", index=True)
    about_organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="CASCADE")
    about_participant_id: int | None = Field(default=None, foreign_key="participant.id", ondelete="CASCADE")
