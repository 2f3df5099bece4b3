"""An event's rows are ranked, and the ranking is stored as its matches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, SQLModel, select

from matchmaker.database import open_database, writing
from matchmaker.models import (
    Decision,
    Event,
    ForbiddenPair,
    Match,
    MayMeet,
    Need,
    Offer,
    Organisation,
    OrganisationKind,
    Participant,
    Role,
    Wish,
    WishLevel,
    stored_id,
)
from matchmaker.scoring.event import rank_event


@pytest.fixture
def session() -> Iterator[Session]:
    engine = open_database("sqlite://")
    SQLModel.metadata.create_all(engine)
    with writing(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def event(session: Session) -> Event:
    event = Event(
        code="jour",
        name="Jour",
        starts_on=date(2021, 11, 18),
        ends_on=date(2021, 11, 18),
        organiser_name="Chambre",
        organiser_email="chambre@jour.example",
        created_at=datetime(2021, 9, 1, tzinfo=UTC),
    )
    session.add(event)
    session.flush()
    for code in ("buyer", "ess"):
        session.add(Role(event_id=stored_id(event), code=code, name=code))
    session.flush()
    session.add(
        MayMeet(
            event_id=stored_id(event),
            seeker_id=role_id(session, "buyer"),
            provider_id=role_id(session, "ess"),
        )
    )
    house(session, event, "city", "buyer")
    session.add(
        Need(
            event_id=stored_id(event),
            organisation_id=house_id(session, "city"),
            code="N1",
            title="Entretien d’espaces verts",
            territories=["94"],
        )
    )
    for code, title in (("green", "Tonte et entretien de jardins"), ("food", "Traiteur")):
        house(session, event, code, "ess")
        session.add(
            Offer(
                event_id=stored_id(event),
                organisation_id=house_id(session, code),
                code=f"O-{code}",
                title=title,
                territories=["94"],
            )
        )
    session.flush()
    return event


def role_id(session: Session, code: str) -> int:
    return stored_id(session.exec(select(Role).where(Role.code == code)).one())


def house_id(session: Session, code: str) -> int:
    return stored_id(session.exec(select(Organisation).where(Organisation.code == code)).one())


def person(session: Session, code: str) -> Participant:
    return session.exec(select(Participant).where(Participant.code == code)).one()


def house(session: Session, event: Event, code: str, role: str) -> None:
    kind = OrganisationKind.BUYER if role == "buyer" else OrganisationKind.ESS
    row = Organisation(event_id=stored_id(event), code=code, name=code, kind=kind)
    session.add(row)
    session.flush()
    session.add(
        Participant(
            event_id=stored_id(event),
            organisation_id=stored_id(row),
            role_id=role_id(session, role),
            code=f"p-{code}",
            first_name="Dominique",
            last_name=code,
            email=f"{code}@jour.example",
        )
    )
    session.flush()


def test_matches_are_stored_with_scores_reasons_and_the_best_pair(session: Session, event: Event) -> None:
    best, *_ = rank_event(session, event)
    stored = session.exec(select(Match)).all()
    assert len(stored) == 2
    assert (best.a_id, best.b_id) == (house_id(session, "city"), house_id(session, "green"))
    assert best.score > 400
    assert best.need_id
    assert best.offer_id
    assert any("espaces verts" in reason.sentence for reason in best.reasons)


def test_ranking_again_keeps_rows_and_decisions(session: Session, event: Event) -> None:
    first = {(m.a_id, m.b_id): m.id for m in rank_event(session, event)}
    food = session.exec(select(Match).where(Match.b_id == house_id(session, "food"))).one()
    food.decision = Decision.EXCLUDED
    session.add(
        ForbiddenPair(
            event_id=stored_id(event),
            a_organisation_id=house_id(session, "city"),
            b_organisation_id=house_id(session, "food"),
        )
    )
    session.add(
        ForbiddenPair(
            event_id=stored_id(event),
            a_organisation_id=house_id(session, "green"),
            b_organisation_id=house_id(session, "city"),
        )
    )
    session.flush()
    assert rank_event(session, event) == []
    kept = session.exec(select(Match)).all()
    assert [(m.id, m.score, m.reasons) for m in kept] == [(first[food.a_id, food.b_id], 0, [])]


def test_wishes_are_those_of_the_people(session: Session, event: Event) -> None:
    before = {m.b_id: m.score for m in rank_event(session, event)}
    food = house_id(session, "food")
    session.add(
        Wish(
            event_id=stored_id(event),
            author_id=stored_id(person(session, "p-city")),
            about_organisation_id=food,
            level=WishLevel.WANT,
        )
    )
    session.flush()
    after = {m.b_id: m.score for m in rank_event(session, event)}
    assert after[food] > before[food]


def test_a_no_between_single_people_removes_the_match(session: Session, event: Event) -> None:
    session.add(
        Wish(
            event_id=stored_id(event),
            author_id=stored_id(person(session, "p-food")),
            about_participant_id=stored_id(person(session, "p-city")),
            level=WishLevel.NO,
        )
    )
    session.flush()
    assert {m.b_id for m in rank_event(session, event)} == {house_id(session, "green")}
