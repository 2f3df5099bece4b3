"""A participant: a person, of an organisation, who is there at certain times, on site or by video."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ValidationInfo, field_validator, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.language import translate as _
from matchmaker.models.field_types import (
    Code,
    Email,
    JsonOf,
    Line,
    Moment,
    Phone,
    Text,
    choice_of,
    codes_field,
)


class Presence(StrEnum):
    """How somebody takes part."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    EITHER = "either"


class Interval(BaseModel):
    """From one instant to a later one."""

    starts_at: Moment
    ends_at: Moment

    @model_validator(mode="after")
    def _runs_forward(self) -> Interval:
        if self.ends_at <= self.starts_at:
            raise ValueError(_("la fin précède le début"))
        return self

    @field_validator("starts_at", "ends_at")
    @classmethod
    def _has_a_zone(cls, moment: Moment) -> Moment:
        if moment.tzinfo is None:
            raise ValueError(_("une heure sans fuseau horaire ne dit pas un instant"))
        return moment


class ParticipantBase(SQLModel):
    """What a person says of themself; without arrival and departure they are there all along."""

    code: Code
    first_name: Line
    last_name: Line
    email: Email
    phone: Phone | None = None
    job_title: Line | None = None
    presence: Presence = Field(default=Presence.ON_SITE, sa_type=choice_of(Presence))
    access_needs: list[str] = codes_field()
    arrives_at: Moment | None = None
    leaves_at: Moment | None = None
    unavailable: list[Interval] = Field(default_factory=list, sa_type=JsonOf(list[Interval]))
    guaranteed: int | None = Field(default=None, ge=0, le=50)
    greatest: int | None = Field(default=None, ge=0, le=50)
    note: Text = ""

    @field_validator("leaves_at")
    @classmethod
    def _leaves_after_arriving(cls, leaves_at: Moment | None, info: ValidationInfo) -> Moment | None:
        arrives_at = info.data.get("arrives_at")
        if arrives_at and leaves_at and leaves_at <= arrives_at:
            raise ValueError(_("le départ précède l’arrivée"))
        return leaves_at

    @field_validator("greatest")
    @classmethod
    def _guarantee_within_cap(cls, greatest: int | None, info: ValidationInfo) -> int | None:
        guaranteed = info.data.get("guaranteed")
        if guaranteed is not None and greatest is not None and guaranteed > greatest:
            raise ValueError(_("le minimum garanti dépasse le maximum"))
        return greatest


class Participant(ParticipantBase, table=True):
    """The table of participants; ``guaranteed`` and ``greatest`` left empty are those of the role.

    ``link_version`` is part of the signed agenda link: raising it revokes the links sent before.
    """

    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
    role_id: int | None = Field(default=None, foreign_key="role.id", ondelete="SET NULL")
    home_place_id: int | None = Field(default=None, foreign_key="place.id", ondelete="SET NULL")
    link_version: int = 1

    @property
    def full_name(self) -> str:
        """First and last name, as read out."""
        return f"{self.first_name} {self.last_name}"
