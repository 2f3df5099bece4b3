"""A running job's heartbeat: a thread that says it is alive, passes on its progress, and hears the wish to stop."""

from __future__ import annotations

import threading
from typing import Any, Self

from sqlalchemy import Engine

from matchmaker.database import writing
from webapp import jobs


class Heartbeat:
    """Beats every ``interval`` seconds while its block runs, beginning at once."""

    def __init__(self, engine: Engine, job_id: int, attempt: int, interval: float) -> None:
        self._engine = engine
        self._job_id = job_id
        self._attempt = attempt
        self._interval = interval
        self._progress: dict[str, Any] = {}
        self._stop = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def tell(self, progress: dict[str, Any]) -> None:
        """Keep how far the job is, for the next beat."""
        self._progress = progress

    def should_stop(self) -> bool:
        """Whether the organiser wants the best plan so far, or another worker has the job."""
        return self._stop.is_set()

    def _run(self) -> None:
        while True:
            with writing(self._engine) as session:
                if jobs.beat(session, self._job_id, self._attempt, self._progress):
                    self._stop.set()
            if self._ended.wait(self._interval):
                return
