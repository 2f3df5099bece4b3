"""Real worker processes: one that works, one that is killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import func, select

from matchmaker.database import reading, writing
from matchmaker.models import Job, JobState, Plan
from tests.webapp.visitors import signed_in
from webapp import worker
from webapp.heartbeat import Heartbeat
from webapp.jobs import ACTIVE
from webapp.settings import Settings
from webapp.worker import run_job

LONGEST = 60.0
ROUND = 0.1


@contextmanager
def a_worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    told = {
        "APARTE_DATABASE_URL": settings.database_url,
        "APARTE_SECRET_KEY": settings.secret_key,
        "APARTE_JOB_PATIENCE_SECONDS": "3",
    }
    process = subprocess.Popen([sys.executable, "-m", "webapp.worker"], env=os.environ | told)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(happened: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Look again and again until it happened; fails after a long while, or when the worker ended."""
    for _round in range(int(LONGEST / ROUND)):
        if happened():
            return
        assert process.poll() is None, "the worker ended"
        threading.Event().wait(ROUND)
    pytest.fail("it never happened")


def job(engine: Engine) -> Job:
    with reading(engine) as session:
        return session.exec(select(Job)).one()


def plans(engine: Engine) -> int:
    with reading(engine) as session:
        return session.exec(select(func.count()).select_from(Plan)).one()


def test_a_worker_plans_again(app: Flask, engine: Engine, settings: Settings) -> None:
    organiser = signed_in(app)
    page = organiser.post("/e/aser/planning/calculs", data={"seconds": "5"}).location
    with a_worker(settings) as process:
        wait_until(lambda: job(engine).state not in ACTIVE, process)
    assert job(engine).state is JobState.DONE
    assert "la version 2 est prête" in organiser.get(page).text
    assert plans(engine) == 2


def test_a_worker_killed_while_it_works_is_replaced_and_the_job_ends_once(
    app: Flask, engine: Engine, settings: Settings
) -> None:
    signed_in(app).post("/e/aser/planning/calculs", data={"seconds": "5"})
    with a_worker(settings) as first:
        wait_until(lambda: job(engine).state is JobState.RUNNING, first)
        first.kill()
        first.wait()
    assert job(engine).state is JobState.RUNNING
    with a_worker(settings) as second:
        wait_until(lambda: job(engine).state not in ACTIVE, second)
    assert job(engine).state is JobState.DONE
    assert job(engine).attempt == 2
    assert plans(engine) == 2


def test_a_job_that_fails_says_so_without_a_traceback(app: Flask, engine: Engine) -> None:
    organiser = signed_in(app)
    page = organiser.post("/e/aser/planning/calculs", data={"seconds": "5"}).location
    with writing(engine) as session:
        broken = session.exec(select(Job)).one()
        broken.arguments = {"seconds": "many"}
        session.add(broken)
    run_job(engine, 1, patience=30.0)
    assert job(engine).state is JobState.FAILED
    shown = organiser.get(page).text
    assert "Aucun planning n’a pu être calculé" in shown
    assert "ValueError" not in shown


def test_a_job_runs_to_its_end_with_its_progress(app: Flask, engine: Engine) -> None:
    signed_in(app).post("/e/aser/planning/calculs", data={"seconds": "5"})
    run_job(engine, 1, patience=30.0)
    ended = job(engine)
    assert (ended.state, ended.attempt) == (JobState.DONE, 1)
    run_job(engine, 1, patience=30.0)
    assert plans(engine) == 2, "a second message for the same job does nothing"


def test_a_worker_given_up_for_dead_leaves_no_plan_behind(
    app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It works on, in good faith, while another worker takes its job."""

    def plan_while_another_takes_the_job(engine: Engine, job: Job, heartbeat: Heartbeat) -> int:
        with writing(engine) as session:
            session.get_one(Job, job.id).attempt += 1
        return plan(engine, job, heartbeat)

    plan = worker._plan
    monkeypatch.setattr(worker, "_plan", plan_while_another_takes_the_job)
    signed_in(app).post("/e/aser/planning/calculs", data={"seconds": "5"})
    run_job(engine, 1, patience=30.0)
    assert job(engine).state is JobState.RUNNING
    assert plans(engine) == 1
