"""What the answers of an event add up to: counts, means, response rate, by role, and the free texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from matchmaker.models import (
    DayAnswer,
    Meeting,
    MeetingAnswer,
    NextStep,
    Organisation,
    Participant,
    Role,
    stored_id,
)

SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Ratings:
    """How often each mark from 1 to 5 was given."""

    counts: dict[int, int]

    @classmethod
    def of(cls, marks: Iterable[int | None]) -> Ratings:
        """The ratings of these marks; None is no mark."""
        given = Counter(mark for mark in marks if mark is not None)
        return cls({mark: given[mark] for mark in SCALE})

    @property
    def total(self) -> int:
        """How many marks were given."""
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        """The mean mark: sum of mark × count / total; None without a mark."""
        return sum(mark * count for mark, count in self.counts.items()) / self.total if self.total else None


@dataclass(frozen=True)
class RoleResults:
    """The results of the people of one role (``None``: of those without a role)."""

    role: str | None
    invited: int
    answered: int
    useful: Ratings
    satisfied: Ratings


@dataclass(frozen=True)
class FreeText:
    """Somebody's own words, on the day (``meeting`` is None) or on a meeting (its code)."""

    question: str
    text: str
    author: Participant
    organisation: Organisation
    meeting: str | None = None


@dataclass(frozen=True)
class Results:
    """All of an event's answers, added up.

    A meeting counts as held when one of its people says so, and as ``disputed`` when they disagree.
    """

    invited: int
    answered: int
    meeting_answers: int
    meetings_answered: int
    meetings_held: int
    meetings_disputed: int
    useful: Ratings
    next_steps: dict[NextStep, int]
    satisfied: Ratings
    recommend: int
    recommend_asked: int
    by_role: tuple[RoleResults, ...]
    texts: tuple[FreeText, ...]

    @property
    def response_rate(self) -> float:
        """The share of the participants who answered something."""
        return self.answered / self.invited if self.invited else 0.0


def results(session: Session, event_id: int) -> Results:
    """The results of an event; whoever takes part is counted as invited to answer."""
    people = {
        stored_id(p): p for p in session.exec(select(Participant).where(Participant.event_id == event_id))
    }
    roles = {role.id: role.name for role in session.exec(select(Role).where(Role.event_id == event_id))}
    days = list(session.exec(select(DayAnswer).where(col(DayAnswer.participant_id).in_(list(people)))))
    answers = _meeting_answers(session, event_id)
    held = _held_by_meeting(answers)
    return Results(
        invited=len(people),
        answered=len(_authors(days, answers)),
        meeting_answers=len(answers),
        meetings_answered=len(held),
        meetings_held=sum(True in said for said in held.values()),
        meetings_disputed=sum(len(said) > 1 for said in held.values()),
        useful=Ratings.of(answer.useful for _code, answer in answers),
        next_steps=_next_steps(answers),
        satisfied=Ratings.of(day.satisfied for day in days),
        recommend=sum(day.recommend is True for day in days),
        recommend_asked=sum(day.recommend is not None for day in days),
        by_role=_by_role(people, roles, days, answers),
        texts=_texts(session, event_id, people, days, answers),
    )


CodedAnswer = tuple[str, MeetingAnswer]
"""A meeting's code with one person's answer on it."""


def _meeting_answers(session: Session, event_id: int) -> list[CodedAnswer]:
    query = (
        select(Meeting.code, MeetingAnswer)
        .join(MeetingAnswer, col(MeetingAnswer.meeting_id) == col(Meeting.id))
        .join(Participant, col(MeetingAnswer.participant_id) == col(Participant.id))
        .where(Participant.event_id == event_id)
        .order_by(col(Meeting.code), col(Participant.code))
    )
    return [(code, answer) for code, answer in session.exec(query)]


def _authors(days: list[DayAnswer], answers: list[CodedAnswer]) -> set[int]:
    return {day.participant_id for day in days} | {answer.participant_id for _code, answer in answers}


def _held_by_meeting(answers: list[CodedAnswer]) -> dict[str, set[bool]]:
    said: dict[str, set[bool]] = defaultdict(set)
    for code, answer in answers:
        said[code].add(answer.held)
    return said


def _next_steps(answers: list[CodedAnswer]) -> dict[NextStep, int]:
    counts = Counter(answer.next_step for _code, answer in answers)
    return {step: counts[step] for step in NextStep}


def _by_role(
    people: dict[int, Participant],
    roles: dict[int | None, str],
    days: list[DayAnswer],
    answers: list[CodedAnswer],
) -> tuple[RoleResults, ...]:
    authors = _authors(days, answers)
    found = []
    for role_id in (*roles, None):
        members = {identity for identity, person in people.items() if person.role_id == role_id}
        if members:
            found.append(
                RoleResults(
                    role=roles.get(role_id),
                    invited=len(members),
                    answered=len(members & authors),
                    useful=Ratings.of(a.useful for _code, a in answers if a.participant_id in members),
                    satisfied=Ratings.of(day.satisfied for day in days if day.participant_id in members),
                )
            )
    return tuple(found)


def _texts(
    session: Session,
    event_id: int,
    people: dict[int, Participant],
    days: list[DayAnswer],
    answers: list[CodedAnswer],
) -> tuple[FreeText, ...]:
    rows = session.exec(select(Organisation).where(Organisation.event_id == event_id))
    organisations = {organisation.id: organisation for organisation in rows}

    def text(question: str, words: str, participant_id: int, meeting: str | None = None) -> FreeText:
        author = people[participant_id]
        return FreeText(question, words, author, organisations[author.organisation_id], meeting)

    on_day = [
        text(question, words, day.participant_id)
        for day in days
        for question, words in (("liked", day.liked), ("improve", day.improve))
        if words
    ]
    on_meetings = [
        text("comment", answer.comment, answer.participant_id, code)
        for code, answer in answers
        if answer.comment
    ]
    return (*on_day, *on_meetings)
