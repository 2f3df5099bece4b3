"""The people of an event, and one person's day with the link to it."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlmodel import Session, select
from werkzeug.wrappers import Response

from matchmaker.agenda.agenda import agenda_of
from matchmaker.database import reading, writing
from matchmaker.language import translate as _
from matchmaker.models import Organisation, OrganisationKind, Participant, Role, stored_id
from matchmaker.planning.plans import latest_plan
from webapp.access import event_blueprint, this_event
from webapp.links import participant_token, revoke_links
from webapp.reading.page import paginate
from webapp.reading.people import people
from webapp.services import services

blueprint = event_blueprint("people", __name__)


@blueprint.get("/participants")
def show() -> str:
    """The list, searched and paged."""
    search, kind = request.args.get("q", "").strip()[:100], _kind(request.args.get("type"))
    with reading(services().engine) as session:
        plan = latest_plan(session, stored_id(this_event()))
        rows = people(session, stored_id(this_event()), plan, search, kind)
    page = paginate(rows, request.args.get("page"))
    return render_template(
        "people.html", page=page, search=search, kind=kind, kinds=list(OrganisationKind), plan=plan
    )


@blueprint.get("/participants/<code>")
def show_one(code: str) -> str:
    """One person: who they are, their day, their link."""
    with reading(services().engine) as session:
        person = _person(session, code)
        plan = latest_plan(session, stored_id(this_event()))
        agenda = agenda_of(session, plan, stored_id(person)) if plan is not None else None
        organisation = session.get_one(Organisation, person.organisation_id)
        token = participant_token(session, services().settings.secret_key, person)
        role = session.get(Role, person.role_id) if person.role_id else None
    return render_template(
        "person.html",
        person=person,
        organisation=organisation,
        role=role,
        plan=plan,
        agenda=agenda,
        link=_address() + url_for("agenda.show", token=token),
    )


@blueprint.post("/participants/<code>/lien")
def renew_link(code: str) -> Response:
    """Replace the person's link; the one sent before no longer works."""
    with writing(services().engine) as session:
        person = _person(session, code)
        revoke_links(person)
        session.add(person)
    flash(_("Le lien de {name} est remplacé ; l’ancien ne fonctionne plus.", name=person.full_name))
    return redirect(url_for("people.show_one", code=code))


def _address() -> str:
    """What a link to be sent begins with."""
    return services().settings.public_address.rstrip("/") or request.url_root.rstrip("/")


def _person(session: Session, code: str) -> Participant:
    query = select(Participant).where(Participant.event_id == g.event.id, Participant.code == code)
    found = session.exec(query).first()
    if found is None:
        abort(404)
    return found


def _kind(said: str | None) -> OrganisationKind | None:
    return OrganisationKind(said) if said in set(OrganisationKind) else None
