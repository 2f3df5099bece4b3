"""Planning again: asked for here, done by a worker, followed on a page, stopped with the best plan so far."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from sqlmodel import Session, select
from werkzeug.wrappers import Response

from matchmaker.database import reading, writing
from matchmaker.models import Job, Plan, stored_id
from webapp.access import event_blueprint, this_event
from webapp.jobs import ACTIVE, ask_for_plan, is_silent, request_stop
from webapp.services import services

LONGEST_SECONDS = 3600

blueprint = event_blueprint("planning_job", __name__)


@blueprint.post("/planning/calculs")
def start() -> Response:
    """Ask for a plan; one that is already being made is followed instead."""
    said = request.form.get("seconds", "")
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= LONGEST_SECONDS):
        abort(400)
    with writing(services().engine) as session:
        job = ask_for_plan(session, stored_id(this_event()), int(said))
    services().queue.send(stored_id(job))
    return redirect(url_for("planning_job.show", job_id=job.id))


@blueprint.get("/planning/calculs/<int:job_id>")
def show(job_id: int) -> str:
    """How far it is; the page reloads itself while it runs, unless asked not to."""
    with reading(services().engine) as session:
        job = _job(session, job_id)
        plan = session.get(Plan, job.plan_id) if job.plan_id else None
    running = job.state in ACTIVE
    return render_template(
        "planning_job.html",
        job=job,
        plan=plan,
        running=running,
        silent=is_silent(job, services().settings.job_patience_seconds),
        follow=request.args.get("suivre") != "non",
    )


@blueprint.post("/planning/calculs/<int:job_id>/arreter")
def stop(job_id: int) -> Response:
    """End with the best plan so far."""
    with writing(services().engine) as session:
        request_stop(session, _job(session, job_id))
    return redirect(url_for("planning_job.show", job_id=job_id))


def _job(session: Session, job_id: int) -> Job:
    found = session.exec(select(Job).where(Job.event_id == this_event().id, Job.id == job_id)).first()
    if found is None:
        abort(404)
    return found
