"""What stands in an agenda: a meeting as one side sees it, a workshop, a pause.

Times are aware and in the event's zone. Texts are those of the database; each export makes them fit for
its format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Contact:
    """How to reach somebody."""

    email: str
    phone: str | None


@dataclass(frozen=True)
class Person:
    """Somebody in an agenda; ``contact`` is there for the reader's own, and for who consented to share it."""

    code: str
    first_name: str
    last_name: str
    job_title: str | None
    organisation: str
    contact: Contact | None

    @property
    def name(self) -> str:
        """First and last name, as read out."""
        return f"{self.first_name} {self.last_name}"


class TopicKind(StrEnum):
    """What a topic is to the side it belongs to."""

    NEED = "need"
    OFFER = "offer"


@dataclass(frozen=True)
class Topic:
    """A need or an offer to talk about."""

    kind: TopicKind
    title: str
    description: str


@dataclass(frozen=True)
class Location:
    """Where a meeting takes place: a table in a room, a video link, or both."""

    code: str
    name: str
    room: str | None
    floor: str | None
    directions: str
    on_site: bool


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting as one of its two sides sees it.

    ``others`` are the people of the other side, ``colleagues`` those who come along. ``topic`` is the other
    side's need or offer behind the match, ``own_topic`` the reader's that it answers, ``also`` what else the
    other organisation looks for or brings. ``video_url`` is given where somebody joins by video and the link
    is known; ``by_video`` says whether the reader does, ``others_by_video`` whether the other side does.
    """

    code: str
    start: datetime
    end: datetime
    others: tuple[Person, ...]
    colleagues: tuple[Person, ...]
    location: Location
    by_video: bool
    others_by_video: bool
    video_url: str | None
    reasons: tuple[str, ...]
    topic: Topic | None
    own_topic: Topic | None
    also: tuple[Topic, ...]

    @property
    def organisation(self) -> str:
        """The other side's organisation."""
        return self.others[0].organisation if self.others else ""


@dataclass(frozen=True)
class WorkshopEntry:
    """A workshop the person attends, in the room or by video; the link is for those who may need it."""

    code: str
    start: datetime
    end: datetime
    name: str
    location: str | None
    by_video: bool
    video_url: str | None
    description: str


@dataclass(frozen=True)
class PauseEntry:
    """Planned time without meetings, between two sessions or workshops of the day."""

    start: datetime
    end: datetime


Entry = MeetingEntry | WorkshopEntry | PauseEntry
