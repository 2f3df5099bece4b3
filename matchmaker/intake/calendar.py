"""The event's clock: its time zone, and the day that a time without a date belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

DATE_FORMAT = "%d/%m/%Y"


@dataclass(frozen=True)
class Calendar:
    """A time zone, and the only day that times can mean; None where the event has several days."""

    zone: ZoneInfo
    day: date | None = None

    def moment(self, day: date, at: time) -> datetime:
        """The instant of a day and a local time."""
        return datetime.combine(day, at, tzinfo=self.zone)

    def local(self, moment: datetime) -> datetime:
        """An instant as the clocks of the event show it, without a zone."""
        return moment.astimezone(self.zone).replace(tzinfo=None)
