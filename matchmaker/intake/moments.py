"""Cells of dates, times and intervals, as French organisers write them: 18/11/2021, 14h30, 14:00-14:40."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from matchmaker.intake.calendar import DATE_FORMAT, Calendar
from matchmaker.intake.cells import DATE, MOMENT, TEXT, TIME, Cell, CellError, as_text, shown
from matchmaker.language import translate as _
from matchmaker.models import Interval

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00)?$")
_IN_WORDS = re.compile(r"(?:[a-zéû]+\.? )?(\d{1,2})(?:er)? ([a-zéû]+)\.? (\d{4})", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)\s*(?:min|:00)?")
_DASH = re.compile(r"\s*(?:-|–|—|→|>|\bà\b)\s*", re.IGNORECASE)
_MONTHS = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
_SERIAL_DAYS = range(20_000, 80_000)  # 1954 to 2119
_SERIAL_ORIGIN = date(1899, 12, 30)


@dataclass(frozen=True)
class Day:
    """A date."""

    choices: tuple[str, ...] = ()
    number_format: str = DATE

    def read(self, cell: Cell, calendar: Calendar) -> date:  # noqa: ARG002 - the kinds' common signature
        """The date."""
        if isinstance(cell, datetime):
            return cell.date()
        return cell if isinstance(cell, date) else _day_of(cell)

    def write(self, value: date, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The date itself."""
        return value


@dataclass(frozen=True)
class Moment:
    """A time of the row's day, or a date with a time where the event has several days."""

    choices: tuple[str, ...] = ()
    number_format: str = TIME

    def read(self, cell: Cell, calendar: Calendar) -> datetime:
        """The instant."""
        if isinstance(cell, datetime) and cell.year > _SERIAL_ORIGIN.year + 1:
            return calendar.moment(cell.date(), cell.time())
        if isinstance(cell, str):
            day, rest = _leading_day(cell, calendar)
            return calendar.moment(day, _time_of(rest))
        return calendar.moment(_only_day(calendar), _time_of(cell))

    def write(self, value: datetime, calendar: Calendar) -> Cell:
        """The local time, with its date where the event has several days."""
        local = calendar.local(value)
        return local.time() if calendar.day == local.date() else local

    def format_in(self, calendar: Calendar) -> str:
        """The spreadsheet's format for what ``write`` gives."""
        return TIME if calendar.day else MOMENT


@dataclass(frozen=True)
class Intervals:
    """Intervals separated by semicolons, each with its date where the event has several days."""

    choices: tuple[str, ...] = ()
    number_format: str = TEXT

    def read(self, cell: Cell, calendar: Calendar) -> list[Interval]:
        """The intervals, in the order written."""
        return [self._read_one(part, calendar) for part in re.split(r"[;\n]", as_text(cell)) if part.strip()]

    def _read_one(self, text: str, calendar: Calendar) -> Interval:
        day, rest = _leading_day(text, calendar)
        ends = _DASH.split(re.sub(r"^de\s+", "", rest.strip(), flags=re.IGNORECASE))
        if len(ends) != 2:
            raise CellError(
                "not_an_interval",
                _("« {cell} » n’est pas un intervalle : écrivez par exemple 14:00-14:40.", cell=shown(text)),
            )
        starts_at, ends_at = (calendar.moment(day, _time_of(end)) for end in ends)
        if ends_at <= starts_at:
            raise CellError(
                "not_an_interval", _("Dans « {cell} », la fin précède le début.", cell=shown(text))
            )
        return Interval(starts_at=starts_at, ends_at=ends_at)

    def write(self, value: list[Interval], calendar: Calendar) -> Cell:
        """The intervals as text; empty without any."""
        return " ; ".join(self._write_one(interval, calendar) for interval in value)

    def _write_one(self, interval: Interval, calendar: Calendar) -> str:
        start, end = calendar.local(interval.starts_at), calendar.local(interval.ends_at)
        day = "" if calendar.day == start.date() else f"{start:{DATE_FORMAT}} "
        return f"{day}{start:%H:%M}-{end:%H:%M}"


def _leading_day(text: str, calendar: Calendar) -> tuple[date, str]:
    """The day that a text begins with, or the only one it can mean; and the rest of the text."""
    text = as_text(text)
    for pattern in (_DAY_FIRST, _YEAR_FIRST):
        found = pattern.match(text)
        if found:
            return _day_of(found.group()), text[found.end() :].lstrip(" ,T")
    return _only_day(calendar), text


def _only_day(calendar: Calendar) -> date:
    if calendar.day is None:
        raise CellError(
            "day_missing",
            _("L’événement dure plusieurs jours : indiquez aussi la date, par exemple 18/11/2021 14:00."),
        )
    return calendar.day


def _day_of(cell: Cell) -> date:
    if isinstance(cell, float | int) and int(cell) in _SERIAL_DAYS:
        meant = _SERIAL_ORIGIN + timedelta(days=int(cell))
        raise CellError(
            "not_a_date",
            _("La cellule contient le nombre {number} au lieu d’une date.", number=int(cell)),
            f"{meant:{DATE_FORMAT}}",
        )
    text = as_text(cell)
    try:
        numbers = _day_numbers(_MIDNIGHT.sub("", text))
        if numbers:
            year, month, day = numbers
            return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise CellError("not_a_date", _("La date « {cell} » n’existe pas.", cell=shown(cell))) from None
    raise CellError(
        "not_a_date",
        _("« {cell} » n’est pas une date : écrivez-la sous la forme 18/11/2021.", cell=shown(cell)),
    )


def _day_numbers(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date as written."""
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _IN_WORDS.fullmatch(text):
        name = found[2].casefold().replace("é", "e").replace("û", "u")
        months = [number for number, start in enumerate(_MONTHS, 1) if name.startswith(start)]
        return (int(found[3]), months[0], int(found[1])) if months else None
    return None


def _time_of(cell: Any) -> time:
    """The time of day in a cell: the spreadsheet's own, a share of a day, or 14:00, 14h, 14h30."""
    match cell:
        case datetime():
            return cell.time().replace(microsecond=0)
        case time():
            return cell.replace(microsecond=0)
        case timedelta() if timedelta() <= cell < timedelta(days=1):
            return _time_after(round(cell.total_seconds() / 60))
        case float() if 0 <= cell < 1:
            return _time_after(round(cell * 24 * 60))
    found = _CLOCK.fullmatch(as_text(cell))
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return time(int(found[1]), int(found[2] or 0))
    raise CellError(
        "not_a_time", _("« {cell} » n’est pas une heure : écrivez-la sous la forme 14:00.", cell=shown(cell))
    )


def _time_after(minutes: int) -> time:
    """The time of day so many minutes after midnight."""
    return time(minutes // 60 % 24, minutes % 60)
