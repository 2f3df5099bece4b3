"""The files of a plan, made when they are asked for."""

from __future__ import annotations

import json

from flask import Response, abort, render_template
from sqlmodel import Session, select

from matchmaker.agenda.agenda import Agenda, agenda_of
from matchmaker.agenda.calendar import calendar_file
from matchmaker.agenda.document import agenda_pdf, agendas_pdf, places_pdf
from matchmaker.agenda.event_day import event_day
from matchmaker.agenda.workbook import workbook_file
from matchmaker.database import reading
from matchmaker.language import translate as _
from matchmaker.models import Participant, Plan, stored_id
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.plans import latest_plan
from matchmaker.planning.report import plan_report
from webapp.access import event_blueprint, this_event
from webapp.languages import in_event_language
from webapp.services import services
from webapp.views.download import CALENDAR, JSON, PDF, XLSX, download

blueprint = event_blueprint("exports", __name__)


@blueprint.get("/exports")
def show() -> str:
    """What can be taken out."""
    with reading(services().engine) as session:
        plan = latest_plan(session, stored_id(this_event()))
    return render_template("exports.html", plan=plan)


@blueprint.get("/exports/planning.xlsx")
@in_event_language
def workbook() -> Response:
    """The whole plan as a workbook."""
    with reading(services().engine) as session:
        day = event_day(session, _latest_plan(session))
    return download(workbook_file(day), XLSX, "planning.xlsx")


@blueprint.get("/exports/agendas.pdf")
@in_event_language
def printed_all() -> Response:
    """Everyone's agenda on paper, in print order."""
    with reading(services().engine) as session:
        day = event_day(session, _latest_plan(session))
    return download(agendas_pdf(day.agendas), PDF, "agendas.pdf")


@blueprint.get("/exports/lieux.pdf")
@in_event_language
def printed_places() -> Response:
    """A sheet for each place, to lay on the tables."""
    with reading(services().engine) as session:
        day = event_day(session, _latest_plan(session))
    return download(places_pdf(day), PDF, "lieux.pdf")


@blueprint.get("/exports/plan.json")
@in_event_language
def data() -> Response:
    """The plan for other software."""
    with reading(services().engine) as session:
        report = plan_report(session, read_event(session, stored_id(this_event())), _latest_plan(session))
    return download(json.dumps(report, ensure_ascii=False, indent=2).encode(), JSON, "plan.json")


@blueprint.get("/exports/agendas/<code>.ics")
@in_event_language
def calendar(code: str) -> Response:
    """One person's day as a calendar file."""
    return download(calendar_file(_agenda(code)), CALENDAR, f"{code}.ics")


@blueprint.get("/exports/agendas/<code>.pdf")
@in_event_language
def printed(code: str) -> Response:
    """One person's day on paper."""
    return download(agenda_pdf(_agenda(code)), PDF, f"{code}.pdf")


def _agenda(code: str) -> Agenda:
    with reading(services().engine) as session:
        query = select(Participant).where(Participant.event_id == this_event().id, Participant.code == code)
        person = session.exec(query).first()
        if person is None:
            abort(404)
        return agenda_of(session, _latest_plan(session), stored_id(person))


def _latest_plan(session: Session) -> Plan:
    plan = latest_plan(session, stored_id(this_event()))
    if plan is None:
        abort(404, _("Il n’y a pas encore de planning à exporter."))
    return plan
