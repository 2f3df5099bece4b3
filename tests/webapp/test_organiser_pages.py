"""What an organiser reads: people, pairs, plan, exports."""

from __future__ import annotations

import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import Engine
from sqlmodel import delete, select

from matchmaker.database import reading, writing
from matchmaker.models import Goal, Meeting, MeetingPerson, Organisation, Participant, Plan, PlanState
from tests.webapp.small_event import change, the_event
from tests.webapp.visitors import signed_in, token_of
from webapp.reading.page import SIZE


@pytest.fixture
def organiser(app: Flask) -> FlaskClient:
    return signed_in(app)


def without_plan(engine: Engine) -> None:
    with writing(engine) as session:
        session.exec(delete(Plan))


def test_the_overview_says_what_comes_next(organiser: FlaskClient, engine: Engine) -> None:
    assert "Relire le planning" in organiser.get("/e/aser/").text
    organiser.post("/e/aser/planning/1/publier")
    assert "Imprimer et exporter" in organiser.get("/e/aser/").text
    organiser.post("/e/aser/questionnaire", data={"open": "yes"})
    assert "Voir les résultats" in organiser.get("/e/aser/").text
    without_plan(engine)
    organiser.post("/e/aser/questionnaire", data={"open": "no"})
    assert "premier planning" in organiser.get("/e/aser/").text


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ("q=zoe", "Zoé", "Camille"),
        ("q=structure+vil+v1", "V1 Camille", "H1 Camille"),
        ("type=ess", "S1 Camille", "V1 Camille"),
        ("type=nonsense&page=-3", "V1 Camille", "personne-inconnue"),
    ],
)
def test_people_are_searched(organiser: FlaskClient, query: str, found: str, missing: str) -> None:
    page = organiser.get(f"/e/aser/participants?{query}").text
    assert found in page
    assert missing not in page


def test_nobody_found(organiser: FlaskClient) -> None:
    assert "Personne ne correspond" in organiser.get("/e/aser/participants?q=xyz").text


def test_long_lists_are_paged(organiser: FlaskClient, engine: Engine) -> None:
    with writing(engine) as session:
        event = the_event(session)
        organisation = session.exec(select(Organisation)).first()
        session.add_all(
            Participant(
                event_id=event.id,
                organisation_id=organisation.id,
                code=f"P{n}",
                first_name="Ali",
                last_name=f"Nom{n:03}",
                email=f"p{n}@aser.example",
            )
            for n in range(SIZE + 5)
        )
    first, last = (organiser.get(f"/e/aser/participants?q=nom&page={page}").text for page in (1, 9))
    assert "Page 1 sur 2" in first
    assert "Nom000" in first
    assert "Page 2 sur 2" in last
    assert f"Nom{SIZE + 4:03}" in last


def test_a_person_with_the_link_to_their_agenda(app: Flask, organiser: FlaskClient) -> None:
    page = organiser.get("/e/aser/participants/V1").text
    assert f"/agenda/{token_of(app, 'V1')}" in page
    assert "Structure R1" in page
    assert "Acheter autrement" in page
    assert organiser.get("/e/aser/participants/UNKNOWN").status_code == 404


def test_pairs_best_first_with_reasons(organiser: FlaskClient) -> None:
    page = organiser.get("/e/aser/affinites").text
    assert "même secteur" in page
    assert page.index("65") < page.index("40\u202f%")
    one = organiser.get("/e/aser/affinites?structure=HOP").text
    assert one.count('class="pair"') == 3


def test_the_plan_as_list_and_grid_with_its_bound(organiser: FlaskClient) -> None:
    listed = organiser.get("/e/aser/planning").text
    assert "Affinité totale" in listed
    assert "2\u202f000" in listed
    assert "2,50\u202f%" in listed
    assert listed.count('<li>\n      <p class="place">') == 4
    grid = organiser.get("/e/aser/planning/grille").text
    assert grid.count('class="held"') == 4
    assert grid.count('class="free"') == 4 * 3 - 4
    unplaced = organiser.get("/e/aser/planning/non-places").text
    assert "Agenda déjà plein" in unplaced


def test_a_repair_claims_no_more_than_it_proves(organiser: FlaskClient, engine: Engine) -> None:
    with writing(engine) as session:
        plan = session.exec(select(Plan)).one()
        plan.goals = [Goal(name="agendas_changed", value=1, bound=1, gap=0)]
        plan.solver_status = "optimal"
        session.add(plan)
    page = organiser.get("/e/aser/planning").text
    assert "Réparé : aucune réparation ne change moins d’agendas" in page
    assert "aucun planning ne peut faire mieux" not in page


def test_pages_say_whose_time_it_is(organiser: FlaskClient) -> None:
    assert "Heure de Paris (UTC+01:00)" in organiser.get("/e/aser/").text


def test_who_has_no_meeting_is_named(organiser: FlaskClient, engine: Engine) -> None:
    with writing(engine) as session:
        person = session.exec(select(Participant).where(Participant.code == "V2")).one()
        held = session.exec(select(MeetingPerson).where(MeetingPerson.participant_id == person.id)).one()
        session.exec(delete(Meeting).where(Meeting.id == held.meeting_id))
    assert "Camille V2" in organiser.get("/e/aser/planning/non-places").text


def test_before_the_first_plan(organiser: FlaskClient, engine: Engine) -> None:
    without_plan(engine)
    for view in ("planning", "planning/grille", "planning/non-places"):
        assert "Pas encore de planning" in organiser.get(f"/e/aser/{view}").text
    assert "Rien à exporter" in organiser.get("/e/aser/exports").text
    assert organiser.get("/e/aser/exports/plan.json").status_code == 404
    assert "Pas encore de planning" in organiser.get("/e/aser/participants/V1").text


def test_publishing_and_taking_back(app: Flask, organiser: FlaskClient, engine: Engine) -> None:
    agenda = f"/agenda/{token_of(app, 'V1')}/"
    visitor = app.test_client()
    assert "Votre agenda se prépare" in visitor.get(agenda).text
    organiser.post("/e/aser/planning/1/publier")
    assert "Structure R1" in visitor.get(agenda).text
    again = organiser.post("/e/aser/planning/1/publier", follow_redirects=True)
    assert "plus un brouillon" in again.text
    organiser.post("/e/aser/planning/1/retirer")
    assert "Votre agenda se prépare" in visitor.get(agenda).text
    with reading(engine) as session:
        assert session.exec(select(Plan.state)).one() is PlanState.WITHDRAWN
    assert organiser.post("/e/aser/planning/9/publier").status_code == 404


def test_planning_again_is_asked_for_once_and_can_be_stopped(organiser: FlaskClient) -> None:
    first = organiser.post("/e/aser/planning/calculs", data={"seconds": "10"}).location
    assert organiser.post("/e/aser/planning/calculs", data={"seconds": "60"}).location == first
    assert "En attente" in organiser.get(first).text
    assert "Suivre le calcul" in organiser.get("/e/aser/planning").text
    assert 'http-equiv="refresh"' in organiser.get(first).text
    assert 'http-equiv="refresh"' not in organiser.get(f"{first}?suivre=non").text
    organiser.post(f"{first}/arreter")
    assert "Annulé avant d’avoir commencé" in organiser.get(first).text
    for nonsense in ("", "0", "-1", "1e3", "99999"):
        assert organiser.post("/e/aser/planning/calculs", data={"seconds": nonsense}).status_code == 400


def test_exports_hold_the_plan(organiser: FlaskClient) -> None:
    workbook = load_workbook(io.BytesIO(organiser.get("/e/aser/exports/planning.xlsx").data))
    assert len(workbook.sheetnames) > 1
    data = json.loads(organiser.get("/e/aser/exports/plan.json").data)
    assert len(data["meetings"]) == 4
    assert len(PdfReader(io.BytesIO(organiser.get("/e/aser/exports/agendas.pdf").data)).pages) >= 6
    assert (
        "Camille"
        in PdfReader(io.BytesIO(organiser.get("/e/aser/exports/lieux.pdf").data)).pages[0].extract_text()
    )
    calendar = Calendar.from_ical(organiser.get("/e/aser/exports/agendas/H1.ics").data)
    assert len(calendar.walk("VEVENT")) == 2
    assert organiser.get("/e/aser/exports/agendas/UNKNOWN.pdf").status_code == 404


def test_a_name_cannot_leave_its_place_in_the_page(organiser: FlaskClient, engine: Engine) -> None:
    change(engine, "X1", email='"><script>alert(1)</script>@x.example')
    assert "<script>alert" not in organiser.get("/e/aser/participants/X1").text
