"""An organisation: a legal entity that buys, offers, supports, or attends."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Code, Line, Postcode, Siret, Text, Url, choice_of, codes_field


class OrganisationKind(StrEnum):
    """What an organisation is in the life of the territory."""

    BUYER = "buyer"
    ESS = "ess"
    INSTITUTION = "institution"
    OTHER = "other"


class OrganisationBase(SQLModel):
    """What an organisation says of itself; legal form and agreements are codes of ``matchmaker.reference``."""

    code: Code
    name: Line
    kind: OrganisationKind = Field(sa_type=choice_of(OrganisationKind))
    legal_form: str | None = None
    agreements: list[str] = codes_field()
    siret: Siret | None = None
    postcode: Postcode | None = None
    city: Line | None = None
    territories: list[str] = codes_field()
    website: Url | None = None
    description: Text = ""


class Organisation(OrganisationBase, table=True):
    """The table of organisations."""

    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
