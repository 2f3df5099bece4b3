"""The queue on each of its carriers: what is sent by one process is run by another, once."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from webapp.queue import JobQueue

POSTGRESQL_URL, REDIS_URL = "APARTE_TEST_POSTGRESQL_URL", "APARTE_TEST_REDIS_URL"
WORKER = """
    import os, signal, sys
    from webapp.queue import JobQueue

    def run(job_id: int) -> None:
        print(job_id, flush=True)
        if job_id == 0:
            os.kill(os.getpid(), signal.SIGTERM)

    JobQueue(sys.argv[1], run).consume()
"""


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgresql),
        pytest.param("redis", marks=pytest.mark.redis),
    ]
)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'queue.sqlite'}"
    variable = POSTGRESQL_URL if request.param == "postgresql" else REDIS_URL
    address = os.environ.get(variable)
    if not address:
        pytest.skip(f"set {variable} to try {request.param}")
    return address.replace("postgresql+psycopg://", "postgresql://")


def test_a_worker_process_runs_what_is_sent_once_and_in_order(url: str) -> None:
    queue = JobQueue(url, run=lambda _job_id: None)
    for job_id in (3, 1, 2, 0):  # the worker ends after 0
        queue.send(job_id)
    assert not queue.is_empty()
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WORKER), url],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.split() == ["3", "1", "2", "0"], done.stderr
    assert queue.is_empty()
    queue.close()
