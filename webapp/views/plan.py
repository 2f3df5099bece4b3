"""The plan: as a list, as a grid, what it leaves out, its score and bound; published or taken back."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from matchmaker.agenda.event_day import event_day
from matchmaker.database import reading, writing
from matchmaker.language import translate as _
from matchmaker.models import Plan, PlanState, stored_id
from matchmaker.planning.plans import latest_plan, published_plan
from matchmaker.planning.versions import publish, withdraw
from webapp.access import event_blueprint, this_event
from webapp.jobs import active_job
from webapp.reading.grid import grid
from webapp.reading.overview import people_without_meeting
from webapp.services import services

blueprint = event_blueprint("plan", __name__)


@blueprint.get("/planning")
def show() -> str:
    """The plan as a list, under its goals."""
    return _page("plan.html")


@blueprint.get("/planning/grille")
def show_grid() -> str:
    """The plan as a grid of slots and places."""
    return _page("plan_grid.html")


@blueprint.get("/planning/non-places")
def show_unplaced() -> str:
    """What the plan leaves out, and why; who has no meeting."""
    return _page("plan_unplaced.html")


@blueprint.post("/planning/<int:number>/publier")
def publish_plan(number: int) -> Response:
    """Freeze a draft and show it to the participants."""
    with writing(services().engine) as session:
        plan = _plan(session, number)
        if plan.state is not PlanState.DRAFT:
            flash(_("La version {number} n’est plus un brouillon : rien n’a changé.", number=number))
        else:
            publish(session, plan)
            flash(
                _(
                    "La version {number} est publiée : chaque participant·e la voit par son lien.",
                    number=number,
                )
            )
    return redirect(url_for("plan.show", version=number))


@blueprint.post("/planning/<int:number>/retirer")
def withdraw_plan(number: int) -> Response:
    """Take a publication back."""
    with writing(services().engine) as session:
        plan = _plan(session, number)
        if plan.state is not PlanState.PUBLISHED:
            flash(_("La version {number} n’est pas publiée : rien n’a changé.", number=number))
        else:
            withdraw(session, plan)
            flash(_("La version {number} est retirée.", number=number))
    return redirect(url_for("plan.show", version=number))


def _page(template: str) -> str:
    event_id = stored_id(this_event())
    asked = request.args.get("version", "")
    with reading(services().engine) as session:
        plan = (
            _plan(session, int(asked))
            if asked.isascii() and asked.isdigit()
            else latest_plan(session, event_id)
        )
        if plan is None:
            return render_template("plan_none.html", plan=None, job=active_job(session, event_id))
        day = event_day(session, plan)
        return render_template(
            template,
            plan=plan,
            latest=latest_plan(session, event_id),
            published=published_plan(session, event_id),
            day=day,
            score_goal=next((goal for goal in plan.goals if goal.name == "score"), None),
            proven=sum(goal.gap <= goal.tolerance for goal in plan.goals),
            grid=grid(day),
            alone=people_without_meeting(session, plan),
            versions=_versions(session, event_id),
            job=active_job(session, event_id),
            asked=plan.number if asked else None,
        )


def _versions(session: Session, event_id: int) -> list[Plan]:
    return list(session.exec(select(Plan).where(Plan.event_id == event_id).order_by(col(Plan.number).desc())))


def _plan(session: Session, number: int) -> Plan:
    found = session.exec(select(Plan).where(Plan.event_id == this_event().id, Plan.number == number)).first()
    if found is None:
        abort(404)
    return found
