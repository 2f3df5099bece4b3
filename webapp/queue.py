"""The queue that tells workers of jobs: a SQLite file by default, Redis or PostgreSQL with several machines.

It holds job numbers only; what a job is and how far it is stands in its row (`webapp.jobs`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import PostgresHuey, RedisHuey, SqliteHuey

NAME = "aparte"
LONGEST_WAIT = 0.5
"""Seconds a worker may take to notice a job."""


class JobQueue:
    """Job numbers on their way to a worker; ``run`` is what a worker does with one."""

    def __init__(self, url: str, run: Callable[[int], None]) -> None:
        self._huey = _open(url)

        def run_job(job_id: int) -> None:
            run(job_id)

        self._task = self._huey.task(name="run_job")(run_job)

    def send(self, job_id: int) -> None:
        """Tell a worker of the job."""
        self._task(job_id)

    def is_empty(self) -> bool:
        """Whether no message waits."""
        return bool(self._huey.pending_count() == 0)

    def consume(self) -> None:
        """Run jobs, one at a time, until the process is told to end."""
        self._huey.create_consumer(workers=1, periodic=False, max_delay=LONGEST_WAIT).run()

    def close(self) -> None:
        """Let go of the connection; the queue opens another one when it is used again."""
        self._huey.storage.close()


def _open(url: str) -> Any:
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        return SqliteHuey(NAME, filename=str(path), results=False)
    if url.startswith(("redis://", "rediss://")):
        return RedisHuey(NAME, url=url, results=False)
    return PostgresHuey(NAME, dsn=url, results=False)
