"""Every route by every visitor: whoever adds a route says here who may use it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from matchmaker.database import reading
from matchmaker.models import MembershipLevel
from tests.webapp.small_event import change
from tests.webapp.visitors import open_questionnaire, publish_plan, signed_in, token_of
from webapp.links import participant_by_token

SECRET = "a secret of the tests, longer than 32"
PUBLIC = {"/": 302, "/connexion": 200, "/sante": 200}
ORGANISER_PAGES = (
    "/e/aser/",
    "/e/aser/participants",
    "/e/aser/participants/V1",
    "/e/aser/affinites",
    "/e/aser/planning",
    "/e/aser/planning/grille",
    "/e/aser/planning/non-places",
    "/e/aser/exports",
    "/e/aser/exports/planning.xlsx",
    "/e/aser/exports/agendas.pdf",
    "/e/aser/exports/lieux.pdf",
    "/e/aser/exports/plan.json",
    "/e/aser/exports/agendas/V1.ics",
    "/e/aser/exports/agendas/V1.pdf",
    "/e/aser/resultats",
)
ORGANISER_ACTIONS: dict[str, dict[str, str]] = {
    "/e/aser/participants/V1/lien": {},
    "/e/aser/planning/calculs": {"seconds": "10"},
    "/e/aser/planning/1/publier": {},
    "/e/aser/planning/1/retirer": {},
    "/e/aser/questionnaire": {"open": "yes"},
}
JOB_PAGE = "/e/aser/planning/calculs/1"
STOP_JOB = "/e/aser/planning/calculs/1/arreter"
PARTICIPANT_PAGES = ("", "agenda.ics", "agenda.pdf", "questionnaire")
ANSWERS = {"day-satisfied": "4"}

ADDRESSES_OF_VISITORS = {
    "sign_in.show_link",
    "sign_in.enter_by_link",
    "sign_in.enter",
    "sign_in.leave",
    "home.choose_language",
}
"""Tested in test_sign_in.py and test_home.py."""


def test_every_route_is_in_this_matrix(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    tried = {adapter.match(address)[0] for address in (*PUBLIC, *ORGANISER_PAGES, JOB_PAGE)}
    tried |= {adapter.match(address, method="POST")[0] for address in (*ORGANISER_ACTIONS, STOP_JOB)}
    tried |= {adapter.match(f"/agenda/x/{page}")[0] for page in PARTICIPANT_PAGES}
    tried |= {adapter.match("/agenda/x/questionnaire", method="POST")[0]}
    assert tried | ADDRESSES_OF_VISITORS | {"static"} == {rule.endpoint for rule in app.url_map.iter_rules()}


@pytest.mark.parametrize("address", ORGANISER_PAGES)
def test_pages_of_the_event(app: Flask, address: str) -> None:
    anonymous = app.test_client().get(address)
    assert anonymous.status_code == 302
    assert anonymous.location.startswith("/connexion?suite=")
    assert signed_in(app, None).get(address).status_code == 404
    assert signed_in(app, MembershipLevel.PARTNER).get(address).status_code == 403
    for level in (MembershipLevel.READER, MembershipLevel.ORGANISER, MembershipLevel.OWNER):
        assert signed_in(app, level).get(address).status_code == 200


@pytest.mark.parametrize(("address", "form"), ORGANISER_ACTIONS.items())
def test_actions_on_the_event(app: Flask, address: str, form: dict[str, str]) -> None:
    assert app.test_client().post(address, data=form).location == "/connexion"
    assert signed_in(app, None).post(address, data=form).status_code == 404
    for level in (MembershipLevel.PARTNER, MembershipLevel.READER):
        assert signed_in(app, level).post(address, data=form).status_code == 403
    for level in (MembershipLevel.ORGANISER, MembershipLevel.OWNER):
        assert signed_in(app, level).post(address, data=form).status_code == 302


def test_a_job_is_its_events_own(app: Flask) -> None:
    signed_in(app).post("/e/aser/planning/calculs", data={"seconds": "10"})
    assert app.test_client().get(JOB_PAGE).location.startswith("/connexion")
    assert signed_in(app, None).get(JOB_PAGE).status_code == 404
    assert signed_in(app, MembershipLevel.READER).get(JOB_PAGE).status_code == 200
    assert signed_in(app, MembershipLevel.READER).post(STOP_JOB).status_code == 403
    assert signed_in(app).post(STOP_JOB).status_code == 302


@pytest.mark.parametrize("page", PARTICIPANT_PAGES)
def test_pages_of_a_participant(app: Flask, client: FlaskClient, page: str) -> None:
    publish_plan(app)
    open_questionnaire(app)
    token = token_of(app, "V1")
    assert client.get(f"/agenda/{token}/{page}").status_code == 200
    for other in (token[:-1], token + "x", "WzEsMV0", token.replace(".", "")):
        assert client.get(f"/agenda/{other}/{page}").status_code == 404


def test_a_revoked_link_opens_nothing(app: Flask, client: FlaskClient) -> None:
    publish_plan(app)
    open_questionnaire(app)
    token = token_of(app, "V1")
    signed_in(app).post("/e/aser/participants/V1/lien")
    for page in PARTICIPANT_PAGES:
        assert client.get(f"/agenda/{token}/{page}").status_code == 404
    assert client.post(f"/agenda/{token}/questionnaire", data=ANSWERS).status_code == 404
    assert client.get(f"/agenda/{token_of(app, 'V1')}/").status_code == 200


def test_a_participant_is_no_organiser(app: Flask, client: FlaskClient) -> None:
    publish_plan(app)
    client.get(f"/agenda/{token_of(app, 'V1')}/")
    assert client.get("/e/aser/participants").status_code == 302


def test_a_deactivated_account_is_out_at_once(app: Flask) -> None:
    from matchmaker.database import writing
    from matchmaker.models import Account
    from webapp.services import EXTENSION

    client = signed_in(app)
    with writing(app.extensions[EXTENSION].engine) as session:
        account = session.get_one(Account, 1)
        account.active = False
        session.add(account)
    assert client.get("/e/aser/").status_code == 302


def test_opening_a_page_changes_nothing(app: Flask, database_file: Path) -> None:
    """Mail scanners open every link, press HEAD too, and run scripts."""
    publish_plan(app)
    open_questionnaire(app)
    organiser = signed_in(app)
    organiser.post("/e/aser/planning/calculs", data={"seconds": "10"})
    token = token_of(app, "V1")
    addresses = [
        *PUBLIC,
        *ORGANISER_PAGES,
        JOB_PAGE,
        *(f"/agenda/{token}/{page}" for page in PARTICIPANT_PAGES),
    ]
    before = _content(database_file)
    for address in addresses:
        assert organiser.get(address).status_code in (200, 302)
        assert organiser.head(address).status_code in (200, 302)
    assert _content(database_file) == before


def test_actions_do_not_answer_to_get(app: Flask, database_file: Path) -> None:
    organiser = signed_in(app)
    before = _content(database_file)
    for address in (*ORGANISER_ACTIONS, "/deconnexion", "/langue"):
        assert organiser.get(address).status_code in (404, 405)
    assert _content(database_file) == before


def test_nobody_writes_without_the_token_of_the_form(app: Flask, database_file: Path) -> None:
    organiser = signed_in(app)
    token = token_of(app, "V1")
    open_questionnaire(app)
    app.config["WTF_CSRF_ENABLED"] = True
    before = _content(database_file)
    for address, form in {**ORGANISER_ACTIONS, f"/agenda/{token}/questionnaire": ANSWERS}.items():
        refused = organiser.post(address, data=form)
        assert refused.status_code == 400
        assert "rien n’a été enregistré" in refused.text
    assert _content(database_file) == before


def test_names_are_text_never_markup(app: Flask, engine: Engine) -> None:
    nasty = "<img src=x onerror=alert(1)>\"'&"
    change(engine, "V1", first_name=nasty, last_name=nasty, job_title=nasty, note=nasty)
    publish_plan(app)
    open_questionnaire(app)
    organiser = signed_in(app)
    token = token_of(app, "S1")
    pages = [address for address in ORGANISER_PAGES if "exports/" not in address]
    for address in (*pages, f"/agenda/{token}/", f"/agenda/{token}/questionnaire"):
        assert "<img" not in organiser.get(address).text


def _content(file: Path) -> list[str]:
    with sqlite3.connect(file) as connection:
        return list(connection.iterdump())


def test_a_link_follows_the_person_when_the_workbook_is_read_again(
    app: Flask, client: FlaskClient, engine: Engine
) -> None:
    """Rows get new numbers then; the link names the person by their code."""
    publish_plan(app)
    tokens = {code: token_of(app, code) for code in ("V1", "S1")}
    change(engine, "V1", code="TEMPORARY")
    change(engine, "S1", code="V1", last_name="Nouveau")
    change(engine, "TEMPORARY", code="S1")
    with reading(engine) as session:
        assert participant_by_token(session, SECRET, tokens["V1"]).last_name == "Nouveau"
    assert client.get(f"/agenda/{tokens['V1']}/").status_code == 200
