from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from matchmaker.database import writing
from matchmaker.models import Event
from tests.webapp.visitors import signed_in
from webapp.jobs import now


def test_an_organiser_of_several_events_chooses(app: Flask, engine: Engine) -> None:
    with writing(engine) as session:
        day = date(2027, 5, 4)
        session.add(
            Event(
                code="mai",
                name="Journée de mai",
                starts_on=day,
                ends_on=day,
                organiser_name="Chambre",
                organiser_email="chambre@aser.example",
                created_at=now(),
            )
        )
    client = signed_in(app)  # makes the account an owner of both
    page = client.get("/").text
    assert "Journée de mai" in page
    assert "Journée d’essai" in page


def test_an_account_without_an_event_is_told_what_to_do(app: Flask) -> None:
    assert "Aucun événement" in signed_in(app, None).get("/").text


def test_the_language_is_kept(client: FlaskClient) -> None:
    assert '<html lang="fr">' in client.get("/connexion").text
    assert client.post("/langue", data={"language": "en", "back": "/connexion"}).location == "/connexion"
    assert '<html lang="en">' in client.get("/connexion").text
    assert client.post("/langue", data={"language": "xx"}).status_code == 400
    assert client.post("/langue", data={"language": "fr", "back": "https://evil.example"}).location == "/"


def test_headers_of_every_answer(client: FlaskClient) -> None:
    for address in ("/connexion", "/nulle-part", "/sante"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "private, no-store"
    with client.get("/static/aparte.css") as style:
        assert "no-store" not in style.headers.get("Cache-Control", "")


def test_an_unknown_address_is_told_in_french(client: FlaskClient) -> None:
    answer = client.get("/nulle-part")
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text


def test_a_locked_database_is_told_kindly(
    app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    organiser = signed_in(app)
    monkeypatch.setattr("matchmaker.database.BUSY_TIMEOUT_MS", 50)
    engine.dispose()
    with sqlite3.connect(engine.url.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = organiser.post("/e/aser/questionnaire", data={"open": "yes"})
        other.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert "Recommencez dans une minute" in answer.text


def test_an_unexpected_error_shows_no_traceback(app: Flask) -> None:
    def fail() -> str:
        raise RuntimeError("secret detail")

    app.add_url_rule("/broken", view_func=fail)
    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "Une erreur est survenue" in answer.text
    assert "secret detail" not in answer.text
