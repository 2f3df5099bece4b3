"""An offer: what an organisation brings."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import GREATEST_EUROS, Code, Line, Text, codes_field


class OfferBase(SQLModel):
    """An offer in the provider's own words; ``largest_budget_euros`` is the greatest contract it can carry."""

    code: Code
    title: Line
    description: Text = ""
    sectors: list[str] = codes_field()
    territories: list[str] = codes_field()
    conditions: list[str] = codes_field()
    largest_budget_euros: int | None = Field(default=None, ge=0, le=GREATEST_EUROS)


class Offer(OfferBase, table=True):
    """The table of offers; ``participant_id`` names who carries it where the organisation sends several people."""

    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
    participant_id: int | None = Field(default=None, foreign_key="participant.id", ondelete="SET NULL")
