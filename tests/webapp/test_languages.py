"""Pages are in their reader's language, files in the event's."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matchmaker.database import writing
from tests.webapp.small_event import the_event
from tests.webapp.visitors import publish_plan, signed_in, token_of
from webapp.languages import COOKIE
from webapp.services import EXTENSION


@pytest.fixture
def english_event(app: Flask) -> Flask:
    with writing(app.extensions[EXTENSION].engine) as session:
        event = the_event(session)
        event.language = "en"
        session.add(event)
    publish_plan(app)
    return app


def speaker(client: FlaskClient, language: str) -> FlaskClient:
    client.set_cookie(COOKIE, language)
    return client


@pytest.mark.parametrize(("language", "word"), [("fr", "Votre agenda"), ("en", "Your agenda")])
def test_a_participant_reads_in_their_own_language(english_event: Flask, language: str, word: str) -> None:
    page = speaker(english_event.test_client(), language).get(f"/agenda/{token_of(english_event, 'V1')}/")
    assert f'<html lang="{language}">' in page.text
    assert word in page.text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_calendar_is_in_the_language_of_the_event(english_event: Flask, language: str) -> None:
    own = speaker(english_event.test_client(), language).get(
        f"/agenda/{token_of(english_event, 'V1')}/agenda.ics"
    )
    organiser = speaker(signed_in(english_event), language)
    handed_out = organiser.get("/e/aser/exports/agendas/V1.ics")
    assert "SUMMARY:Meeting:" in own.text
    assert "SUMMARY:Meeting:" in handed_out.text
