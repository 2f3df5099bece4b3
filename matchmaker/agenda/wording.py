"""What every export says of an entry, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matchmaker.agenda.entry import Contact, Location, MeetingEntry, Person, Topic, TopicKind
from matchmaker.language import translate as _


@dataclass(frozen=True)
class TalkingPoint:
    """Something to talk about: whose it is, what it is, and the words that go with it."""

    label: str
    headline: str
    text: str


def said_reasons(meeting: MeetingEntry) -> list[str]:
    """Why the two meet, each reason as a line of a list."""
    return [reason[:1].upper() + reason[1:] for reason in meeting.reasons]


def said_person(person: Person) -> str:
    """Somebody with their job and organisation, on one line."""
    return ", ".join(part for part in (person.name, person.job_title, person.organisation) if part)


def said_names(people: Iterable[Person]) -> str:
    """The names alone, one after the other."""
    return ", ".join(person.name for person in people)


def said_contact(contact: Contact) -> str:
    """Address and telephone."""
    return " · ".join(part for part in (contact.email, contact.phone and said_phone(contact.phone)) if part)


def said_phone(digits: str) -> str:
    """A French number in pairs of digits, as it is read out; any other as it was given."""
    if len(digits) == 10 and digits.isdecimal():
        return "\u00a0".join(digits[i : i + 2] for i in range(0, 10, 2))
    return digits


def said_location(location: Location) -> str:
    """A place, its room and floor."""
    return ", ".join(part for part in (location.name, said_room(location)) if part)


def said_room(location: Location) -> str:
    """The room of a place and its floor, nothing for a mere link."""
    return ", ".join(part for part in (location.room, location.floor) if part)


def where(meeting: MeetingEntry) -> str:
    """Where the reader is expected: at a table, or at a video link."""
    if not meeting.by_video:
        return said_location(meeting.location)
    return _("Par visioconférence ({place})", place=said_location(meeting.location))


def video_note(meeting: MeetingEntry) -> str | None:
    """What to know about the video link, where somebody joins by one."""
    if not (meeting.by_video or meeting.others_by_video):
        return None
    if meeting.video_url is None:
        return _("L’organisateur vous enverra le lien de visioconférence.")
    if meeting.by_video:
        return _("Ouvrez le lien quelques minutes avant l’heure.")
    return _("{who} vous rejoint par visioconférence.", who=said_names(meeting.others))


def talking_points(meeting: MeetingEntry) -> list[TalkingPoint]:
    """The need and the offer behind the meeting, then in brief what else the other side seeks and brings."""
    points = []
    if meeting.own_topic:
        points.append(TalkingPoint(_own_label(meeting.own_topic), meeting.own_topic.title, ""))
    if meeting.topic:
        points.append(
            TalkingPoint(_label(meeting.topic.kind), meeting.topic.title, meeting.topic.description)
        )
    for kind in TopicKind:
        titles = [topic.title for topic in meeting.also if topic.kind is kind]
        if titles:
            points.append(TalkingPoint(_also_label(kind), "", _(" ; ").join(titles)))
    return points


def _own_label(topic: Topic) -> str:
    return _("Votre besoin") if topic.kind is TopicKind.NEED else _("Votre offre")


def _label(kind: TopicKind) -> str:
    return _("Leur besoin") if kind is TopicKind.NEED else _("Leur offre")


def _also_label(kind: TopicKind) -> str:
    return _("Leurs autres besoins") if kind is TopicKind.NEED else _("Leurs autres offres")
