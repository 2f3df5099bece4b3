"""The time a solve has left, and the caller's wish to stop it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scheduler.result import Limits, ShouldStop

_PULSE_SECONDS = 0.1


class Clock:
    """Counts wall-clock and deterministic time against the limits; remembers whether the caller stopped it."""

    def __init__(self, limits: Limits, should_stop: ShouldStop | None = None) -> None:
        self.limits = limits
        self.stopped = False
        self._should_stop = should_stop
        self._start = time.perf_counter()
        self._work = 0.0
        self._pulse: Callable[[], None] | None = None
        self._last_pulse = 0.0

    def seconds(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._start

    def seconds_left(self) -> float | None:
        """Seconds until the limit, never negative; None: no limit."""
        return None if self.limits.seconds is None else max(0.0, self.limits.seconds - self.seconds())

    def work_left(self) -> float | None:
        """Deterministic time until the limit, never negative; None: no limit."""
        return None if self.limits.deterministic is None else max(0.0, self.limits.deterministic - self._work)

    def spend(self, work: float) -> None:
        """Count deterministic time that the solver used."""
        self._work += work

    @contextmanager
    def pulsing(self, pulse: Callable[[], None]) -> Iterator[None]:
        """Meanwhile, whoever asks whether the time is over also calls `pulse`, about ten times a second."""
        self._pulse = pulse
        try:
            yield
        finally:
            self._pulse = None

    def is_over(self) -> bool:
        """Whether a limit is reached or the caller has stopped the solve; asks the caller."""
        if self._should_stop is not None and not self.stopped:
            self.stopped = self._should_stop()
        if self._pulse is not None and self.seconds() - self._last_pulse > _PULSE_SECONDS:
            self._last_pulse = self.seconds()
            self._pulse()
        return self.stopped or self.seconds_left() == 0 or self.work_left() == 0
