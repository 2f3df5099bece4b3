"""Questionnaire answers: what a participant says of each meeting, and of the day."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Moment, Text, choice_of


class NextStep(StrEnum):
    """What comes after a meeting."""

    NOTHING = "nothing"
    STAY_IN_TOUCH = "stay_in_touch"
    MEET_AGAIN = "meet_again"
    QUOTE = "quote"
    CONTRACT = "contract"


class MeetingAnswerBase(SQLModel):
    """Of one meeting: did it take place, was it useful (1 not at all … 5 very), and what next."""

    held: bool
    useful: int | None = Field(default=None, ge=1, le=5)
    next_step: NextStep | None = Field(default=None, sa_type=choice_of(NextStep))
    comment: Text = ""


class MeetingAnswer(MeetingAnswerBase, table=True):
    """The table of answers on meetings, one a person a meeting."""

    __tablename__ = "meeting_answer"
    __table_args__ = (UniqueConstraint("meeting_id", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", index=True)
    participant_id: int = Field(foreign_key="participant.id", ondelete="CASCADE", index=True)
    answered_at: Moment


class DayAnswerBase(SQLModel):
    """Of the day as a whole: satisfaction from 1 (not at all) to 5 (very), and free words."""

    satisfied: int = Field(ge=1, le=5)
    recommend: bool | None = None
    liked: Text = ""
    improve: Text = ""


class DayAnswer(DayAnswerBase, table=True):
    """The table of answers on the day, one a person."""

    __tablename__ = "day_answer"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="participant.id", ondelete="CASCADE", unique=True)
    answered_at: Moment
