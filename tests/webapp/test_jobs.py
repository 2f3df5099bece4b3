from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from matchmaker.database import reading, writing
from matchmaker.models import Job, JobState, stored_id
from tests.webapp.small_event import the_event
from tests.webapp.visitors import signed_in
from webapp import jobs

PATIENCE = 30.0


def asked(engine: Engine) -> int:
    with writing(engine) as session:
        return stored_id(jobs.ask_for_plan(session, stored_id(the_event(session)), 10))


def job(engine: Engine, job_id: int) -> Job:
    with reading(engine) as session:
        return session.get_one(Job, job_id)


def claimed(engine: Engine, job_id: int) -> int | None:
    with writing(engine) as session:
        return jobs.claim(session, job_id)


def recovered(engine: Engine, *, queue_is_empty: bool = True) -> list[int]:
    with writing(engine) as session:
        return jobs.recover(session, PATIENCE, queue_is_empty=queue_is_empty)


def fall_silent(engine: Engine, job_id: int) -> None:
    with writing(engine) as session:
        row = session.get_one(Job, job_id)
        row.heartbeat_at = jobs.now() - timedelta(seconds=PATIENCE + 1)
        session.add(row)


def test_asking_twice_is_asking_once(engine: Engine) -> None:
    assert asked(engine) == asked(engine)


def test_a_job_is_taken_once(engine: Engine) -> None:
    job_id = asked(engine)
    assert claimed(engine, job_id) == 1
    assert claimed(engine, job_id) is None
    assert claimed(engine, 999) is None


def test_a_living_job_is_left_alone(engine: Engine) -> None:
    job_id = asked(engine)
    claimed(engine, job_id)
    assert recovered(engine) == []


def test_a_silent_job_is_given_to_another_worker_and_the_first_is_fenced_off(engine: Engine) -> None:
    job_id = asked(engine)
    first = claimed(engine, job_id)
    fall_silent(engine, job_id)
    assert recovered(engine, queue_is_empty=False) == [job_id]
    second = claimed(engine, job_id)
    assert (first, second) == (1, 2)
    with writing(engine) as session:
        assert jobs.beat(session, job_id, 1, {"score": 1}), "the first is told to stop"
        assert not jobs.finish(session, job_id, 1, 1)
        assert not jobs.fail(session, job_id, 1, "late")
        assert not jobs.beat(session, job_id, 2, {"score": 2})
        assert jobs.finish(session, job_id, 2, 1)
    ended = job(engine, job_id)
    assert (ended.state, ended.progress, ended.plan_id) == (JobState.DONE, {"score": 2}, 1)


def test_a_waiting_job_whose_message_was_lost_is_sent_again(engine: Engine) -> None:
    job_id = asked(engine)
    fall_silent(engine, job_id)
    assert jobs.is_silent(job(engine, job_id), PATIENCE / 3)
    assert recovered(engine, queue_is_empty=False) == [], "it waits its turn"
    assert not jobs.is_silent(job(engine, job_id), PATIENCE / 3)
    fall_silent(engine, job_id)
    assert recovered(engine) == [job_id]
    assert recovered(engine) == [], "once is enough for a while"


def test_a_job_that_kills_its_workers_is_given_up(engine: Engine) -> None:
    job_id = asked(engine)
    for _attempt in range(jobs.MOST_ATTEMPTS):
        claimed(engine, job_id)
        fall_silent(engine, job_id)
        again = recovered(engine)
    assert again == []
    ended = job(engine, job_id)
    assert ended.state is JobState.FAILED
    assert "3 fois" in ended.message


def test_stopping(engine: Engine) -> None:
    job_id = asked(engine)
    attempt = claimed(engine, job_id)
    assert attempt == 1
    with writing(engine) as session:
        assert not jobs.beat(session, job_id, attempt, {})
        jobs.request_stop(session, session.get_one(Job, job_id))
    with writing(engine) as session:
        assert jobs.beat(session, job_id, attempt, {})


def test_stopping_before_it_began_cancels(engine: Engine) -> None:
    job_id = asked(engine)
    with writing(engine) as session:
        jobs.request_stop(session, session.get_one(Job, job_id))
    assert job(engine, job_id).state is JobState.CANCELLED
    assert claimed(engine, job_id) is None


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_what_ended_stays_ended(engine: Engine, state: JobState) -> None:
    job_id = asked(engine)
    with writing(engine) as session:
        row = session.get_one(Job, job_id)
        row.state = state
        session.add(row)
    fall_silent(engine, job_id)
    assert recovered(engine) == []
    assert claimed(engine, job_id) is None
    assert asked(engine) != job_id


def test_a_job_that_nobody_cares_for_is_told_so(app: Flask, engine: Engine) -> None:
    organiser = signed_in(app)
    page = organiser.post("/e/aser/planning/calculs", data={"seconds": "10"}).location
    assert "Aucun programme de calcul" not in organiser.get(page).text
    with writing(engine) as session:
        waiting = session.get_one(Job, 1)
        waiting.heartbeat_at = jobs.now() - timedelta(minutes=5)
        session.add(waiting)
    assert "Aucun programme de calcul ne répond" in organiser.get(page).text
