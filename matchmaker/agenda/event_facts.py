"""The event and the version of its plan, as every export names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from matchmaker.agenda.day_rows import DayRows


@dataclass(frozen=True)
class EventFacts:
    """The event; ``zone`` is the one its times are written in."""

    code: str
    name: str
    theme: str | None
    venue: str | None
    address: str | None
    starts_on: date
    ends_on: date
    zone: ZoneInfo
    language: str
    organiser_name: str
    organiser_email: str
    website: str | None


@dataclass(frozen=True)
class Version:
    """The plan an export was taken from; ``updated_at`` is when it was published, or else made."""

    number: int
    updated_at: datetime


def event_facts(rows: DayRows) -> EventFacts:
    """What the exports say of the event."""
    event = rows.event
    return EventFacts(
        code=event.code,
        name=event.name,
        theme=event.theme,
        venue=event.venue,
        address=event.address,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        zone=rows.zone,
        language=event.language,
        organiser_name=event.organiser_name,
        organiser_email=event.organiser_email,
        website=event.website,
    )


def version(rows: DayRows) -> Version:
    """Which plan it is, and of when."""
    plan = rows.plan
    return Version(
        number=plan.number,
        updated_at=(plan.published_at or plan.created_at).astimezone(rows.zone),
    )
