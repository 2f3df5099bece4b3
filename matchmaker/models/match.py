"""A match: two organisations that may meet, with a score and its reasons."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import JsonOf, Text, choice_of


class Reason(BaseModel):
    """Why a pair fits, by one criterion: ``value`` in 0..1, ``sentence`` in the event's language."""

    criterion: str
    value: float
    sentence: str


class Decision(StrEnum):
    """What the organiser decided of a pair."""

    EXCLUDED = "excluded"
    REQUIRED = "required"


class Match(SQLModel, table=True):
    """The table of matches. ``a`` is the seeker's side, ``b`` the provider's; scores run from 0 to 1000.

    ``a_score`` is what the seeker would give, ``b_score`` the provider, ``score`` the mutual score that
    the plan adds up. ``need_id`` and ``offer_id`` are the best-fitting pair behind it.
    """

    __table_args__ = (UniqueConstraint("event_id", "a_id", "b_id"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    a_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
    b_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
    score: int = Field(ge=0, le=1000)
    a_score: int = Field(ge=0, le=1000)
    b_score: int = Field(ge=0, le=1000)
    need_id: int | None = Field(default=None, foreign_key="need.id", ondelete="SET NULL")
    offer_id: int | None = Field(default=None, foreign_key="offer.id", ondelete="SET NULL")
    reasons: list[Reason] = Field(default_factory=list, sa_type=JsonOf(list[Reason]))
    decision: Decision | None = Field(default=None, sa_type=choice_of(Decision))
    note: Text = ""
