"""After the day: the questionnaire opened and closed, and what its answers add up to."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker.database import reading, writing
from matchmaker.feedback.statistics import results
from matchmaker.language import translate as _
from matchmaker.models import Event, stored_id
from webapp.access import event_blueprint, this_event
from webapp.labels import next_steps
from webapp.services import services

blueprint = event_blueprint("results", __name__)


@blueprint.get("/resultats")
def show() -> str:
    """Counts, means, free texts."""
    with reading(services().engine) as session:
        found = results(session, stored_id(this_event()))
    return render_template("results.html", results=found, next_steps=next_steps())


@blueprint.post("/questionnaire")
def switch() -> Response:
    """Open the questionnaire to the participants, or close it."""
    opened = request.form.get("open") == "yes"
    with writing(services().engine) as session:
        event = session.get_one(Event, stored_id(this_event()))
        event.questionnaire_open = opened
        event.revision += 1
        session.add(event)
    flash(_("Le questionnaire est ouvert.") if opened else _("Le questionnaire est fermé."))
    return redirect(url_for("results.show"))
