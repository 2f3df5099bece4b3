"""A small event with everything the pages show: people, affinities with reasons, a workshop, wishes, a plan."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from matchmaker.database import migrate, open_database, sqlite_url, writing
from matchmaker.models import (
    Attendance,
    Event,
    Goal,
    Match,
    Need,
    Offer,
    Participant,
    Place,
    Reason,
    Room,
    Wish,
    WishLevel,
    Workshop,
    stored_id,
)
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.plans import store_plan
from matchmaker.planning.problem import build_problem
from matchmaker.planning.reasons import Finding, ReasonCode
from matchmaker.planning.unplaced import Missing, store_unplaced
from scheduler import Placement, Solution
from tests.matchmaker.planning.afternoon import Afternoon, at

NASTY = "<script>alert('x')</script> & “Éco”"


def write_small_event(path: Path, *, planned: bool) -> None:
    """Write the event to a new SQLite file."""
    engine = open_database(sqlite_url(path))
    migrate(engine)
    with writing(engine) as session:
        event_id = _fill(session)
        if planned:
            _store_plan(session, event_id)
    engine.dispose()


PLACED = (
    ("VIL.R1", 0, "T1", ("V1", "S1")),
    ("VIL.R2", 0, "T2", ("V2", "S2")),
    ("HOP.R3", 1, "T1", ("H1", "S3")),
    ("HOP.R2", 2, "T1", ("H1", "S2")),
)


def _store_plan(session: Session, event_id: int) -> None:
    """A plan made by hand, so that these tests wait for no solver."""
    rows = read_event(session, event_id)
    problem = build_problem(rows)
    solution = Solution(
        tuple(
            Placement(meeting=meeting, slot=problem.slots[slot].id, place=place, people=people)
            for meeting, slot, place, people in PLACED
        )
    )
    goals = [
        Goal(name="score", value=1950, bound=2000, gap=0.025),
        Goal(name="breaks", value=0, bound=0, gap=0.0),
    ]
    plan = store_plan(session, rows, problem, solution, solver_status="feasible", goals=goals, seconds=1.5)
    wish = Missing(
        person(session, "H1"),
        person(session, "S1"),
        None,
        Finding(ReasonCode.PERSON_FULL, {"people": ["S1"]}),
    )
    store_unplaced(session, plan, [wish])


def the_event(session: Session) -> Event:
    return session.exec(select(Event)).one()


def person(session: Session, code: str) -> Participant:
    return session.exec(select(Participant).where(Participant.code == code)).one()


def change(engine: Engine, code: str, /, **values: object) -> None:
    """Change a participant's row."""
    with writing(engine) as session:
        row = person(session, code)
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)


def _fill(session: Session) -> int:
    afternoon = Afternoon(session)
    room = afternoon.add(
        Room(event_id=afternoon.event_id, name="Salle des fêtes", directions="Au fond à droite")
    )
    for place in session.exec(select(Place).where(col(Place.on_site))):
        place.room_id = room.id
    for match in session.exec(select(Match)):
        match.reasons = [
            Reason(criterion="sector", value=1.0, sentence="Le besoin et l’offre sont du même secteur.")
        ]
    city = afternoon.organisation_id("VIL")
    afternoon.add(
        Need(event_id=afternoon.event_id, organisation_id=city, code="N1", title="Collecte des biodéchets")
    )
    recycler = afternoon.organisation_id("R1")
    afternoon.add(
        Offer(
            event_id=afternoon.event_id, organisation_id=recycler, code="O1", title="Compostage de quartier"
        )
    )
    workshop = afternoon.add(
        Workshop(
            event_id=afternoon.event_id,
            code="A1",
            name="Acheter autrement",
            starts_at=at(9),
            ends_at=at(10),
            location="Amphi",
        )
    )
    afternoon.add(Attendance(workshop_id=stored_id(workshop), participant_id=afternoon.person_id("V1")))
    _add_bystander(afternoon)
    hospital, structure = afternoon.person_id("H1"), afternoon.person_id("S1")
    afternoon.add(
        Wish(
            event_id=afternoon.event_id,
            author_id=hospital,
            about_participant_id=structure,
            level=WishLevel.WANT,
        )
    )
    return afternoon.event_id


def _add_bystander(afternoon: Afternoon) -> None:
    """Somebody without meetings, whose name is hostile to pages."""
    afternoon.add(
        Participant(
            event_id=afternoon.event_id,
            organisation_id=afternoon.organisation_id("R3"),
            code="X1",
            first_name="Zoé",
            last_name=NASTY,
            email="x1@aser.example",
        )
    )
