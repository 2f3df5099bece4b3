"""Who may see and do what: organisers by their account's membership, participants by their signed link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, abort, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from sqlmodel import col, select
from werkzeug.wrappers import Response

from matchmaker.database import reading
from matchmaker.models import Account, Event, Membership, MembershipLevel, Participant
from webapp.links import participant_by_token
from webapp.services import services

READERS = frozenset({MembershipLevel.OWNER, MembershipLevel.ORGANISER, MembershipLevel.READER})
EDITORS = frozenset({MembershipLevel.OWNER, MembershipLevel.ORGANISER})
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """The account that signed in, as flask-login keeps it."""

    def __init__(self, account: Account) -> None:
        self.id = account.id
        self.name = account.name
        self.email = account.email


def install_login(app: Flask) -> None:
    """Let ``app`` know its signed-in organisers."""
    manager = LoginManager(app)
    manager.session_protection = "basic"  # a telephone changes its address all day
    manager.user_loader(_load)


def event_blueprint(name: str, import_name: str) -> Blueprint:
    """A blueprint of pages of one event, under ``/e/<its code>``, for those who organise or read it.

    The views find the event in ``g.event``; the addresses they build name it by themselves.
    """
    blueprint = Blueprint(name, import_name, url_prefix="/e/<event_code>")
    blueprint.url_value_preprocessor(_take_event_code)
    blueprint.before_request(_admit_organiser)
    return blueprint


def participant_blueprint(name: str, import_name: str) -> Blueprint:
    """A blueprint of pages of one participant, under ``/agenda/<signed token>``.

    The views find the person in ``g.participant`` and the event in ``g.event``.
    """
    blueprint = Blueprint(name, import_name, url_prefix="/agenda/<token>")
    blueprint.url_value_preprocessor(_take_token)
    blueprint.before_request(_admit_participant)
    return blueprint


def fill_in_addresses(app: Flask) -> None:
    """Let ``url_for`` name this request's event or participant where the address needs one."""

    def fill_in(endpoint: str, values: dict[str, Any]) -> None:
        for argument in ("event_code", "token"):
            if argument in g and app.url_map.is_endpoint_expecting(endpoint, argument):
                values.setdefault(argument, g.get(argument))

    app.url_defaults(fill_in)


def may_edit() -> bool:
    """Whether the signed-in organiser may change this request's event."""
    return g.get("level") in EDITORS


def events_of(account_id: int) -> list[Event]:
    """The events an account may see, the latest first."""
    belongs = (col(Membership.event_id) == col(Event.id)) & (col(Membership.account_id) == account_id)
    query = select(Event).join(Membership, belongs).order_by(col(Event.starts_on).desc())
    with reading(services().engine) as session:
        return list(session.exec(query).all())


def _load(account_id: str) -> SignedIn | None:
    with reading(services().engine) as session:
        account = session.get(Account, int(account_id))
    return SignedIn(account) if account is not None and account.active else None


def _take_event_code(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.event_code = (values or {}).pop("event_code", "")


def _take_token(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.token = (values or {}).pop("token", "")


def _admit_organiser() -> Response | None:
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in.show", suite=request.full_path if request.method == "GET" else None))
    with reading(services().engine) as session:
        event = session.exec(select(Event).where(Event.code == g.event_code)).first()
        belongs = (Membership.event_id == (event.id if event else 0)) & (
            Membership.account_id == current_user.id
        )
        membership = session.exec(select(Membership).where(belongs)).first()
    if event is None or membership is None:
        abort(404)  # whether the event exists is nobody else's business
    if membership.level not in (READERS if request.method in READING_METHODS else EDITORS):
        abort(403)
    g.event, g.level = event, membership.level
    return None


def _admit_participant() -> None:
    with reading(services().engine) as session:
        participant = participant_by_token(session, services().settings.secret_key, g.token)
        if participant is None:
            abort(404)
        g.participant = participant
        g.event = session.get_one(Event, participant.event_id)


def this_event() -> Event:
    """The event of this request."""
    event: Event = g.event
    return event


def this_participant() -> Participant:
    """The participant whose link this request came by."""
    participant: Participant = g.participant
    return participant
