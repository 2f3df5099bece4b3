"""Answers as rows: saved, changed, read back. A person answers on their own meetings only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from matchmaker.feedback.questionnaire import Answers
from matchmaker.models import DayAnswer, Meeting, MeetingAnswer, MeetingPerson, Participant, stored_id


@dataclass(frozen=True)
class SavedAnswers:
    """What a person answered so far; meetings by their code, which stays the same in every version of the plan."""

    meetings: dict[str, MeetingAnswer]
    day: DayAnswer | None

    @property
    def given(self) -> bool:
        """Whether anything was answered."""
        return bool(self.meetings) or self.day is not None


def save_answers(session: Session, participant: Participant, answers: Answers) -> None:
    """Keep the person's answers; one given before is replaced.

    Raises:
        ValueError: the answers have complaints, or one is on a meeting that isn't the person's.
    """
    if answers.complaints:
        raise ValueError(answers.complaints[0].sentence)
    saved = saved_answers(session, participant)
    now = datetime.now(UTC)
    for meeting_id, said in answers.meetings.items():
        meeting = _own_meeting(session, participant, meeting_id)
        row = saved.meetings.get(meeting.code)
        if row is None:
            row = MeetingAnswer(
                meeting_id=meeting_id, participant_id=stored_id(participant), held=False, answered_at=now
            )
        row.sqlmodel_update({**said.model_dump(), "answered_at": now})
        session.add(row)
    if answers.day is not None:
        day = saved.day or DayAnswer(participant_id=stored_id(participant), satisfied=1, answered_at=now)
        day.sqlmodel_update({**answers.day.model_dump(), "answered_at": now})
        session.add(day)


def saved_answers(session: Session, participant: Participant) -> SavedAnswers:
    """What the person answered so far, in whatever version of the plan."""
    of_meetings = (
        select(Meeting.code, MeetingAnswer)
        .join(MeetingAnswer, col(MeetingAnswer.meeting_id) == col(Meeting.id))
        .where(MeetingAnswer.participant_id == participant.id)
    )
    day = session.exec(select(DayAnswer).where(DayAnswer.participant_id == participant.id)).first()
    return SavedAnswers(dict(session.exec(of_meetings).all()), day)


def _own_meeting(session: Session, participant: Participant, meeting_id: int) -> Meeting:
    own = select(Meeting).join(MeetingPerson, col(MeetingPerson.meeting_id) == col(Meeting.id))
    found = session.exec(
        own.where(Meeting.id == meeting_id, MeetingPerson.participant_id == participant.id)
    ).first()
    if found is None:
        raise ValueError(f"meeting {meeting_id} is not one of {participant.code}")
    return found
