"""The questionnaire, by the participant's link: sent by POST, changed as long as it is open."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from sqlmodel import Session, select
from werkzeug.wrappers import Response

from matchmaker.agenda.agenda import agenda_of
from matchmaker.agenda.entry import MeetingEntry
from matchmaker.database import reading, writing
from matchmaker.feedback.answers import SavedAnswers, save_answers, saved_answers
from matchmaker.feedback.questionnaire import NO, YES, Complaint, read_answers
from matchmaker.feedback.statistics import SCALE
from matchmaker.language import translate as _
from matchmaker.models import DayAnswer, Meeting, MeetingAnswer, stored_id
from matchmaker.planning.plans import published_plan
from webapp.access import participant_blueprint, this_event, this_participant
from webapp.labels import next_steps
from webapp.services import services

blueprint = participant_blueprint("questionnaire", __name__)


@dataclass(frozen=True)
class Question:
    """A meeting to answer on."""

    meeting_id: int
    entry: MeetingEntry


@blueprint.get("/questionnaire")
def show() -> str:
    """The form, with what was answered so far."""
    _only_when_open()
    with reading(services().engine) as session:
        questions = _questions(session)
        fields = _fields(questions, saved_answers(session, this_participant()))
    return _form(questions, fields)


@blueprint.post("/questionnaire")
def save() -> Response | tuple[str, int]:
    """Keep the answers, or show what is wrong with them beside what was said."""
    _only_when_open()
    fields = request.form.to_dict()
    with writing(services().engine) as session:
        questions = _questions(session)
        answers = read_answers(fields, [question.meeting_id for question in questions])
        if answers.complaints:
            return _form(questions, fields, answers.complaints), 422
        save_answers(session, this_participant(), answers)
    flash(
        _(
            "Merci ! Vos réponses sont enregistrées ; vous pouvez les modifier tant que le questionnaire est ouvert."
        )
    )
    return redirect(url_for("questionnaire.show"))


def _only_when_open() -> None:
    if not this_event().questionnaire_open:
        abort(404, _("Le questionnaire n’est pas ouvert. Il le sera après l’événement."))


def _questions(session: Session) -> list[Question]:
    plan = published_plan(session, stored_id(this_event()))
    if plan is None:
        return []
    ids = dict(session.exec(select(Meeting.code, Meeting.id).where(Meeting.plan_id == plan.id)).all())
    entries = agenda_of(session, plan, stored_id(this_participant())).meetings
    return [Question(ids[entry.code] or 0, entry) for entry in entries]


def _form(questions: list[Question], fields: dict[str, str], complaints: tuple[Complaint, ...] = ()) -> str:
    return render_template(
        "questionnaire.html",
        questions=questions,
        fields=fields,
        complaints={complaint.field: complaint.sentence for complaint in complaints},
        next_steps=next_steps(),
        scale=[(mark, mark) for mark in SCALE],
        event=this_event(),
        participant=this_participant(),
    )


def _fields(questions: list[Question], saved: SavedAnswers) -> dict[str, str]:
    """The saved answers as the form's fields."""
    fields = _day_fields(saved.day) if saved.day else {}
    for question in questions:
        answer = saved.meetings.get(question.entry.code)
        if answer is not None:
            fields |= _meeting_fields(f"meeting-{question.meeting_id}-", answer)
    return fields


def _meeting_fields(prefix: str, answer: MeetingAnswer) -> dict[str, str]:
    return {
        f"{prefix}held": _yes_or_no(answer.held),
        f"{prefix}useful": str(answer.useful or ""),
        f"{prefix}next_step": answer.next_step or "",
        f"{prefix}comment": answer.comment,
    }


def _day_fields(answer: DayAnswer) -> dict[str, str]:
    return {
        "day-satisfied": str(answer.satisfied),
        "day-recommend": _yes_or_no(answer.recommend),
        "day-liked": answer.liked,
        "day-improve": answer.improve,
    }


def _yes_or_no(said: bool | None) -> str:
    return "" if said is None else YES if said else NO
