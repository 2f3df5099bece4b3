"""One person's day: where to be when, with whom, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from matchmaker.agenda.composition import meeting_entry, pauses, person, workshop_entry
from matchmaker.agenda.day_rows import DayRows, read_day
from matchmaker.agenda.entry import Entry, MeetingEntry, Person, WorkshopEntry
from matchmaker.agenda.event_facts import EventFacts, Version, event_facts, version
from matchmaker.agenda.text import in_order
from matchmaker.models import Plan, Presence


@dataclass(frozen=True)
class Agenda:
    """One person's day (or days) in one version of the plan; entries are in time order.

    ``remote`` says that the person takes part by video only.
    """

    event: EventFacts
    version: Version
    person: Person
    remote: bool
    entries: tuple[Entry, ...]

    @property
    def meetings(self) -> tuple[MeetingEntry, ...]:
        """The meetings alone."""
        return tuple(entry for entry in self.entries if isinstance(entry, MeetingEntry))

    @property
    def workshops(self) -> tuple[WorkshopEntry, ...]:
        """The workshops alone."""
        return tuple(entry for entry in self.entries if isinstance(entry, WorkshopEntry))

    def days(self) -> Iterator[tuple[date, tuple[Entry, ...]]]:
        """The entries day by day, in the event's zone."""
        for day in sorted({entry.start.date() for entry in self.entries}):
            yield day, tuple(entry for entry in self.entries if entry.start.date() == day)


def agendas(session: Session, plan: Plan) -> list[Agenda]:
    """The agenda of everyone who attends anything, a meeting or a workshop, in print order.

    The print order is last name, first name, whatever the accents: at the welcome desk people give their
    name, and an organisation's people don't arrive together.
    """
    return agendas_from(read_day(session, plan))


def agenda_of(session: Session, plan: Plan, participant_id: int) -> Agenda:
    """One participant's agenda, without entries where they attend nothing.

    Raises:
        LookupError: the plan's event has no such participant.
    """
    rows = read_day(session, plan, participant_id)
    if participant_id not in rows.participants:
        raise LookupError(f"the event of plan {plan.number} has no participant {participant_id}")
    return _agenda(rows, participant_id, event_facts(rows), version(rows))


def agendas_from(rows: DayRows) -> list[Agenda]:
    """The agendas that ``rows`` hold, in print order."""
    facts, plan_version = event_facts(rows), version(rows)
    attending = rows.meetings_of_person.keys() | rows.workshops_of_person.keys()
    return sorted((_agenda(rows, i, facts, plan_version) for i in attending), key=_in_print_order)


def _agenda(rows: DayRows, participant_id: int, facts: EventFacts, plan_version: Version) -> Agenda:
    entries: list[MeetingEntry | WorkshopEntry] = [
        *(
            meeting_entry(rows, taking_part)
            for taking_part in rows.meetings_of_person.get(participant_id, ())
        ),
        *(
            workshop_entry(rows, workshop, participant_id)
            for workshop in rows.workshops_of_person.get(participant_id, ())
        ),
    ]
    in_time: list[Entry] = [*entries, *pauses(rows, entries)]
    return Agenda(
        event=facts,
        version=plan_version,
        person=person(rows, participant_id, contact=True),
        remote=rows.participants[participant_id].presence is Presence.REMOTE,
        entries=tuple(sorted(in_time, key=lambda entry: (entry.start, entry.end))),
    )


def _in_print_order(agenda: Agenda) -> tuple[str, ...]:
    return in_order(agenda.person.last_name, agenda.person.first_name, agenda.person.code)
