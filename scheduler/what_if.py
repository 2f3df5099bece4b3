"""What one more slot, table, hour or representative would bring: a table to read before booking rooms."""

from dataclasses import dataclass

from scheduler.problem import Problem
from scheduler.result import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A day with one thing changed, its best plan found, and what no plan of it could exceed."""

    change: str
    """What is added: nothing, slot, hour, place or representative."""
    subject: str | None
    """The session, place or person the change is about."""
    score: int
    score_bound: int
    meetings: int
    meetings_bound: int


def what_if(problem: Problem, *, limits: Limits | None = None) -> list[Row]:
    """How the plan and its bounds grow with one more slot, hour, place, or representative of the busiest people."""
    raise NotImplementedError
