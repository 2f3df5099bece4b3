"""The event at a glance: where it stands, its figures, what comes next."""

from __future__ import annotations

from flask import render_template

from matchmaker.database import reading
from matchmaker.models import Phase
from webapp.access import event_blueprint, this_event
from webapp.reading.overview import overview
from webapp.services import services

blueprint = event_blueprint("event", __name__)


@blueprint.get("/")
def show() -> str:
    """The overview."""
    with reading(services().engine) as session:
        shown = overview(session, this_event())
    return render_template("event.html", overview=shown, phases=list(Phase))
