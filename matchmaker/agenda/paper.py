"""What is printed of an agenda and of a place's day, as plain data for the typst templates.

Sentences are made here, in the language in force; templates only lay them out. Long texts are shortened: a
meeting's card must fit on a page, and the whole text is online.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from matchmaker.agenda.agenda import Agenda
from matchmaker.agenda.entry import Contact, Entry, Location, MeetingEntry, PauseEntry, Person, WorkshopEntry
from matchmaker.agenda.event_day import EventDay, PlannedMeeting, SlotTime
from matchmaker.agenda.event_facts import EventFacts, Version
from matchmaker.agenda.text import one_line, printable, shortened
from matchmaker.agenda.times import said_date, said_moment, said_time, said_zone
from matchmaker.agenda.wording import said_phone, said_reasons, said_room, talking_points, video_note
from matchmaker.language import current_language
from matchmaker.language import translate as _
from matchmaker.language import translate_plural as _n

Data = dict[str, Any]

SHORT_LENGTH = 40
NAME_LENGTH = 90
SENTENCE_LENGTH = 200
TEXT_LENGTH = 480
REASONS_SHOWN = 3
LINK_TARGET = "target"
"""The key of what is never shown, and so never made fit for paper."""
LINK_SHOWN = "shown"
"""The key of an address, which is broken over lines only where it must be: broken, it can't be copied."""
ADDRESS_LENGTH = 60


def agendas_data(agendas: Iterable[Agenda]) -> Data:
    """The data of ``agenda.typ``; the agendas are of one event and one plan.

    Raises:
        ValueError: there is no agenda.
    """
    printed = list(agendas)
    if not printed:
        raise ValueError("there is no agenda to print")
    event, version = printed[0].event, printed[0].version
    title = (
        _("Agenda de {name}", name=printed[0].person.name)
        if len(printed) == 1
        else _("Agendas de tout le monde")
    )
    return fit_for_paper(
        {
            **_document(event, version, f"{title} – {event.name}"),
            "help": _("Un empêchement, un retard, une question ? Écrivez-nous :"),
            "help_link": {
                "shown": event.organiser_email,
                LINK_TARGET: f"mailto:{one_line(event.organiser_email)}",
            },
            "labels": {
                "columns": [_("Heure"), _("Rendez-vous"), _("Où")],
                "until": _("jusqu’à"),
                "link": _("Lien de visioconférence"),
                "reasons": _("Pourquoi vous rencontrer"),
                "notes": _("Notes"),
                "page": _("page {page} sur {pages}"),
            },
            "agendas": [_agenda(agenda) for agenda in printed],
        }
    )


def places_data(day: EventDay) -> Data:
    """The data of ``places.typ``: a sheet for each place, every slot of the event on it."""
    return fit_for_paper(
        {
            **_document(day.event, day.version, _("Lieux – {event}", event=day.event.name)),
            "labels": {
                "columns": [_("Heure"), _("Cherche"), _("Propose")],
                "free": _("libre"),
            },
            "places": [_place(day, place) for place in day.places],
        }
    )


def fit_for_paper(data: Data) -> Data:
    """``data`` with every text as the fonts can draw it; where links lead is left as it is."""
    fit: Data = _fit(data)
    return fit


def _fit(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _fit_field(key, each) for key, each in value.items()}
    return [_fit(each) for each in value] if isinstance(value, list) else value


def _fit_field(name: str, value: Any) -> Any:
    if name == LINK_TARGET:
        return value
    return printable(value, ADDRESS_LENGTH) if name == LINK_SHOWN else _fit(value)


def _document(event: EventFacts, version: Version, title: str) -> Data:
    state = _("Planning n° {number}", number=version.number)
    updated = _("mis à jour le {moment}", moment=said_moment(version.updated_at))
    return {
        "title": _headline(title, SENTENCE_LENGTH),
        "author": one_line(event.organiser_name),
        "language": current_language(),
        "event": _brief(event.name, SENTENCE_LENGTH),
        "zone": said_zone(version.updated_at.replace(year=event.starts_on.year)),
        "updated": f"{state}, {updated}",
    }


def _agenda(agenda: Agenda) -> Data:
    return {
        "name": _headline(agenda.person.name),
        "organisation": _brief(_role(agenda.person), SENTENCE_LENGTH),
        "place": _brief(_place_of_day(agenda), SENTENCE_LENGTH),
        "summary": _summary(agenda),
        "days": [
            {"name": _day_heading(entries[0].start), "entries": [_entry(entry) for entry in entries]}
            for _day, entries in agenda.days()
        ],
    }


def _place_of_day(agenda: Agenda) -> str:
    """Where the person spends the day: at the venue, or behind a screen."""
    if agenda.remote:
        return _("Vous participez à distance, par visioconférence")
    return ", ".join(part for part in (agenda.event.venue, agenda.event.address) if part)


def _summary(agenda: Agenda) -> str:
    meetings, workshops = len(agenda.meetings), len(agenda.workshops)
    counts = []
    if meetings:
        counts.append(_n("{count} rendez-vous", "{count} rendez-vous", meetings))
    if workshops:
        counts.append(_n("{count} atelier", "{count} ateliers", workshops))
    return " · ".join(counts) or _("Rien de prévu pour le moment")


def _entry(entry: Entry) -> Data:
    times = {"start": said_time(entry.start), "end": said_time(entry.end)}
    match entry:
        case MeetingEntry():
            return times | _meeting(entry)
        case WorkshopEntry():
            return times | _workshop(entry)
        case PauseEntry():
            return times | {"kind": "pause", "title": _("Pause")}


def _meeting(meeting: MeetingEntry) -> Data:
    return {
        "kind": "meeting",
        "title": _headline(meeting.organisation),
        "subtitle": _brief(", ".join(person.name for person in meeting.others), SENTENCE_LENGTH),
        "people": [_person(person, meeting.organisation) for person in meeting.others],
        **_meeting_place(meeting),
        "link": _web_link(meeting.video_url),
        "note": video_note(meeting) or "",
        "reasons": [_brief(reason, SENTENCE_LENGTH) for reason in said_reasons(meeting)[:REASONS_SHOWN]],
        "points": [
            {
                "label": _brief(point.label, SENTENCE_LENGTH),
                "headline": _brief(point.headline, SENTENCE_LENGTH),
                "text": shortened(point.text.strip(), TEXT_LENGTH),
            }
            for point in talking_points(meeting)
        ],
        "text": "",
    }


def _workshop(workshop: WorkshopEntry) -> Data:
    return {
        "kind": "workshop",
        "title": _headline(workshop.name),
        "subtitle": _("Atelier"),
        "people": [],
        "short_where": _("En visio") if workshop.by_video else _brief(workshop.location or "", SHORT_LENGTH),
        "access": [],
        "link": _web_link(workshop.video_url),
        "note": "",
        "reasons": [],
        "points": [],
        "text": shortened(workshop.description.strip(), TEXT_LENGTH),
    }


def _meeting_place(meeting: MeetingEntry) -> Data:
    if meeting.by_video:
        link = "" if meeting.location.on_site else _brief(meeting.location.name)
        return {"short_where": _("En visio"), "access": [link]}
    place = meeting.location
    access = (place.room or "", place.floor or "", place.directions)
    return {
        "short_where": _brief(place.name, SHORT_LENGTH),
        "access": [_brief(said, SENTENCE_LENGTH) for said in access],
    }


def _person(person: Person, organisation: str) -> Data:
    """Somebody with job and organisation; where ``organisation`` stands above them already, with the job alone."""
    role = (person.job_title or "") if person.organisation == organisation else _role(person)
    return {
        "name": _brief(person.name),
        "role": _brief(role, SENTENCE_LENGTH),
        "contact": _contact(person.contact) if person.contact else [],
    }


def _seated(person: Person) -> Data:
    return {"name": _brief(person.name), "organisation": _brief(person.organisation)}


def _role(person: Person) -> str:
    return ", ".join(part for part in (person.job_title, person.organisation) if part)


def _contact(contact: Contact) -> list[Data]:
    ways = [{LINK_SHOWN: contact.email, LINK_TARGET: f"mailto:{one_line(contact.email)}"}]
    if contact.phone:
        ways.append({LINK_SHOWN: said_phone(contact.phone), LINK_TARGET: f"tel:{one_line(contact.phone)}"})
    return ways


def _web_link(address: str | None) -> Data:
    """An address to follow, nothing where there is none, and mere text where it isn't of the web."""
    shown = one_line(address or "")
    return {LINK_SHOWN: shown, LINK_TARGET: shown if shown.startswith(("https://", "http://")) else ""}


def _place(day: EventDay, place: Location) -> Data:
    meetings = {m.slot.id: m for m in day.meetings if m.location.code == place.code}
    links = {m.video_url for m in meetings.values() if m.video_url}
    return {
        "name": _headline(place.name),
        "where": _brief(said_room(place), SENTENCE_LENGTH),
        "link": _web_link(min(links, default=None)),
        "days": [
            {
                "name": _day_heading(slots[0].start),
                "slots": [_slot(slot, meetings.get(slot.id)) for slot in slots],
            }
            for slots in day.slots_by_day()
        ],
    }


def _slot(slot: SlotTime, meeting: PlannedMeeting | None) -> Data:
    return {
        "start": said_time(slot.start),
        "end": said_time(slot.end),
        "free": meeting is None,
        "a": [_seated(person) for person in meeting.a] if meeting else [],
        "b": [_seated(person) for person in meeting.b] if meeting else [],
    }


def _brief(text: str, longest: int = NAME_LENGTH) -> str:
    return shortened(one_line(text), longest)


def _day_heading(moment: datetime) -> str:
    day = said_date(moment)
    return day[:1].upper() + day[1:]


def _headline(text: str, longest: int = NAME_LENGTH) -> str:
    """A brief text that isn't blank on paper: a tagged PDF refuses a heading of pictograms alone."""
    brief = _brief(text, longest)
    return brief if printable(brief).strip("\u00a0\u200b ") else "–"
