"""One person's day, read from the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from matchmaker.agenda.agenda import Agenda, agenda_of, agendas
from matchmaker.agenda.entry import MeetingEntry, PauseEntry, TopicKind, WorkshopEntry
from matchmaker.models import MeetingPerson, Participant, Slot, Workshop
from tests.matchmaker.agenda.small_day import SmallDay


def agenda(day: SmallDay, code: str) -> Agenda:
    return agenda_of(day.session, day.plan, day.person_id(code))


def meeting(day: SmallDay, reader: str, code: str) -> MeetingEntry:
    return next(m for m in agenda(day, reader).meetings if m.code == code)


def test_everyone_who_attends_anything_has_an_agenda_in_order_of_name(paris_day: SmallDay) -> None:
    found = [a.person.code for a in agendas(paris_day.session, paris_day.plan)]
    assert found == ["S2", "W1", "S1", "B1", "S3", "B2"]


def test_the_agendas_hold_every_meeting_of_the_plan_once_a_side(day: SmallDay) -> None:
    held = {(a.person.code, m.code, m.start) for a in agendas(day.session, day.plan) for m in a.meetings}
    rows = day.session.exec(
        select(Participant.code, MeetingPerson.meeting_id, Slot.starts_at)
        .join(MeetingPerson, MeetingPerson.participant_id == Participant.id)
        .join(Slot, MeetingPerson.slot_id == Slot.id)
    ).all()
    assert {(code, start) for code, _, start in held} == {(code, start) for code, _, start in rows}
    assert len(held) == len(rows) == 10


def test_one_agenda_is_the_same_as_among_all(day: SmallDay) -> None:
    for each in agendas(day.session, day.plan):
        assert agenda(day, each.person.code) == each


def test_entries_are_in_time_order_in_the_zone_of_the_event(day: SmallDay) -> None:
    entries = agenda(day, "B1").entries
    assert [(type(e), e.start, e.end) for e in entries] == [
        (WorkshopEntry, day.at(10), day.at(12)),
        (PauseEntry, day.at(12), day.at(14)),
        (MeetingEntry, day.at(14), day.at(14, 20)),
        (MeetingEntry, day.at(14, 20), day.at(14, 40)),
        (PauseEntry, day.at(15), day.at(15, 30)),
        (MeetingEntry, day.at(15, 50), day.at(16, 10)),
    ]
    assert {e.start.tzinfo for e in entries} == {day.zone}
    assert entries[0].start.hour == 10


def test_the_day_of_somebody_in_one_session_has_no_pause(paris_day: SmallDay) -> None:
    assert not [e for e in agenda(paris_day, "S1").entries if isinstance(e, PauseEntry)]


def test_a_meeting_says_who_and_why_and_what_about(paris_day: SmallDay) -> None:
    met = meeting(paris_day, "S1", "B1.S1")
    (buyer,) = met.others
    assert (buyer.name, buyer.job_title, buyer.organisation) == (
        "Camille Étienne",
        "Responsable",
        "Ville de Montreuil",
    )
    assert met.reasons == ("même secteur d’activité", "présence dans le même département")
    assert met.topic
    assert met.own_topic
    assert (met.topic.kind, met.topic.title) == (TopicKind.NEED, "Recherche le nettoyage")
    assert (met.own_topic.kind, met.own_topic.title) == (TopicKind.OFFER, "Propose le nettoyage")
    assert "Recherche un traiteur" in [topic.title for topic in met.also]
    assert "Recherche le nettoyage" not in [topic.title for topic in met.also]


def test_the_other_side_sees_the_offer(paris_day: SmallDay) -> None:
    met = meeting(paris_day, "B1", "B1.S1")
    assert met.topic
    assert (met.topic.kind, met.topic.title) == (TopicKind.OFFER, "Propose le nettoyage")
    assert met.colleagues == ()


def test_a_meeting_without_a_need_behind_it_tells_the_rest_in_brief(paris_day: SmallDay) -> None:
    met = meeting(paris_day, "S3", "B2.S3")
    assert met.topic is None
    assert [topic.title for topic in met.also] == ["Recherche les espaces verts"]


def test_a_contact_is_given_only_by_who_consented(paris_day: SmallDay) -> None:
    assert meeting(paris_day, "S1", "B1.S1").others[0].contact is not None
    assert meeting(paris_day, "B1", "B1.S1").others[0].contact is None, "a no was said"
    assert meeting(paris_day, "S1", "B2.S1").others[0].contact is None, "nothing was said"
    own = agenda(paris_day, "S1").person.contact
    assert own is not None
    assert own.email == "s1@lilas.example"


def test_the_link_is_given_where_somebody_joins_by_video(paris_day: SmallDay) -> None:
    on_site = meeting(paris_day, "B1", "B1.S1")
    assert (on_site.video_url, on_site.by_video, on_site.others_by_video) == (None, False, False)
    met_by_video = meeting(paris_day, "B1", "B1.S3")
    assert met_by_video.video_url == "https://visio.example/t2"
    assert (met_by_video.by_video, met_by_video.others_by_video) == (False, True)
    assert met_by_video.location.directions.startswith("Prendre l’escalier")
    joining = meeting(paris_day, "S3", "B1.S3")
    assert (joining.by_video, joining.others_by_video) == (True, False)
    alone = meeting(paris_day, "B2", "B2.S3")
    assert (alone.by_video, alone.others_by_video, alone.location.room) == (True, True, None)


def test_somebody_without_anything_has_an_empty_agenda(paris_day: SmallDay) -> None:
    assert agenda(paris_day, "N1").entries == ()


def test_an_unknown_participant_is_refused(paris_day: SmallDay) -> None:
    with pytest.raises(LookupError, match="no participant 999"):
        agenda_of(paris_day.session, paris_day.plan, 999)


def test_another_plan_has_its_own_agendas(paris_day: SmallDay) -> None:
    later = paris_day.add_plan(number=4)
    assert all(not a.meetings for a in agendas(paris_day.session, later))


def test_the_number_of_queries_does_not_grow_with_the_meetings(paris_day: SmallDay) -> None:
    statements: list[str] = []
    connection = paris_day.session.connection()
    event.listen(connection, "before_cursor_execute", lambda *call: statements.append(call[2]))
    paris_day.session.expire_all()
    agendas(paris_day.session, paris_day.plan)
    assert len(statements) < 20


def test_pauses_do_not_cross_the_night(paris_day: SmallDay) -> None:
    last = paris_day.slots[5]
    last.starts_at += timedelta(days=1)
    last.ends_at += timedelta(days=1)
    paris_day.meet("B1", "W1", 5, "V1")
    for entry in agenda(paris_day, "B1").entries:
        assert entry.start.date() == entry.end.date()
    assert len(list(agenda(paris_day, "B1").days())) == 2


def test_a_workshop_is_in_its_room_or_by_video(paris_day: SmallDay) -> None:
    (on_site,) = agenda(paris_day, "W1").workshops
    assert (on_site.by_video, on_site.location, on_site.video_url) == (False, "Amphithéâtre", None)
    (by_video,) = agenda(paris_day, "B2").workshops
    assert (by_video.by_video, by_video.video_url) == (True, "https://visio.example/a1")


def test_what_speaks_against_a_pair_reaches_no_participant(paris_day: SmallDay) -> None:
    for each in agendas(paris_day.session, paris_day.plan):
        for met in each.meetings:
            assert not [reason for reason in met.reasons if "préfère" in reason or "partie" in reason]


def test_the_way_from_one_room_to_another_is_no_pause(paris_day: SmallDay) -> None:
    workshop = paris_day.session.exec(select(Workshop)).one()
    workshop.ends_at = paris_day.at(13, 55)
    assert [e.start for e in agenda(paris_day, "B1").entries if isinstance(e, PauseEntry)] == [
        paris_day.at(15)
    ]
