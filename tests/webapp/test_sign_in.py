from __future__ import annotations

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from matchmaker.database import writing
from webapp.accounts import add_account, set_password, sign_in_token
from webapp.services import EXTENSION
from webapp.views.sign_in import own_address

EMAIL, PASSWORD = "anne@aser.example", "une phrase assez longue"


def an_account(engine: Engine) -> None:
    with writing(engine) as session:
        account = add_account(session, EMAIL)
        set_password(account, PASSWORD)
        session.add(account)


def a_link(app: Flask) -> str:
    services = app.extensions[EXTENSION]
    with writing(services.engine) as session:
        return f"/connexion/{sign_in_token(services.settings.secret_key, add_account(session, EMAIL))}"


def test_by_password(client: FlaskClient, engine: Engine) -> None:
    an_account(engine)
    answer = client.post("/connexion", data={"email": " Anne@aser.example ", "password": PASSWORD})
    assert answer.location == "/"
    assert client.get("/").location == "/e/aser/"
    assert client.get("/e/aser/").status_code == 200


def test_onward_to_the_page_that_was_asked_for(client: FlaskClient, engine: Engine) -> None:
    an_account(engine)
    asked = client.get("/e/aser/affinites").location
    assert 'value="/e/aser/affinites' in client.get(asked).text
    form = {"email": EMAIL, "password": PASSWORD, "suite": "/e/aser/affinites"}
    assert client.post("/connexion", data=form).location == "/e/aser/affinites"


def test_nobody_is_led_to_another_site() -> None:
    for address in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        None,
        "/a\nb",
    ):
        assert own_address(address) is None
    assert own_address("/e/aser/?page=2") == "/e/aser/?page=2"


def test_which_of_the_two_is_wrong_is_not_said(client: FlaskClient, engine: Engine) -> None:
    an_account(engine)
    wrong = [
        client.post("/connexion", data={"email": EMAIL, "password": "autre chose"}),
        client.post("/connexion", data={"email": "nobody@aser.example", "password": PASSWORD}),
        client.post("/connexion", data={}),
    ]
    assert {answer.status_code for answer in wrong} == {422}
    assert "ne vont pas ensemble" in wrong[0].text
    assert client.get("/e/aser/").status_code == 302


def test_a_link_asks_before_it_signs_in_and_works_once(app: Flask, client: FlaskClient) -> None:
    link = a_link(app)
    assert "Se connecter" in client.get(link).text
    assert client.get("/e/aser/").status_code == 302
    assert client.post(link).status_code == 302
    assert client.get("/e/aser/").status_code == 200
    assert app.test_client().get(link).status_code == 410
    assert app.test_client().post(link).status_code == 410


def test_a_link_ends_with_time(app: Flask, client: FlaskClient) -> None:
    with time_machine.travel("2026-11-01 10:00:00+00:00", tick=False):
        link = a_link(app)
    with time_machine.travel("2026-11-01 11:00:30+00:00", tick=False):
        assert client.post(link).status_code == 410
    assert client.post("/connexion/made-up").status_code == 410


def test_leaving(client: FlaskClient, engine: Engine) -> None:
    an_account(engine)
    client.post("/connexion", data={"email": EMAIL, "password": PASSWORD})
    client.post("/deconnexion")
    assert client.get("/e/aser/").status_code == 302


def test_too_many_attempts_are_slowed_down(settings) -> None:
    from webapp import create_app

    app = create_app(settings.model_copy(update={"sign_in_rate_limit": "3 per minute"}))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answers = [client.post("/connexion", data={"email": EMAIL, "password": "x"}) for _attempt in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert "Patientez" in answers[-1].text
    assert client.get("/connexion").status_code == 200
    app.extensions[EXTENSION].engine.dispose()
