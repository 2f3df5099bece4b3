"""A job's life as a row: asked for, taken by a worker, kept alive by heartbeats, ended once.

Every change a worker makes names its attempt: a worker that was given up for dead, and whose job another one
has taken since, changes nothing when it comes back.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from matchmaker.language import translate as _
from matchmaker.models import Job, JobState

PLAN = "plan"
MOST_ATTEMPTS = 3
ACTIVE = (JobState.QUEUED, JobState.RUNNING)


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def ask_for_plan(session: Session, event_id: int, seconds: int) -> Job:
    """The job that plans the event; one that is already on its way is given back rather than doubled."""
    active = active_job(session, event_id)
    if active is not None:
        return active
    job = Job(
        event_id=event_id, kind=PLAN, arguments={"seconds": seconds}, created_at=now(), heartbeat_at=now()
    )
    session.add(job)
    session.flush()
    return job


def active_job(session: Session, event_id: int) -> Job | None:
    """The event's job that waits or runs, if there is one."""
    query = (
        select(Job).where(Job.event_id == event_id, col(Job.state).in_(ACTIVE)).order_by(col(Job.id).desc())
    )
    return session.exec(query).first()


def is_silent(job: Job, patience: float) -> bool:
    """Whether no worker has cared for the job that waits or runs for twice the patience."""
    last = job.heartbeat_at or job.created_at
    return job.state in ACTIVE and last < now() - timedelta(seconds=2 * patience)


def request_stop(session: Session, job: Job) -> None:
    """Ask the worker to end with the best plan so far; a job that no worker has taken yet is cancelled."""
    waiting = (col(Job.id) == job.id) & (col(Job.state) == JobState.QUEUED)
    cancelled = session.execute(update(Job).where(waiting).values(state=JobState.CANCELLED, ended_at=now()))
    if cancelled.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        session.execute(update(Job).where(col(Job.id) == job.id).values(stop_requested=True))


def claim(session: Session, job_id: int) -> int | None:
    """Take a waiting job; gives the number of the attempt, or None where there is nothing to take."""
    job = session.get(Job, job_id)
    if job is None or job.state is not JobState.QUEUED:
        return None
    job.state = JobState.RUNNING
    job.attempt += 1
    job.heartbeat_at = now()
    job.progress = {}
    return job.attempt


def beat(session: Session, job_id: int, attempt: int, progress: dict[str, Any]) -> bool:
    """Say that the attempt is alive and how far it is; gives whether it should stop."""
    held = _change(session, job_id, attempt, heartbeat_at=now(), progress=progress)
    if not held:
        return True  # another worker has the job: nobody waits for this one
    return bool(session.exec(select(Job.stop_requested).where(Job.id == job_id)).one())


def finish(session: Session, job_id: int, attempt: int, plan_id: int) -> bool:
    """End the attempt with its plan; gives False where the job was given to another worker meanwhile."""
    return _change(session, job_id, attempt, state=JobState.DONE, plan_id=plan_id, ended_at=now())


def fail(session: Session, job_id: int, attempt: int, message: str) -> bool:
    """End the attempt without a plan; ``message`` tells the organiser why."""
    return _change(session, job_id, attempt, state=JobState.FAILED, message=message, ended_at=now())


def recover(session: Session, patience: float, *, queue_is_empty: bool) -> list[int]:
    """The jobs to send to the queue again.

    A running job without a heartbeat for ``patience`` seconds has lost its worker; a waiting one has lost its
    message when the queue is empty. After three attempts a job is given up.
    """
    silent_since = now() - timedelta(seconds=patience)
    query = select(Job).where(col(Job.state).in_(ACTIVE), col(Job.heartbeat_at) < silent_since)
    again = []
    for job in session.exec(query).all():
        if job.state is JobState.QUEUED and not queue_is_empty:
            job.heartbeat_at = now()  # a worker has seen it wait its turn
            continue
        if job.attempt >= MOST_ATTEMPTS:
            job.state, job.ended_at = JobState.FAILED, now()
            job.message = _(
                "Le calcul s’est interrompu {count} fois de suite ; il est abandonné.", count=job.attempt
            )
            continue
        job.state, job.heartbeat_at = JobState.QUEUED, now()
        again.append(job.id or 0)
    return again


def _change(session: Session, job_id: int, attempt: int, **values: Any) -> bool:
    held = (col(Job.id) == job_id) & (col(Job.attempt) == attempt) & (col(Job.state) == JobState.RUNNING)
    return bool(session.execute(update(Job).where(held).values(**values)).rowcount)  # type: ignore[attr-defined]  # as above
