"""An event: one day or several, and where it stands in its life."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from zoneinfo import available_timezones

from pydantic import ValidationInfo, field_validator
from sqlmodel import Field, SQLModel

from matchmaker.language import LANGUAGES
from matchmaker.language import translate as _
from matchmaker.models.field_types import Code, Email, Line, Moment, Text, Url, choice_of


class Phase(StrEnum):
    """The life of an event, in order."""

    PREPARE = "prepare"
    REGISTER = "register"
    WISH = "wish"
    PLAN = "plan"
    PUBLISH = "publish"
    DAY = "day"
    FEEDBACK = "feedback"
    FOLLOW_UP = "follow_up"


class EventBase(SQLModel):
    """What an organiser says of an event."""

    code: Code
    name: Line
    theme: Line | None = None
    territory: Line | None = None
    venue: Line | None = None
    address: Line | None = None
    starts_on: date
    ends_on: date
    time_zone: str = "Europe/Paris"
    language: str = "fr"
    organiser_name: Line
    organiser_email: Email
    website: Url | None = None
    description: Text = ""

    @field_validator("time_zone")
    @classmethod
    def _known_time_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(_("ce fuseau horaire n’existe pas ; exemples : Europe/Paris, Indian/Reunion"))
        return name

    @field_validator("language")
    @classmethod
    def _known_language(cls, language: str) -> str:
        if language not in LANGUAGES:
            raise ValueError(_("la langue est « fr » ou « en »"))
        return language

    @field_validator("ends_on")
    @classmethod
    def _ends_after_it_starts(cls, ends_on: date, info: ValidationInfo) -> date:
        if "starts_on" in info.data and ends_on < info.data["starts_on"]:
            raise ValueError(_("la date de fin précède la date de début"))
        return ends_on


class Event(EventBase, table=True):
    """The table of events; ``revision`` grows with each change, so that two editors notice each other."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    phase: Phase = Field(default=Phase.PREPARE, sa_type=choice_of(Phase))
    revision: int = 0
    questionnaire_open: bool = False
    created_at: Moment
