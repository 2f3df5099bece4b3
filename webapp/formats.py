"""How numbers and moments are written on pages, in the language in force."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal, format_percent

from matchmaker.agenda.times import said_date, said_zone
from matchmaker.language import FRENCH, current_language
from matchmaker.language import translate as _
from matchmaker.models import Event


def local(moment: datetime, event: Event) -> datetime:
    """The moment in the event's own time zone."""
    return moment.astimezone(ZoneInfo(event.time_zone))


def zone_of(event: Event) -> str:
    """Whose time an event keeps, e.g. « Heure de La Réunion (UTC+04:00) »."""
    return said_zone(datetime.combine(event.starts_on, time(12), ZoneInfo(event.time_zone)))


def number(value: float, digits: int = 0) -> str:
    """A number with the language's separators, e.g. ``1 234`` or ``4,3``."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=current_language()))


def percent(share: float, digits: int = 0) -> str:
    """A share as a percentage, e.g. ``87 %``."""
    pattern = (
        "#,##0"
        + ("." + "0" * digits if digits else "")
        + ("\u202f%" if current_language() == FRENCH else "%")
    )
    return str(format_percent(share, format=pattern, locale=current_language()))


def dates_of(event: Event) -> str:
    """The day or days of an event in full, e.g. « jeudi 18 novembre 2021 »."""
    if event.starts_on == event.ends_on:
        return said_date(event.starts_on)
    return _("du {start} au {end}", start=said_date(event.starts_on), end=said_date(event.ends_on))
