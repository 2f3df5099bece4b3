"""An afternoon planned for real: solved, checked by the solver-free checker, stored, reported."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from matchmaker.database import open_database, reading, writing
from matchmaker.models import Meeting, Plan, Presence, Wish, WishLevel
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.make import NoPlanError, make_plan
from matchmaker.planning.plans import problem_of, solution_of
from matchmaker.planning.report import Json, plan_report
from scheduler import check
from tests.matchmaker.planning.afternoon import Afternoon


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_database(f"sqlite:///{tmp_path / 'aparte.sqlite'}")
    SQLModel.metadata.create_all(engine)
    return engine


def prepared(engine: Engine, *wishes: tuple[str, str, WishLevel]) -> int:
    with writing(engine) as session:
        afternoon = Afternoon(session)
        for author, about, level in wishes:
            afternoon.add(
                Wish(
                    event_id=afternoon.event_id,
                    author_id=afternoon.person_id(author),
                    about_organisation_id=afternoon.organisation_id(about),
                    level=level,
                )
            )
        return afternoon.event_id


def report_of(session: Session, event_id: int, plan_id: int) -> Json:
    return plan_report(session, read_event(session, event_id), session.get_one(Plan, plan_id))


def test_a_plan_keeps_every_rule_and_serves_everyone(engine: Engine) -> None:
    event_id = prepared(engine)
    plan_id = make_plan(engine, event_id)
    with reading(engine) as session:
        plan = session.get_one(Plan, plan_id)
        rows = read_event(session, event_id)
        assert check(problem_of(plan), solution_of(session, rows, plan)) == []
        report = plan_report(session, rows, plan)
    goals = {goal["name"]: goal for goal in report["goals"]}
    assert goals.keys() >= {"required", "shortfall_1", "score", "idle_slots", "breaks", "moves"}
    assert all(goal["gap"] <= goal["tolerance"] for name, goal in goals.items() if name != "moves")
    assert (report["status"] == "optimal") == (goals["moves"]["gap"] == 0)
    held = Counter(code for meeting in report["meetings"] for code in (meeting["a"], meeting["b"]))
    assert all(held[code] >= 1 for code in ("S1", "S2", "S3"))
    assert report["summary"] | {"seconds": 0} == {
        "participants": 6,
        "meetings": len(report["meetings"]),
        "people_without_meeting": sum(not held[code] for code in ("V1", "V2", "H1", "S1", "S2", "S3")),
        "seconds": 0,
    }
    assert {meeting["start"][10:] for meeting in report["meetings"]} <= {
        f"T{time}:00+01:00" for time in ("14:00", "14:20", "14:40", "15:00")
    }


def test_a_plan_made_from_another_keeps_its_pins(engine: Engine) -> None:
    event_id = prepared(engine)
    first_id = make_plan(engine, event_id)
    with writing(engine) as session:
        pinned = session.exec(select(Meeting).where(Meeting.plan_id == first_id)).all()[-1]
        pinned.pinned = True
        session.add(pinned)
        first = session.get_one(Plan, first_id)
    second_id = make_plan(engine, event_id, based_on=first)
    with reading(engine) as session:
        kept = session.exec(
            select(Meeting).where(Meeting.plan_id == second_id, Meeting.code == pinned.code)
        ).one()
        assert (kept.slot_id, kept.place_id, kept.pinned) == (pinned.slot_id, pinned.place_id, True)
        assert session.get_one(Plan, second_id).based_on_id == first_id


def test_what_was_asked_for_and_cannot_be_has_its_reason(engine: Engine) -> None:
    event_id = prepared(
        engine, ("S1", "R2", WishLevel.WANT), ("H1", "R3", WishLevel.NO), ("S3", "HOP", WishLevel.MUST)
    )
    plan_id = make_plan(engine, event_id)
    with reading(engine) as session:
        report = report_of(session, event_id, plan_id)
    reasons = {(case["a"], case["b"]): case["reason"] for case in report["unplaced"]}
    assert reasons[("S1", "S2")] == "not_allowed"
    assert reasons[("S3", "H1")] == "forbidden"
    assert not any(meeting["id"] == "HOP.R3" for meeting in report["meetings"])
    assert all(case["sentence"].endswith(".") for case in report["unplaced"])


def test_who_is_below_the_guarantee_is_named_with_a_reason(engine: Engine) -> None:
    event_id = prepared(engine)
    with writing(engine) as session:
        rows = read_event(session, event_id)
        person = next(p for p in rows.participants.values() if p.code == "S2")
        session.add(person)
        person.leaves_at = rows.slots[min(rows.slots)].starts_at
    plan_id = make_plan(engine, event_id)
    with reading(engine) as session:
        report = report_of(session, event_id, plan_id)
    cases = {case["participant"]: case for case in report["below_guarantee"]}
    assert (cases["S2"]["reason"], cases["S2"]["meetings"], cases["S2"]["guaranteed"]) == (
        "never_available",
        0,
        1,
    )
    assert {cases[code]["reason"] for code in cases.keys() - {"S2"}} == {"guarantee_out_of_reach"}, (
        "four meetings are left for three buyers who are promised two each"
    )


def test_who_is_out_of_reach_of_most_is_told_how_many_meetings_were_possible(engine: Engine) -> None:
    """Remote, where everybody else is on site and no place is for both."""
    event_id = prepared(engine)
    with writing(engine) as session:
        rows = read_event(session, event_id)
        for person in rows.participants.values():
            person.presence = Presence.REMOTE if person.code in ("H1", "S1") else Presence.ON_SITE
            session.add(person)
    with reading(engine) as session:
        report = report_of(session, event_id, make_plan(engine, event_id))
    case = next(case for case in report["below_guarantee"] if case["participant"] == "H1")
    assert (case["reason"], case["guaranteed"]) == ("too_few_possible", 2)
    assert case["sentence"].endswith("lieux : 1.")


def test_no_plan_is_said_and_nothing_is_stored(engine: Engine) -> None:
    event_id = prepared(engine)
    first_id = make_plan(engine, event_id)
    with writing(engine) as session:
        rows = read_event(session, event_id)
        for meeting in session.exec(select(Meeting).where(Meeting.plan_id == first_id)):
            meeting.pinned = True
            session.add(meeting)
        for person in rows.participants.values():
            person.leaves_at = rows.slots[min(rows.slots)].starts_at
            session.add(person)
        first = session.get_one(Plan, first_id)
    with pytest.raises(NoPlanError):
        make_plan(engine, event_id, based_on=first)
    with reading(engine) as session:
        assert [plan.id for plan in session.exec(select(Plan))] == [first_id]
