"""Calendar files, read back with a second library."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from matchmaker.agenda.agenda import Agenda, agenda_of, agendas
from matchmaker.agenda.calendar import calendar_file, cancellation, invitation
from matchmaker.agenda.event_facts import Version
from matchmaker.language import speaking
from tests.matchmaker.agenda.invented import agenda_with
from tests.matchmaker.agenda.small_day import SmallDay


def read(written: bytes) -> Any:
    return vobject.readOne(written.decode())


def agenda(day: SmallDay, code: str) -> Agenda:
    return agenda_of(day.session, day.plan, day.person_id(code))


def test_a_second_library_reads_the_same_times(day: SmallDay) -> None:
    for each in agendas(day.session, day.plan):
        read_back = sorted((e.dtstart.value, e.dtend.value) for e in read(calendar_file(each)).vevent_list)
        expected = sorted((e.start, e.end) for e in (*each.meetings, *each.workshops))
        assert read_back == expected
        assert [start.utcoffset() for start, _ in read_back] == [start.utcoffset() for start, _ in expected]


def test_times_are_written_in_the_zone_of_the_event(day: SmallDay) -> None:
    written = calendar_file(agenda(day, "S1")).decode()
    assert f"DTSTART;TZID={day.zone.key}:20211118T140000" in written
    assert f"BEGIN:VTIMEZONE\r\nTZID:{day.zone.key}" in written
    assert "METHOD:PUBLISH" in written
    assert "VALARM" not in written


def test_a_meeting_has_one_identity_on_both_sides_and_in_every_version(paris_day: SmallDay) -> None:
    def uids(code: str) -> set[str]:
        return {str(e.uid.value) for e in read(calendar_file(agenda(paris_day, code))).vevent_list}

    assert uids("B1") & uids("S1") == {"jar/meeting/B1.S1@aparte"}
    before = read(calendar_file(agenda(paris_day, "S1"))).vevent_list[0]
    paris_day.plan.number = 8
    after = read(calendar_file(agenda(paris_day, "S1"))).vevent_list[0]
    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("3", "8")


def test_the_location_holds_the_place_and_the_link(paris_day: SmallDay) -> None:
    events = {e.uid.value: e for e in read(calendar_file(agenda(paris_day, "B1"))).vevent_list}
    location = events["jar/meeting/B1.S3@aparte"].location.value
    assert "Table 2, Salle Nord" in location
    assert "https://visio.example/t2" in location
    assert "Halle des Lilas" in location
    (at_home, *_) = read(calendar_file(agenda(paris_day, "S3"))).vevent_list
    assert "Halle des Lilas" not in at_home.location.value
    assert "https://visio.example/" in at_home.location.value


def test_a_description_says_who_why_and_what_and_no_address_without_consent(paris_day: SmallDay) -> None:
    events = {e.uid.value: e for e in read(calendar_file(agenda(paris_day, "B1"))).vevent_list}
    with_consent = events["jar/meeting/B1.S3@aparte"].description.value
    assert "Camille Évrard, Responsable, Traiteur Solidaire" in with_consent
    assert "Même secteur d’activité" in with_consent
    assert "Propose un traiteur" in with_consent
    assert "s3@lilas.example" in with_consent
    assert "s1@lilas.example" not in events["jar/meeting/B1.S1@aparte"].description.value


def test_the_organiser_is_named_whatever_the_punctuation(paris_day: SmallDay) -> None:
    event = read(calendar_file(agenda(paris_day, "S1"))).vevent_list[0]
    assert event.organizer.value == "mailto:equipe@chambre.example"
    assert "Île-de-France" in event.organizer.params["CN"][0]


def test_an_invitation_and_its_cancellation_are_of_the_same_meeting(paris_day: SmallDay) -> None:
    mine = agenda(paris_day, "S1")
    asked = read(invitation(mine, mine.meetings[0]))
    later = Version(number=9, updated_at=mine.version.updated_at)
    cancelled = read(cancellation(mine, mine.meetings[0], later))
    assert (asked.method.value, cancelled.method.value) == ("REQUEST", "CANCEL")
    assert asked.vevent.uid.value == cancelled.vevent.uid.value
    assert asked.vevent.organizer.value == cancelled.vevent.organizer.value
    assert asked.vevent.attendee.value == "mailto:s1@lilas.example"
    assert asked.vevent.attendee.params["RSVP"] == ["TRUE"]
    assert int(cancelled.vevent.sequence.value) > int(asked.vevent.sequence.value)
    assert cancelled.vevent.status.value == "CANCELLED"
    assert len(asked.vevent_list) == 1


def test_an_agenda_without_entries_is_a_calendar_without_events(paris_day: SmallDay) -> None:
    assert Calendar.from_ical(calendar_file(agenda(paris_day, "N1"))).events == []


def test_sentences_are_in_the_language_in_force(paris_day: SmallDay) -> None:
    with speaking("en"):
        assert calendar_file(agenda(paris_day, "S1"))


names = st.text(min_size=1, max_size=60)


@given(name=names, organisation=names, reason=names, title=names)
def test_any_text_gives_a_file_that_both_libraries_read(
    name: str, organisation: str, reason: str, title: str
) -> None:
    written = calendar_file(agenda_with(name=name, organisation=organisation, reason=reason, title=title))
    event = read(written).vevent
    assert event.dtstart.value == datetime.fromisoformat("2021-11-18T14:00:00+01:00")
    (again,) = Calendar.from_ical(written).events
    assert str(again["summary"]) == str(event.summary.value)
    text = written.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_lines_smuggled_into_a_name_stay_text() -> None:
    smuggled = "Lilas\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:faux"
    written = calendar_file(
        agenda_with(name=smuggled, organisation=smuggled, reason=smuggled, title=smuggled)
    )
    assert len(read(written).vevent_list) == 1
