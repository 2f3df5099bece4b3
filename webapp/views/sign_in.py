"""Signing in by password or by a link that works once, and signing out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user
from sqlmodel import Session
from werkzeug.wrappers import Response

from matchmaker.database import reading, writing
from matchmaker.language import translate as _
from matchmaker.models import Account
from webapp.access import SignedIn
from webapp.accounts import account_by_password, account_by_token, note_sign_in
from webapp.services import services

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/connexion")
def show() -> str:
    """The form."""
    return render_template(
        "sign_in.html", onward=own_address(request.args.get("suite")), email="", refused=False
    )


@blueprint.post("/connexion")
def enter() -> Response | tuple[str, int]:
    """Sign in by password."""
    email, onward = request.form.get("email", ""), own_address(request.form.get("suite"))
    with reading(services().engine) as database:
        account = account_by_password(database, email, request.form.get("password", ""))
    if account is None:
        return render_template("sign_in.html", onward=onward, email=email, refused=True), 422
    with writing(services().engine) as database:
        note_sign_in(database.get_one(Account, account.id))
    return _welcome(account, onward)


@blueprint.get("/connexion/<link>")
def show_link(link: str) -> str | tuple[str, int]:
    """A button: opening the link, as mail scanners do, signs nobody in."""
    with reading(services().engine) as database:
        account = _account_of(database, link)
    if account is None:
        return render_template("sign_in_link_over.html"), 410
    return render_template("sign_in_link.html", account=account)


@blueprint.post("/connexion/<link>")
def enter_by_link(link: str) -> Response | tuple[str, int]:
    """Sign in by link; the link works no longer."""
    with writing(services().engine) as database:
        account = _account_of(database, link)
        if account is not None:
            note_sign_in(account)
    if account is None:
        return render_template("sign_in_link_over.html"), 410
    return _welcome(account, None)


@blueprint.post("/deconnexion")
def leave() -> Response:
    """Sign out."""
    logout_user()
    session.clear()
    flash(_("Vous êtes déconnecté·e."))
    return redirect(url_for("sign_in.show"))


def own_address(address: str | None) -> str | None:
    """The address where it is a page of ours, so that nobody is led elsewhere."""
    ours = address and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours and address and address.isprintable() else None


def _account_of(database: Session, link: str) -> Account | None:
    settings = services().settings
    return account_by_token(database, settings.secret_key, link, settings.sign_in_link_minutes)


def _welcome(account: Account, onward: str | None) -> Response:
    session.clear()  # a session begun by somebody else at this screen is not carried over
    login_user(SignedIn(account))
    return redirect(onward or url_for("home.show"))
