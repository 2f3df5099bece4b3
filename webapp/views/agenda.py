"""A participant's day, by their signed link: the page, the calendar file, the printed page."""

from __future__ import annotations

from flask import Response, abort, render_template

from matchmaker.agenda.agenda import Agenda, agenda_of
from matchmaker.agenda.calendar import calendar_file
from matchmaker.agenda.document import agenda_pdf
from matchmaker.database import reading
from matchmaker.language import translate as _
from matchmaker.models import stored_id
from matchmaker.planning.plans import published_plan
from webapp.access import participant_blueprint, this_event, this_participant
from webapp.languages import in_event_language
from webapp.services import services
from webapp.views.download import CALENDAR, PDF, download

blueprint = participant_blueprint("agenda", __name__)


@blueprint.get("/")
def show() -> str:
    """The day, a list."""
    return render_template(
        "agenda.html", agenda=_agenda(), participant=this_participant(), event=this_event()
    )


@blueprint.get("/agenda.ics")
@in_event_language
def calendar() -> Response:
    """The day as a calendar file, also to subscribe to."""
    return download(calendar_file(_agenda_or_404()), CALENDAR, f"{this_participant().code}.ics")


@blueprint.get("/agenda.pdf")
@in_event_language
def printed() -> Response:
    """The day on paper."""
    return download(agenda_pdf(_agenda_or_404()), PDF, f"{this_participant().code}.pdf")


def _agenda() -> Agenda | None:
    """The person's agenda in the plan in force; None before anything is published."""
    with reading(services().engine) as session:
        plan = published_plan(session, stored_id(this_event()))
        return agenda_of(session, plan, stored_id(this_participant())) if plan is not None else None


def _agenda_or_404() -> Agenda:
    agenda = _agenda()
    if agenda is None:
        abort(404, _("Le planning n’est pas encore publié : votre agenda viendra à cette adresse."))
    return agenda
