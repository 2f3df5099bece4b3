from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from matchmaker.database import open_database, writing
from matchmaker.feedback.answers import save_answers, saved_answers
from matchmaker.feedback.questionnaire import read_answers
from matchmaker.feedback.statistics import Ratings, results
from matchmaker.models import MeetingPerson, NextStep, Participant
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.plans import store_plan
from matchmaker.planning.problem import build_problem
from scheduler import Placement, Solution
from tests.matchmaker.planning.afternoon import Afternoon

PLACED = (("VIL.R1", 0, "T1", ("V1", "S1")), ("HOP.R2", 1, "T1", ("H1", "S2")))


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = open_database("sqlite://")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with writing(engine) as session:
        afternoon = Afternoon(session)
        plan_again(session, afternoon.event_id)
        yield session


def plan_again(session: Session, event_id: int) -> None:
    rows = read_event(session, event_id)
    problem = build_problem(rows)
    placements = (
        Placement(meeting=meeting, slot=problem.slots[slot].id, place=place, people=people)
        for meeting, slot, place, people in PLACED
    )
    store_plan(
        session, rows, problem, Solution(tuple(placements)), solver_status="optimal", goals=[], seconds=1.0
    )


def person(session: Session, code: str) -> Participant:
    return session.exec(select(Participant).where(Participant.code == code)).one()


def meeting_of(session: Session, code: str, plan_id: int = 1) -> int:
    own = select(MeetingPerson.meeting_id).where(
        MeetingPerson.participant_id == person(session, code).id, MeetingPerson.plan_id == plan_id
    )
    return session.exec(own).one()


def say(session: Session, code: str, plan_id: int = 1, **fields: str) -> None:
    meeting = meeting_of(session, code, plan_id)
    named = {
        name.replace("meeting_", f"meeting-{meeting}-", 1).replace("day_", "day-", 1): text
        for name, text in fields.items()
    }
    save_answers(session, person(session, code), read_answers(named, [meeting]))


@given(marks=st.lists(st.sampled_from([None, 1, 2, 3, 4, 5])))
def test_ratings_are_counts_and_their_mean(marks: list[int | None]) -> None:
    ratings = Ratings.of(marks)
    given_marks = [mark for mark in marks if mark is not None]
    assert ratings.total == len(given_marks)
    assert (
        ratings.mean == pytest.approx(sum(given_marks) / len(given_marks))
        if given_marks
        else ratings.mean is None
    )


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "meeting-7-held",
                "meeting-7-useful",
                "meeting-7-next_step",
                "day-satisfied",
                "day-recommend",
                "x",
            ]
        ),
        st.text(max_size=8),
    )
)
def test_whatever_is_sent_is_read_or_complained_about(fields: dict[str, str]) -> None:
    answers = read_answers(fields, [7])
    assert answers.meetings or answers.day or answers.complaints
    assert all(complaint.sentence for complaint in answers.complaints)


def test_a_meeting_not_held_asks_for_nothing_more(session: Session) -> None:
    say(
        session,
        "V1",
        meeting_held="no",
        meeting_useful="5",
        meeting_next_step="quote",
        meeting_comment="Absent",
    )
    answer = saved_answers(session, person(session, "V1")).meetings["VIL.R1"]
    assert (answer.held, answer.useful, answer.next_step, answer.comment) == (False, None, None, "Absent")


def test_answers_follow_a_meeting_into_the_next_version_of_the_plan(session: Session) -> None:
    say(session, "V1", meeting_held="yes", meeting_useful="2")
    plan_again(session, person(session, "V1").event_id)
    say(session, "V1", plan_id=2, meeting_held="yes", meeting_useful="4")
    assert results(session, 1).useful.counts == {1: 0, 2: 0, 3: 0, 4: 1, 5: 0}


def test_complaints_and_foreign_meetings_are_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="satisfaction"):
        save_answers(session, person(session, "V1"), read_answers({"day-liked": "Tout"}, []))
    foreign = meeting_of(session, "H1")
    read = read_answers({f"meeting-{foreign}-held": "yes"}, [foreign])
    with pytest.raises(ValueError, match="not one of V1"):
        save_answers(session, person(session, "V1"), read)


def test_results_of_a_day(session: Session) -> None:
    say(
        session,
        "V1",
        meeting_held="yes",
        meeting_useful="5",
        meeting_next_step="contract",
        day_satisfied="4",
        day_recommend="yes",
    )
    say(session, "S1", meeting_held="no", day_satisfied="2", day_recommend="no", day_improve="Plus de temps")
    say(session, "H1", meeting_held="yes", meeting_useful="3", meeting_comment="À suivre")
    found = results(session, 1)
    assert (found.answered, found.invited) == (3, 6)
    assert found.response_rate == pytest.approx(0.5)
    assert (found.meeting_answers, found.meetings_answered) == (3, 2)
    assert (found.meetings_held, found.meetings_disputed) == (2, 1)
    assert found.useful.mean == pytest.approx(4.0)
    assert found.satisfied.mean == pytest.approx(3.0)
    assert found.next_steps[NextStep.CONTRACT] == 1
    assert (found.recommend, found.recommend_asked) == (1, 2)
    assert {row.role: (row.invited, row.answered) for row in found.by_role} == {
        "Acheteur": (3, 2),
        "Structure": (3, 1),
    }
    assert [(text.question, text.text, text.meeting) for text in found.texts] == [
        ("improve", "Plus de temps", None),
        ("comment", "À suivre", "HOP.R2"),
    ]


def test_before_any_answer(session: Session) -> None:
    found = results(session, 1)
    assert (found.answered, found.response_rate, found.useful.mean) == (0, 0.0, None)
    assert not saved_answers(session, person(session, "V1")).given
