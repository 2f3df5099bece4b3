from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlmodel import select

from matchmaker.database import reading
from matchmaker.models import DayAnswer, Meeting, MeetingAnswer, MeetingPerson, NextStep
from tests.webapp.small_event import person
from tests.webapp.visitors import open_questionnaire, publish_plan, signed_in, token_of


def address(app: Flask, code: str) -> str:
    return f"/agenda/{token_of(app, code)}/questionnaire"


def meeting_ids(engine: Engine, code: str) -> list[int]:
    with reading(engine) as session:
        own = (
            select(Meeting.id)
            .join(MeetingPerson)
            .where(MeetingPerson.participant_id == person(session, code).id)
        )
        return [found for found in session.exec(own) if found]


def answers(engine: Engine) -> list[MeetingAnswer]:
    with reading(engine) as session:
        return list(session.exec(select(MeetingAnswer)))


def ready(app: Flask) -> None:
    publish_plan(app)
    open_questionnaire(app)


def test_closed_until_the_organiser_opens_it(app: Flask, client: FlaskClient) -> None:
    publish_plan(app)
    assert client.get(address(app, "H1")).status_code == 404
    assert "questionnaire" not in client.get(f"/agenda/{token_of(app, 'H1')}/").text
    organiser = signed_in(app)
    organiser.post("/e/aser/questionnaire", data={"open": "yes"})
    assert client.get(address(app, "H1")).status_code == 200
    assert "Répondre au questionnaire" in client.get(f"/agenda/{token_of(app, 'H1')}/").text
    organiser.post("/e/aser/questionnaire", data={"open": "no"})
    assert client.post(address(app, "H1"), data={"day-satisfied": "4"}).status_code == 404


def test_answers_are_kept_and_shown_again(app: Flask, client: FlaskClient, engine: Engine) -> None:
    ready(app)
    first, second = meeting_ids(engine, "H1")
    form = {
        f"meeting-{first}-held": "yes",
        f"meeting-{first}-useful": "5",
        f"meeting-{first}-next_step": "quote",
        f"meeting-{first}-comment": "Très <b>utile</b>",
        f"meeting-{second}-held": "no",
        "day-satisfied": "4",
        "day-liked": "L’accueil",
    }
    assert client.post(address(app, "H1"), data=form).status_code == 302
    page = client.get(address(app, "H1")).text
    assert "Vos réponses sont enregistrées" in page.replace("vos", "Vos")
    assert "Très &lt;b&gt;utile&lt;/b&gt;" in page
    kept = {answer.meeting_id: answer for answer in answers(engine)}
    assert (kept[first].held, kept[first].useful, kept[first].next_step) == (True, 5, NextStep.QUOTE)
    assert (kept[second].held, kept[second].useful) == (False, None)


def test_a_second_sending_replaces_the_first(app: Flask, client: FlaskClient, engine: Engine) -> None:
    ready(app)
    meeting = meeting_ids(engine, "S1")[0]
    for useful in ("2", "5"):
        form = {
            f"meeting-{meeting}-held": "yes",
            f"meeting-{meeting}-useful": useful,
            "day-satisfied": useful,
        }
        client.post(address(app, "S1"), data=form)
    assert [answer.useful for answer in answers(engine)] == [5]
    with reading(engine) as session:
        assert [day.satisfied for day in session.exec(select(DayAnswer))] == [5]


def test_what_is_wrong_is_said_beside_it_and_nothing_is_kept(
    app: Flask, client: FlaskClient, engine: Engine
) -> None:
    ready(app)
    first, second = meeting_ids(engine, "H1")
    form = {
        f"meeting-{first}-useful": "5",
        f"meeting-{second}-held": "yes",
        f"meeting-{second}-useful": "9",
        "day-liked": "x" * 5001,
        "day-satisfied": "3",
    }
    refused = client.post(address(app, "H1"), data=form)
    assert refused.status_code == 422
    assert "Dites si ce rendez-vous a eu lieu" in refused.text
    assert "Choisissez une des réponses proposées" in refused.text
    assert "5 000 caractères au plus" in refused.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "x" * 5001 in refused.text
    assert answers(engine) == []


def test_an_empty_sending_is_told_so(app: Flask, client: FlaskClient) -> None:
    ready(app)
    assert client.post(address(app, "H1"), data={}).status_code == 422


def test_nobody_answers_on_anothers_meeting(app: Flask, client: FlaskClient, engine: Engine) -> None:
    ready(app)
    foreign = meeting_ids(engine, "H1")[0]
    client.post(address(app, "S1"), data={f"meeting-{foreign}-held": "yes", "day-satisfied": "4"})
    assert answers(engine) == []


def test_the_organiser_sees_what_came(app: Flask, client: FlaskClient, engine: Engine) -> None:
    ready(app)
    organiser = signed_in(app)
    assert "Pas encore de réponse" in organiser.get("/e/aser/resultats").text
    meeting = meeting_ids(engine, "S1")[0]
    form = {
        f"meeting-{meeting}-held": "yes",
        f"meeting-{meeting}-useful": "4",
        "day-satisfied": "5",
        "day-improve": "Plus de café",
    }
    client.post(address(app, "S1"), data=form)
    page = organiser.get("/e/aser/resultats").text
    assert "1 sur 7" in page
    assert "4,0 / 5" in page
    assert "Plus de café" in page
    assert "Camille S1" in page
