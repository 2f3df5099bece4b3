"""The worker: takes jobs from the queue and runs them, outside the web process."""

from __future__ import annotations

import threading
from dataclasses import asdict

import structlog
from sqlalchemy import Engine

from matchmaker.database import open_database, reading, writing
from matchmaker.errors import SaidError
from matchmaker.language import translate as _
from matchmaker.models import Job, Plan
from matchmaker.planning.make import make_plan
from matchmaker.planning.plans import latest_plan
from scheduler.result import Limits
from webapp import jobs
from webapp.heartbeat import Heartbeat
from webapp.logs import configure_logs
from webapp.queue import JobQueue
from webapp.settings import Settings, read_settings

BEATS_IN_PATIENCE = 5
"""How many heartbeats may be missed before a job is given to another worker."""

log = structlog.get_logger()


def work(settings: Settings) -> None:
    """Run jobs until the process is told to end; jobs whose worker died are sent to the queue again."""
    configure_logs(in_production=settings.in_production)
    engine = open_database(settings.database_url)
    patience = settings.job_patience_seconds
    queue = JobQueue(settings.queue, lambda job_id: run_job(engine, job_id, patience))
    ended = threading.Event()
    reaper = threading.Thread(target=_reap, args=(engine, queue, patience, ended), name="reaper", daemon=True)
    reaper.start()
    log.info("worker started")
    try:
        queue.consume()
    finally:
        ended.set()
        queue.close()


def run_job(engine: Engine, job_id: int, patience: float) -> None:
    """Take the job and run it to its one end; does nothing where another worker has it or it was cancelled."""
    with writing(engine) as session:
        attempt = jobs.claim(session, job_id)
    if attempt is None:
        return
    with reading(engine) as session:
        job = session.get_one(Job, job_id)
    log.info("job started", job=job_id, attempt=attempt)
    with Heartbeat(engine, job_id, attempt, min(1.0, patience / BEATS_IN_PATIENCE)) as heartbeat:
        try:
            plan_id = _plan(engine, job, heartbeat)
        except Exception as error:
            log.exception("job failed", job=job_id, attempt=attempt)
            with writing(engine) as session:
                jobs.fail(session, job_id, attempt, _why(error))
            return
    with writing(engine) as session:
        ended = jobs.finish(session, job_id, attempt, plan_id)
        if not ended:  # another worker has the job: its plan counts, ours would be one too many
            session.delete(session.get_one(Plan, plan_id))
    log.info("job ended" if ended else "job had been given to another worker", job=job_id, attempt=attempt)


def _plan(engine: Engine, job: Job, heartbeat: Heartbeat) -> int:
    with reading(engine) as session:
        latest = latest_plan(session, job.event_id)
    return make_plan(
        engine,
        job.event_id,
        limits=Limits(seconds=float(job.arguments["seconds"])),
        based_on=latest,
        on_progress=lambda progress: heartbeat.tell(asdict(progress)),
        should_stop=heartbeat.should_stop,
    )


def _why(error: Exception) -> str:
    if isinstance(error, SaidError):
        return str(error)
    return _(
        "Aucun planning n’a pu être calculé. Donnez-lui plus de temps ; si cela se répète, écrivez-nous."
    )


def _reap(engine: Engine, queue: JobQueue, patience: float, ended: threading.Event) -> None:
    while not ended.wait(patience / BEATS_IN_PATIENCE):
        with writing(engine) as session:
            lost = jobs.recover(session, patience, queue_is_empty=queue.is_empty())
        for job_id in lost:
            log.warning("job sent again", job=job_id)
            queue.send(job_id)


if __name__ == "__main__":
    work(read_settings())
