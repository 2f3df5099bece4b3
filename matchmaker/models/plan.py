"""A plan: a version of who meets whom, when and where, with its goals and what it left out."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import JsonOf, Line, Moment, choice_of


class PlanState(StrEnum):
    """A draft changes; a published plan is frozen; a withdrawn one was taken back."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Goal(BaseModel):
    """A goal of the plan: its value, the bound no plan could exceed, and the gap between them.

    ``tolerance`` is the share of the bound that could be given up for the goals after it.
    """

    name: str
    value: int
    bound: int
    gap: float
    tolerance: float = 0.0


class Plan(SQLModel, table=True):
    """The table of plans; the problem that was solved is kept beside it, as the scheduler's JSON text.

    ``solver_status`` is the scheduler's: optimal, feasible or stopped. ``number`` counts from 1 in an event.
    """

    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    number: int
    state: PlanState = Field(default=PlanState.DRAFT, sa_type=choice_of(PlanState))
    label: Line | None = None
    solver_status: str
    goals: list[Goal] = Field(sa_type=JsonOf(list[Goal]))
    problem: str
    seconds: float
    revision: int = 0
    based_on_id: int | None = Field(default=None, foreign_key="plan.id", ondelete="SET NULL")
    created_at: Moment
    published_at: Moment | None = None


class Unplaced(SQLModel, table=True):
    """The table of meetings that a wish or the organiser asked for and the plan doesn't hold.

    ``a_id`` asked for ``b_id`` (for a wish about an organisation, one of its people stands for it); ``match_id`` is
    empty where the two may not meet at all. ``reason`` is a code of ``planning.reasons``, ``details`` what was found
    (people, points), for the sentence.
    """

    __table_args__ = (UniqueConstraint("plan_id", "a_id", "b_id"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE", index=True)
    a_id: int = Field(foreign_key="participant.id", ondelete="CASCADE")
    b_id: int = Field(foreign_key="participant.id", ondelete="CASCADE")
    match_id: int | None = Field(default=None, foreign_key="match.id", ondelete="CASCADE")
    reason: str
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JsonOf(dict[str, Any]))
