"""What was read is stored whole, or not at all, and comes out as it went in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from matchmaker.database import migrate, open_database, reading, sqlite_url, writing
from matchmaker.intake.export import export
from matchmaker.intake.intake import Intake
from matchmaker.intake.reader import read
from matchmaker.intake.store import store
from matchmaker.models import (
    Attendance,
    Consent,
    Event,
    ForbiddenPair,
    MeetingSessionBase,
    Participant,
    Slot,
    Wish,
)

FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(sqlite_url(tmp_path / "event.sqlite"))
    migrate(engine)
    yield engine
    engine.dispose()


def stored_and_exported(engine: Engine, intake: Intake) -> Intake:
    with writing(engine) as session:
        store(session, intake)
    with reading(engine) as session:
        event = session.exec(select(Event).where(Event.code == intake.event.code)).one()
        return export(session, event)


def test_what_goes_in_comes_out(engine: Engine, intake: Intake) -> None:
    assert stored_and_exported(engine, intake) == intake


@pytest.mark.parametrize("name", ["demo", "prequalified"])
def test_the_fixtures_have_nothing_to_mend_and_come_out_as_they_went_in(name: str, engine: Engine) -> None:
    intake = read(FIXTURES / name)
    assert stored_and_exported(engine, intake) == dataclasses.replace(intake, notices=())


def test_events_live_side_by_side(engine: Engine, intake: Intake) -> None:
    other = dataclasses.replace(intake, event=intake.event.model_copy(update={"code": "autre"}))
    assert stored_and_exported(engine, intake) == intake
    assert stored_and_exported(engine, other) == other
    with reading(engine) as session:
        assert len(session.exec(select(Participant)).all()) == 2 * len(intake.participants)


def test_slots_are_cut_with_the_changeover_between_them(engine: Engine, intake: Intake) -> None:
    start = intake.sessions[0].starts_at
    run = MeetingSessionBase(
        name="Matin",
        starts_at=start,
        ends_at=start + timedelta(minutes=100),
        slot_minutes=25,
        changeover_minutes=5,
    )
    with writing(engine) as session:
        store(session, dataclasses.replace(intake, sessions=(run,)))
    with reading(engine) as session:
        slots = session.exec(select(Slot).order_by(Slot.position)).all()  # type: ignore[arg-type]  # SQLModel types columns as values
    minutes = [
        ((slot.starts_at - start) / timedelta(minutes=1), (slot.ends_at - start) / timedelta(minutes=1))
        for slot in slots
    ]
    assert minutes == [(0, 25), (30, 55), (60, 85)]
    assert [slot.position for slot in slots] == [0, 1, 2]


def test_wishes_and_forbidden_pairs_name_a_person_or_a_structure(engine: Engine, intake: Intake) -> None:
    with writing(engine) as session:
        store(session, intake)
    with reading(engine) as session:
        wishes = session.exec(select(Wish)).all()
        assert [
            (wish.about_participant_id is None, wish.about_organisation_id is None) for wish in wishes
        ] == [
            (False, True),
            (True, False),
        ]
        [pair] = session.exec(select(ForbiddenPair)).all()
        assert pair.a_participant_id
        assert pair.b_organisation_id
        assert len(session.exec(select(Attendance)).all()) == 3
        assert {(consent.purpose.value, consent.given) for consent in session.exec(select(Consent))} == {
            ("share_contact", True),
            ("follow_up", False),
        }


def test_a_failure_half_way_leaves_nothing(engine: Engine, intake: Intake) -> None:
    broken = dataclasses.replace(intake, wishes=(dataclasses.replace(intake.wishes[0], about="nobody"),))
    with pytest.raises(KeyError), writing(engine) as session:
        store(session, broken)
    with reading(engine) as session:
        assert session.exec(select(Event)).all() == []
