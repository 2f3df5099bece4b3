"""How long the exports of a plan take: the demo day's, or those of an invented day of any size."""

import math
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from matchmaker.agenda.agenda import agenda_of, agendas
from matchmaker.agenda.calendar import calendar_file
from matchmaker.agenda.document import agenda_pdf, agendas_pdf, places_pdf
from matchmaker.agenda.event_day import event_day
from matchmaker.agenda.export import export_all, print_files
from matchmaker.agenda.workbook import workbook_file
from matchmaker.database import open_database, reading, sqlite_url, writing
from matchmaker.models import (
    Event,
    Match,
    Meeting,
    MeetingPerson,
    MeetingSession,
    Need,
    Offer,
    Organisation,
    OrganisationKind,
    Participant,
    Place,
    Plan,
    Reason,
    Slot,
    stored_id,
)
from matchmaker.planning.plans import latest_plan

DAY = datetime(2021, 11, 18, 8, tzinfo=UTC)
SLOT = timedelta(minutes=10)
EVENT_ID = 1

Result = TypeVar("Result")


@dataclass(frozen=True)
class Seconds:
    """Seconds an artefact took, and how many files it is."""

    artefact: str
    files: int
    seconds: float


def measure_folder(folder: Path) -> list[Seconds]:
    """The exports of the plan that `aparte plan` wrote into ``folder``, made anew elsewhere."""
    with tempfile.TemporaryDirectory() as scratch:
        return measure(folder / "aparte.sqlite", Path(scratch))


def measure_invented(people: int, meetings: int) -> list[Seconds]:
    """The exports of an invented day of that size."""
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "invented.sqlite"
        invent_day(database, people, meetings)
        return measure(database, Path(scratch) / "exports")


def measure(database: Path, folder: Path) -> list[Seconds]:
    """Make each artefact of the latest plan in ``database``, then all of them as files of ``folder``.

    Raises:
        LookupError: the database holds no plan.
    """
    engine = open_database(sqlite_url(database))
    with reading(engine) as session:
        plan = latest_plan(session, EVENT_ID)
        if plan is None:
            raise LookupError(f"{database} holds no plan")
        everyone, read = _timed(lambda: agendas(session, plan))
        day, whole = _timed(lambda: event_day(session, plan))
        person = next(iter(day.meetings)).a[0].code
        participant = session.exec(select(Participant).where(Participant.code == person)).one()
        with Session(engine) as fresh:
            _, one = _timed(lambda: agenda_of(fresh, plan, stored_id(participant)))
        prints = print_files(everyone)
        measured = [
            Seconds("agendas read", len(everyone), read),
            Seconds("one agenda read", 1, one),
            Seconds("day read", 1, whole),
            Seconds("ics", len(everyone), _timed(lambda: [calendar_file(each) for each in everyone])[1]),
            Seconds("pdf", len(everyone), _timed(lambda: [agenda_pdf(each) for each in everyone])[1]),
            Seconds("agendas.pdf", len(prints), _timed(lambda: [agendas_pdf(held) for _, held in prints])[1]),
            Seconds("lieux.pdf", 1, _timed(lambda: places_pdf(day))[1]),
            Seconds("planning.xlsx", 1, _timed(lambda: workbook_file(day))[1]),
        ]
        files, total = _timed(lambda: export_all(session, plan, folder))
    engine.dispose()
    return [*measured, Seconds("all", len(files), total)]


def invent_day(database: Path, people: int, meetings: int) -> None:
    """Write an event of ``people``, a fifth of them buyers, whose plan holds ``meetings`` in a round robin.

    No pair meets twice as long as there are no more slots than sellers.
    """
    buyers = max(1, people // 5)
    sellers = people - buyers
    slots = -(-meetings // buyers)
    engine = open_database(sqlite_url(database))
    SQLModel.metadata.create_all(engine)
    with writing(engine) as session:
        _invent_event(session, buyers, sellers, slots)
        stride = next(n for n in range(buyers, buyers + sellers) if math.gcd(n, sellers) == 1)
        pairs = [(b, (b + s * stride) % sellers, s) for s in range(slots) for b in range(buyers)][:meetings]
        for number, (buyer, seller, slot) in enumerate(pairs, start=1):
            _invent_meeting(session, number, buyer + 1, buyers + seller + 1, slot + 1)
    engine.dispose()


def _invent_event(session: Session, buyers: int, sellers: int, slots: int) -> None:
    event = Event(
        id=EVENT_ID,
        code="banc",
        name="Journée inventée",
        starts_on=date(2021, 11, 18),
        ends_on=date(2021, 11, 18),
        organiser_name="Chambre inventée",
        organiser_email="equipe@banc.example",
        created_at=DAY,
    )
    block = MeetingSession(
        id=1, event_id=EVENT_ID, name="Journée", starts_at=DAY, ends_at=DAY + slots * SLOT, slot_minutes=10
    )
    plan = Plan(
        id=1,
        event_id=EVENT_ID,
        number=1,
        solver_status="optimal",
        goals=[],
        problem="{}",
        seconds=0,
        created_at=DAY,
    )
    session.add_all([event, block, plan])
    session.flush()
    session.add_all(_invent_slot(number) for number in range(slots))
    session.add_all(
        Place(id=n, event_id=EVENT_ID, code=f"T{n}", name=f"Table {n}") for n in range(1, buyers + 1)
    )
    session.add_all(_invent_organisation(n, buyers) for n in range(1, buyers + sellers + 1))
    session.flush()
    session.add_all(_invent_person(n) for n in range(1, buyers + sellers + 1))
    session.add_all(
        Need(
            id=n,
            event_id=EVENT_ID,
            organisation_id=n,
            code=f"B{n}",
            title="Entretien des locaux",
            description=WORDS,
        )
        for n in range(1, buyers + 1)
    )
    session.add_all(
        Offer(id=n, event_id=EVENT_ID, organisation_id=n, code=f"O{n}", title="Nettoyage", description=WORDS)
        for n in range(buyers + 1, buyers + sellers + 1)
    )
    session.flush()


WORDS = "Trois sites, deux passages par semaine, produits écolabellisés, clause sociale d’insertion. " * 3


def _invent_slot(number: int) -> Slot:
    start = DAY + number * SLOT
    return Slot(
        id=number + 1, event_id=EVENT_ID, session_id=1, position=number, starts_at=start, ends_at=start + SLOT
    )


def _invent_organisation(number: int, buyers: int) -> Organisation:
    kind = OrganisationKind.BUYER if number <= buyers else OrganisationKind.ESS
    return Organisation(
        id=number, event_id=EVENT_ID, code=f"S{number}", name=f"Structure inventée n° {number}", kind=kind
    )


def _invent_person(number: int) -> Participant:
    return Participant(
        id=number,
        event_id=EVENT_ID,
        organisation_id=number,
        code=f"P{number}",
        first_name="Camille",
        last_name=f"Personne {number}",
        email=f"p{number}@banc.example",
        job_title="Responsable des achats",
    )


def _invent_meeting(session: Session, number: int, a: int, b: int, slot: int) -> None:
    reasons = [
        Reason(criterion="sector", value=0.9, sentence="Même secteur\u00a0: entretien des locaux."),
        Reason(criterion="territory", value=0.6, sentence="Les deux travaillent en Seine-Saint-Denis."),
    ]
    match = Match(
        id=number,
        event_id=EVENT_ID,
        a_id=a,
        b_id=b,
        score=700,
        a_score=700,
        b_score=700,
        need_id=a,
        offer_id=b,
        reasons=reasons,
    )
    meeting = Meeting(id=number, plan_id=1, match_id=number, code=f"S{a}.S{b}", slot_id=slot, place_id=a)
    session.add_all([match, meeting])
    session.flush()
    session.add_all(
        MeetingPerson(meeting_id=number, participant_id=person, plan_id=1, slot_id=slot, side=side)
        for side, person in enumerate((a, b))
    )


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What ``work`` gives, and its seconds."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start
