"""A person's day as a calendar file, and one meeting as an invitation or a cancellation.

A meeting has one identity in every file, feed and mail; the plan's number is its sequence, so that a calendar
knows which of two versions is the newer (RFC 5545, RFC 5546).
"""

from __future__ import annotations

from datetime import date

from icalendar import Calendar, Event, vCalAddress

from matchmaker.agenda.agenda import Agenda
from matchmaker.agenda.entry import MeetingEntry, Person, WorkshopEntry
from matchmaker.agenda.event_facts import EventFacts, Version
from matchmaker.agenda.text import one_line, without_controls
from matchmaker.agenda.wording import (
    said_contact,
    said_person,
    said_reasons,
    talking_points,
    video_note,
    where,
)
from matchmaker.language import translate as _

PRODUCT = "-//Aparté//Agenda//FR"


def calendar_file(agenda: Agenda) -> bytes:
    """Everything ``agenda`` holds but its pauses, as a file to download or a feed to subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", one_line(agenda.event.name))
    calendar.add("x-wr-timezone", agenda.event.zone.key)
    for meeting in agenda.meetings:
        calendar.add_component(_meeting(agenda.event, agenda.version, meeting))
    for workshop in agenda.workshops:
        calendar.add_component(_workshop(agenda.event, agenda.version, workshop))
    return _written(calendar, agenda.event)


def invitation(agenda: Agenda, meeting: MeetingEntry) -> bytes:
    """One meeting for the agenda's owner to accept: sent anew, it updates what the calendar holds."""
    return _message("REQUEST", agenda, meeting, agenda.version)


def cancellation(agenda: Agenda, meeting: MeetingEntry, version: Version) -> bytes:
    """The removal of a meeting that ``agenda`` held and the newer plan of ``version`` doesn't."""
    return _message("CANCEL", agenda, meeting, version)


def meeting_uid(event: EventFacts, code: str) -> str:
    """The identity of a meeting in every calendar; a code holds no slash."""
    return f"{event.code}/meeting/{code}@aparte"


def workshop_uid(event: EventFacts, code: str) -> str:
    """The identity of a workshop in every calendar."""
    return f"{event.code}/workshop/{code}@aparte"


def _message(method: str, agenda: Agenda, meeting: MeetingEntry, version: Version) -> bytes:
    calendar = _calendar(method)
    component = _meeting(agenda.event, version, meeting)
    if method == "CANCEL":
        component["STATUS"] = "CANCELLED"
    if agenda.person.contact:
        attendee = _address(agenda.person.contact.email, agenda.person.name)
        attendee.params["PARTSTAT"] = "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
        component.add("attendee", attendee)
    calendar.add_component(component)
    return _written(calendar, agenda.event)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _written(calendar: Calendar, event: EventFacts) -> bytes:
    """The calendar with the rules of its time zone over the years around the event."""
    years = date(event.starts_on.year - 1, 1, 1), date(event.ends_on.year + 2, 1, 1)
    calendar.add_missing_timezones(*years)
    written: bytes = calendar.to_ical()
    return written


def _meeting(event: EventFacts, version: Version, meeting: MeetingEntry) -> Event:
    component = _component(event, version, meeting, meeting_uid(event, meeting.code))
    component.add("summary", one_line(_("Rendez-vous : {who}", who=meeting.organisation)))
    component.add("location", _location(event, meeting, where(meeting)))
    component.add("description", without_controls("\n\n".join(_description(meeting))))
    return component


def _workshop(event: EventFacts, version: Version, workshop: WorkshopEntry) -> Event:
    component = _component(event, version, workshop, workshop_uid(event, workshop.code))
    component.add("summary", one_line(_("Atelier : {name}", name=workshop.name)))
    component.add("location", _location(event, workshop, workshop.location))
    if workshop.description:
        component.add("description", without_controls(workshop.description))
    return component


def _component(event: EventFacts, version: Version, entry: MeetingEntry | WorkshopEntry, uid: str) -> Event:
    component = Event()
    component.add("uid", uid)
    component.add("dtstamp", version.updated_at)
    component.add("last-modified", version.updated_at)
    component.add("sequence", version.number)
    component.add("dtstart", entry.start)
    component.add("dtend", entry.end)
    component.add("status", "CONFIRMED")
    component.add("organizer", _address(event.organiser_email, event.organiser_name))
    if entry.video_url:
        component.add("url", one_line(entry.video_url))
    return component


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{one_line(email)}")
    address.params["CN"] = one_line(name)
    return address


def _location(event: EventFacts, entry: MeetingEntry | WorkshopEntry, place: str | None) -> str:
    """The place and the link; for who comes in person, also the venue."""
    venue = () if entry.by_video else (event.venue, event.address)
    return one_line(" · ".join(part for part in (place, *venue, entry.video_url) if part))


def _description(meeting: MeetingEntry) -> list[str]:
    """Paragraphs: who, why, what about, and the word on the video link."""
    paragraphs = [_who(person) for person in meeting.others]
    if meeting.reasons:
        paragraphs.append(
            "\n".join([_("Pourquoi ce rendez-vous :"), *(f"- {reason}" for reason in said_reasons(meeting))])
        )
    for point in talking_points(meeting):
        said = "\n".join(part for part in (point.headline, point.text) if part)
        paragraphs.append(_("{label} : {said}", label=point.label, said=said))
    note = video_note(meeting)
    return [*paragraphs, note] if note else paragraphs


def _who(person: Person) -> str:
    contact = f"\n{said_contact(person.contact)}" if person.contact else ""
    return said_person(person) + contact
