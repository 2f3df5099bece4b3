"""What the database itself holds: no lost update, no double booking, choices and JSON read as they were written."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from matchmaker.database import migrate, open_database, reading, sqlite_url, writing
from matchmaker.models import (
    Event,
    ForbiddenPair,
    Interval,
    Match,
    Meeting,
    MeetingPerson,
    MeetingSession,
    Organisation,
    OrganisationKind,
    Participant,
    Place,
    Plan,
    Presence,
    Slot,
    Wish,
    WishLevel,
)

NOON = datetime(2021, 11, 18, 12, tzinfo=UTC)
WRITERS, UPDATES = 3, 60


def add(session: Session, row: SQLModel) -> Any:
    session.add(row)
    session.flush()
    return row


def add_day(session: Session, event: Event) -> dict[str, Any]:
    """The smallest day on which a meeting can be planned: two sides, a slot, two places, a plan."""
    event_id = add(session, event).id
    sides = [
        add(session, Organisation(event_id=event_id, code=code, name=code, kind=kind))
        for code, kind in (("A1", OrganisationKind.BUYER), ("S1", OrganisationKind.ESS))
    ]
    people = [
        add(
            session,
            Participant(
                event_id=event_id,
                organisation_id=side.id,
                code=f"{side.code}-P",
                first_name="Ada",
                last_name=side.name,
                email=f"{side.code}@acheteur.example".lower(),
                presence=Presence.EITHER,
                unavailable=[Interval(starts_at=NOON, ends_at=NOON + timedelta(hours=1))],
            ),
        )
        for side in sides
    ]
    run = add(
        session,
        MeetingSession(
            event_id=event_id, name="Après-midi", starts_at=NOON, ends_at=NOON + timedelta(hours=1)
        ),
    )
    slot = add(
        session,
        Slot(
            event_id=event_id,
            session_id=run.id,
            position=0,
            starts_at=NOON,
            ends_at=NOON + timedelta(minutes=20),
        ),
    )
    places = [add(session, Place(event_id=event_id, code=code, name=code)) for code in ("T1", "T2")]
    match = add(
        session,
        Match(event_id=event_id, a_id=sides[0].id, b_id=sides[1].id, score=500, a_score=500, b_score=500),
    )
    plan = add(
        session,
        Plan(
            event_id=event_id,
            number=1,
            solver_status="optimal",
            goals=[],
            problem="{}",
            seconds=1,
            created_at=NOON,
        ),
    )
    return {
        "event": event,
        "sides": sides,
        "people": people,
        "slot": slot,
        "places": places,
        "match": match,
        "plan": plan,
    }


def add_meeting(session: Session, day: dict[str, Any], code: str, place: Place) -> None:
    meeting = add(
        session,
        Meeting(
            plan_id=day["plan"].id,
            match_id=day["match"].id,
            code=code,
            slot_id=day["slot"].id,
            place_id=place.id,
        ),
    )
    for side, person in enumerate(day["people"]):
        session.add(
            MeetingPerson(
                meeting_id=meeting.id,
                participant_id=person.id,
                plan_id=day["plan"].id,
                slot_id=day["slot"].id,
                side=side,
            )
        )
    session.flush()


def test_nobody_has_two_meetings_in_a_slot(engine: Engine, event: Event) -> None:
    migrate(engine)
    with writing(engine) as session:
        day = add_day(session, event)
        add_meeting(session, day, "m1", day["places"][0])
    with pytest.raises(IntegrityError), writing(engine) as session:
        add_meeting(session, day, "m2", day["places"][1])


def test_no_place_has_two_meetings_in_a_slot(engine: Engine, event: Event) -> None:
    migrate(engine)
    with writing(engine) as session:
        day = add_day(session, event)
        add_meeting(session, day, "m1", day["places"][0])
        session.execute(text("DELETE FROM meeting_person"))
    with pytest.raises(IntegrityError), writing(engine) as session:
        add_meeting(session, day, "m2", day["places"][0])


def test_one_wish_about_another(engine: Engine, event: Event) -> None:
    migrate(engine)
    with writing(engine) as session:
        day = add_day(session, event)

    def wish(**about: int) -> Wish:
        return Wish(event_id=day["event"].id, author_id=day["people"][0].id, level=WishLevel.MUST, **about)

    with writing(engine) as session:
        session.add(wish(about_organisation_id=day["sides"][1].id))
        session.add(wish(about_participant_id=day["people"][1].id))
    for twice in (
        {"about_organisation_id": day["sides"][1].id},
        {"about_participant_id": day["people"][1].id},
    ):
        with pytest.raises(IntegrityError), writing(engine) as session:
            add(session, wish(**twice))


def test_a_wish_is_about_one_and_a_forbidden_pair_has_two_sides(engine: Engine, event: Event) -> None:
    migrate(engine)
    with writing(engine) as session:
        day = add_day(session, event)
    both = {"about_organisation_id": day["sides"][1].id, "about_participant_id": day["people"][1].id}
    for about in ({}, both):
        wish = Wish(event_id=day["event"].id, author_id=day["people"][0].id, level=WishLevel.WANT, **about)
        with pytest.raises(IntegrityError), writing(engine) as session:
            add(session, wish)
    with pytest.raises(IntegrityError), writing(engine) as session:
        add(session, ForbiddenPair(event_id=day["event"].id, a_organisation_id=day["sides"][0].id))


def test_choices_are_stored_as_their_values_and_lists_as_what_they_were(engine: Engine, event: Event) -> None:
    migrate(engine)
    with writing(engine) as session:
        add_day(session, event)
    with reading(engine) as session:
        assert session.execute(text("SELECT DISTINCT presence FROM participant")).scalar_one() == "either"
        person = session.exec(select(Participant)).first()
        assert person is not None
        assert person.presence is Presence.EITHER
        assert person.unavailable == [Interval(starts_at=NOON, ends_at=NOON + timedelta(hours=1))]


def test_an_event_leaves_with_all_its_rows(engine: Engine, event: Event) -> None:
    migrate(engine)
    with writing(engine) as session:
        day = add_day(session, event)
        add_meeting(session, day, "m1", day["places"][0])
    with writing(engine) as session:
        session.execute(text("DELETE FROM event"))
    with reading(engine) as session:
        for table in SQLModel.metadata.sorted_tables:
            assert session.execute(table.select()).all() == []


def test_a_failed_write_leaves_nothing(engine: Engine, event: Event) -> None:
    migrate(engine)

    def write_and_fail() -> None:
        with writing(engine) as session:
            add(session, event)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with reading(engine) as session:
        assert session.exec(select(Event)).all() == []


def test_writers_at_once_lose_no_update(tmp_path: Path, event: Event) -> None:
    path = tmp_path / "event.sqlite"
    engine = open_database(sqlite_url(path))
    migrate(engine)
    with writing(engine) as session:
        session.add(event)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=raise_revision, args=(path,)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    with reading(engine) as session:
        assert session.exec(select(Event.revision)).one() == WRITERS * UPDATES
    engine.dispose()


def raise_revision(path: Path) -> None:
    """What one writer does: read, add one, write, many times."""
    engine = open_database(sqlite_url(path))
    for _ in range(UPDATES):
        with writing(engine) as session:
            event = session.exec(select(Event)).one()
            event.revision += 1
    engine.dispose()
