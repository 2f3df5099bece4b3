"""Who may come to the pages: an organiser, a reader, a stranger with an account, participants by their links."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from matchmaker.database import reading, writing
from matchmaker.models import Account, Membership, MembershipLevel, stored_id
from tests.webapp.small_event import person, the_event
from webapp.accounts import add_account, sign_in_token
from webapp.links import participant_token
from webapp.services import EXTENSION


def token_of(app: Flask, code: str) -> str:
    services = app.extensions[EXTENSION]
    with reading(services.engine) as session:
        return participant_token(session, services.settings.secret_key, person(session, code))


def signed_in(app: Flask, level: MembershipLevel | None = MembershipLevel.OWNER) -> FlaskClient:
    """A client of somebody with an account; ``None``: who has no part in the event."""
    services = app.extensions[EXTENSION]
    with writing(services.engine) as session:
        account = add_account(session, f"{level or 'stranger'}@aser.example")
        _set_level(session, account, level)
        token = sign_in_token(services.settings.secret_key, account)
    client = app.test_client()
    assert client.post(f"/connexion/{token}").status_code == 302
    return client


def _set_level(session, account: Account, level: MembershipLevel | None) -> None:
    session.flush()
    for membership in session.exec(select(Membership).where(Membership.account_id == stored_id(account))):
        if level is None:
            session.delete(membership)
        else:
            membership.level = level
            session.add(membership)


def publish_plan(app: Flask) -> None:
    """Publish the small event's plan."""
    from matchmaker.planning.plans import latest_plan
    from matchmaker.planning.versions import publish

    with writing(app.extensions[EXTENSION].engine) as session:
        publish(session, latest_plan(session, stored_id(the_event(session))))


def open_questionnaire(app: Flask) -> None:
    """Open the small event's questionnaire."""
    with writing(app.extensions[EXTENSION].engine) as session:
        event = the_event(session)
        event.questionnaire_open = True
        session.add(event)
