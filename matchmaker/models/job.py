"""A job: long work done by a worker process, as a row that survives the worker."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import JsonOf, Line, Moment, choice_of


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(SQLModel, table=True):
    """The table of jobs; ``attempt`` fences off a worker that was given up for dead and comes back."""

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    kind: Line
    state: JobState = Field(default=JobState.QUEUED, sa_type=choice_of(JobState))
    arguments: dict[str, Any] = Field(default_factory=dict, sa_type=JsonOf(dict[str, Any]))
    progress: dict[str, Any] = Field(default_factory=dict, sa_type=JsonOf(dict[str, Any]))
    message: str = ""
    attempt: int = 0
    stop_requested: bool = False
    plan_id: int | None = Field(default=None, foreign_key="plan.id", ondelete="SET NULL")
    created_at: Moment
    heartbeat_at: Moment | None = None
    ended_at: Moment | None = None
