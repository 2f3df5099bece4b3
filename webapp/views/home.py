"""The way in: the organiser's events, and the choice of language."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from matchmaker.language import LANGUAGES
from webapp.access import events_of
from webapp.languages import COOKIE
from webapp.views.sign_in import own_address

ONE_YEAR = 365 * 24 * 3600

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> Response | str:
    """The organiser's events; with only one, straight to it."""
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in.show"))
    events = events_of(current_user.id)
    if len(events) == 1:
        return redirect(url_for("event.show", event_code=events[0].code))
    return render_template("events.html", events=events)


@blueprint.post("/langue")
def choose_language() -> Response:
    """Keep the language chosen at the foot of a page."""
    chosen = request.form.get("language")
    if chosen not in LANGUAGES:
        abort(400)
    answer = redirect(own_address(request.form.get("back")) or url_for("home.show"))
    answer.set_cookie(
        COOKIE, chosen, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer
