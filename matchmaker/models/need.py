"""A need: what an organisation looks for."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import ValidationInfo, field_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.language import translate as _
from matchmaker.models.field_types import GREATEST_EUROS, Code, Line, Text, choice_of, codes_field


class Reservation(StrEnum):
    """Whom a contract is reserved for (code de la commande publique, L2113-12 to L2113-16)."""

    HANDICAP = "handicap"
    INSERTION = "insertion"
    HANDICAP_OR_INSERTION = "handicap_or_insertion"
    ESS = "ess"


class NeedBase(SQLModel):
    """A need in the seeker's own words; sectors, territories and conditions are codes of ``matchmaker.reference``."""

    code: Code
    title: Line
    description: Text = ""
    sectors: list[str] = codes_field()
    territories: list[str] = codes_field()
    conditions: list[str] = codes_field()
    reservation: Reservation | None = Field(default=None, sa_type=choice_of(Reservation))
    budget_euros: int | None = Field(default=None, ge=0, le=GREATEST_EUROS)
    starts_on: date | None = None
    ends_on: date | None = None

    @field_validator("ends_on")
    @classmethod
    def _ends_after_it_starts(cls, ends_on: date | None, info: ValidationInfo) -> date | None:
        starts_on = info.data.get("starts_on")
        if starts_on and ends_on and ends_on < starts_on:
            raise ValueError(_("la date de fin précède la date de début"))
        return ends_on


class Need(NeedBase, table=True):
    """The table of needs; ``participant_id`` names who carries it where the organisation sends several people."""

    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
    participant_id: int | None = Field(default=None, foreign_key="participant.id", ondelete="SET NULL")
