"""The ranked pairs, with their reasons."""

from __future__ import annotations

from flask import render_template, request

from matchmaker.database import reading
from matchmaker.models import stored_id
from matchmaker.planning.plans import latest_plan
from webapp.access import event_blueprint, this_event
from webapp.reading.matches import matches, organisations_with_matches
from webapp.services import services

blueprint = event_blueprint("matches", __name__)


@blueprint.get("/affinites")
def show() -> str:
    """The pairs, the best first; all, or those of one organisation."""
    event_id = stored_id(this_event())
    with reading(services().engine) as session:
        organisations = organisations_with_matches(session, event_id)
        chosen = next((o for o in organisations if o.code == request.args.get("structure")), None)
        plan = latest_plan(session, event_id)
        page = matches(session, event_id, plan, chosen.id if chosen else None, request.args.get("page"))
    return render_template("matches.html", page=page, organisations=organisations, chosen=chosen, plan=plan)
