"""An event's rows are ranked, and the ranking is stored as its matches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, SQLModel, select

from matchmaker.database import open_database, writing
from matchmaker.models import (
    Decision,
    Event,
    ForbiddenPair,
    Match,
    MayMeet,
    Meeting,
    MeetingAnswer,
    MeetingSession,
    Need,
    NextStep,
    Offer,
    Organisation,
    OrganisationKind,
    Participant,
    Place,
    Plan,
    PlanState,
    Role,
    Slot,
    Wish,
    WishLevel,
    stored_id,
)
from matchmaker.scoring.compare import ComparisonError
from matchmaker.scoring.event import (
    compare_in_event,
    effect_in_event,
    propose_in_event,
    rank_event,
    rated_meetings,
)
from matchmaker.scoring.event_profiles import read_profiles
from matchmaker.scoring.weights import Weights


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


def test_why_one_structure_stands_above_another(session: Session, event: Event) -> None:
    city, green, food = (house_id(session, code) for code in ("city", "green", "food"))
    found = compare_in_event(session, event, city, green, food)
    assert found.first.score > found.second.score
    assert found.differences[0].points > 0
    with pytest.raises(ComparisonError, match="999"):
        compare_in_event(session, event, city, green, 999)


def test_the_effect_of_other_weights_is_shown_and_not_stored(session: Session, event: Event) -> None:
    green = session.exec(select(Offer).where(Offer.code == "O-green")).one()
    green.territories = ["13"]
    food = session.exec(select(Offer).where(Offer.code == "O-food")).one()
    food.description = "Entretien de nos bacs potagers"
    session.flush()
    moved = effect_in_event(session, event, Weights(territory=1.0))
    assert [(shift.b, shift.rank_before, shift.rank_after) for shift in moved if shift.rank_after == 2] == [
        (str(house_id(session, "green")), 1, 2)
    ]
    assert effect_in_event(session, event, Weights()) == []
    assert session.exec(select(Match)).all() == []


def test_ratings_become_evidence_and_few_are_not_enough(session: Session, event: Event) -> None:
    assert rated_meetings(session, event) == []
    hold_meeting(session, event, useful=2, next_step=NextStep.CONTRACT)
    (rated,) = rated_meetings(session, event)
    assert rated.rating == 5
    assert rated.values["territory"] == 1
    proposal = propose_in_event(session, event)
    assert not proposal.proposed
    assert "Pas assez" in proposal.sentence


def test_structures_that_met_at_an_earlier_event_score_less(session: Session, event: Event) -> None:
    for code, siret in (("city", "12345678900001"), ("green", "12345678900002")):
        session.exec(select(Organisation).where(Organisation.code == code)).one().siret = siret
    hold_meeting(session, event)
    fresh = {m.b_id: m.score for m in rank_event(session, event)}[house_id(session, "green")]
    later = Event(**(event.model_dump() | {"id": None, "code": "later"}))
    session.add(later)
    session.flush()
    twins = {}
    for code, siret in (("city", "12345678900001"), ("green", "12345678900002")):
        twin = Organisation(
            event_id=stored_id(later), code=code, name=code, kind=OrganisationKind.ESS, siret=siret
        )
        session.add(twin)
        session.flush()
        twins[code] = stored_id(twin)
        session.add(
            Participant(
                event_id=stored_id(later),
                organisation_id=stored_id(twin),
                code=f"p-{code}",
                first_name="Dominique",
                last_name=code,
                email=f"{code}@jour.example",
            )
        )
    session.flush()
    profiles = {profile.id: profile for profile in read_profiles(session, later)}
    assert profiles[str(twins["city"])].already_met == {str(twins["green"])}
    assert all(not profile.already_met for profile in read_profiles(session, event))
    assert fresh > 0


def hold_meeting(
    session: Session, event: Event, *, useful: int | None = None, next_step: NextStep | None = None
) -> None:
    """City and green met in a published plan; the city's person rated it."""
    match = next(m for m in rank_event(session, event) if m.b_id == house_id(session, "green"))
    day = datetime(2021, 11, 18, 13, tzinfo=UTC)
    plan = Plan(
        event_id=stored_id(event),
        number=1,
        state=PlanState.PUBLISHED,
        solver_status="optimal",
        goals=[],
        problem="{}",
        seconds=0,
        created_at=day,
    )
    block = MeetingSession(
        event_id=stored_id(event), name="Après-midi", starts_at=day, ends_at=day + timedelta(hours=1)
    )
    place = Place(event_id=stored_id(event), code="T1", name="Table 1")
    session.add_all([plan, block, place])
    session.flush()
    slot = Slot(
        event_id=stored_id(event),
        session_id=stored_id(block),
        position=0,
        starts_at=day,
        ends_at=day + timedelta(minutes=20),
    )
    session.add(slot)
    session.flush()
    meeting = Meeting(
        plan_id=stored_id(plan),
        match_id=stored_id(match),
        code="city.green",
        slot_id=stored_id(slot),
        place_id=stored_id(place),
    )
    session.add(meeting)
    session.flush()
    if useful:
        session.add(
            MeetingAnswer(
                meeting_id=stored_id(meeting),
                participant_id=stored_id(person(session, "p-city")),
                held=True,
                useful=useful,
                next_step=next_step,
                answered_at=day,
            )
        )
        session.flush()
