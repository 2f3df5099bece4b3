"""Times as they are read out, in the language in force and the event's own time zone."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_time, get_timezone_location

from matchmaker.language import current_language
from matchmaker.language import translate as _

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
"""The day is in Europe in English too: 14:00 rather than 2:00 PM."""


def said_date(day: date) -> str:
    """A day, e.g. « jeudi 18 novembre 2021 »."""
    return format_date(day, format="full", locale=_locale())


def said_time(moment: datetime) -> str:
    """The hour and minute of ``moment``, e.g. « 14:00 »."""
    return format_time(moment, format="short", locale=_locale())


def said_moment(moment: datetime) -> str:
    """Day and time of ``moment``."""
    return _("{day} à {time}", day=said_date(moment), time=said_time(moment))


def said_zone(moment: datetime) -> str:
    """Whose time it is, e.g. « Heure de Paris (UTC+01:00) »."""
    city = get_timezone_location(moment.tzinfo, locale=_locale(), return_city=True)
    return _(
        "Heure de {city} (UTC{offset})", city=city, offset=f"{moment:%z}"[:3] + ":" + f"{moment:%z}"[3:5]
    )


def _locale() -> str:
    return LOCALES[current_language()]
