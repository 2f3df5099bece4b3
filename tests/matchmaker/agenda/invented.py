"""An agenda of one meeting, built without a database, to be filled with any text."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from matchmaker.agenda.agenda import Agenda
from matchmaker.agenda.entry import Contact, Location, MeetingEntry, Person, Topic, TopicKind
from matchmaker.agenda.event_facts import EventFacts, Version

PARIS = ZoneInfo("Europe/Paris")


def agenda_with(*, name: str, organisation: str, reason: str, title: str) -> Agenda:
    """The agenda of somebody whose names, meeting and other side are made of the texts given."""
    person = Person(
        code="P1",
        first_name=name,
        last_name=name,
        job_title=name,
        organisation=organisation,
        contact=Contact(email="p1@lilas.example", phone="0601020304"),
    )
    topic = Topic(kind=TopicKind.NEED, title=title, description=title)
    meeting = MeetingEntry(
        code="A.B",
        start=datetime(2021, 11, 18, 14, tzinfo=PARIS),
        end=datetime(2021, 11, 18, 14, 20, tzinfo=PARIS),
        others=(person,),
        colleagues=(person,),
        location=Location(
            code="T1", name=title, room=organisation, floor=name, directions=reason, on_site=True
        ),
        by_video=False,
        others_by_video=True,
        video_url="https://visio.example/t1",
        reasons=(reason, reason),
        topic=topic,
        own_topic=topic,
        also=(topic, topic),
    )
    return Agenda(
        event=EventFacts(
            code="jar",
            name=title,
            theme=name,
            venue=organisation,
            address=name,
            starts_on=date(2021, 11, 18),
            ends_on=date(2021, 11, 18),
            zone=PARIS,
            language="fr",
            organiser_name=organisation,
            organiser_email="equipe@chambre.example",
            website=None,
        ),
        version=Version(number=1, updated_at=datetime(2021, 11, 10, 18, tzinfo=PARIS)),
        person=person,
        remote=False,
        entries=(meeting,),
    )
