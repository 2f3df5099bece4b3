"""The questionnaire as it is sent in: plain text fields, read into validated answers or complaints.

Fields of a meeting are named ``meeting-<id>-held`` (``yes``, ``no``), ``…-useful``, ``…-next_step``, ``…-comment``;
those of the day ``day-satisfied``, ``day-recommend`` (``yes``, ``no``), ``day-liked``, ``day-improve``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from matchmaker.language import translate as _
from matchmaker.models import DayAnswerBase, MeetingAnswerBase

YES, NO = "yes", "no"

Answer = TypeVar("Answer", MeetingAnswerBase, DayAnswerBase)


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a field, and how to mend it."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Answers:
    """What one person says, of some meetings (by id) and maybe of the day; or what is wrong with it."""

    meetings: Mapping[int, MeetingAnswerBase]
    day: DayAnswerBase | None
    complaints: tuple[Complaint, ...] = ()


def read_answers(fields: Mapping[str, str], meeting_ids: Iterable[int]) -> Answers:
    """The answers in ``fields`` on these meetings and on the day; what was left blank is no answer."""
    complaints: list[Complaint] = []
    meetings = {}
    for meeting_id in meeting_ids:
        answer = _meeting(
            _with_prefix(fields, f"meeting-{meeting_id}-"), f"meeting-{meeting_id}-", complaints
        )
        if answer is not None:
            meetings[meeting_id] = answer
    day = _day(_with_prefix(fields, "day-"), complaints)
    if not meetings and day is None and not complaints:
        complaints.append(Complaint("day-satisfied", _("Répondez à une question au moins avant d’envoyer.")))
    return Answers(meetings, day, tuple(complaints))


def _meeting(said: dict[str, str], prefix: str, complaints: list[Complaint]) -> MeetingAnswerBase | None:
    if not said:
        return None
    if said.get("held") not in (YES, NO):
        complaints.append(Complaint(f"{prefix}held", _("Dites si ce rendez-vous a eu lieu.")))
        return None
    if said["held"] == NO:  # what follows a meeting is asked only of those that were held
        said = {name: text for name, text in said.items() if name in ("held", "comment")}
    return _validated(MeetingAnswerBase, {**said, "held": said["held"] == YES}, prefix, complaints)


def _day(said: dict[str, str], complaints: list[Complaint]) -> DayAnswerBase | None:
    if not said:
        return None
    if "satisfied" not in said:
        complaints.append(Complaint("day-satisfied", _("Donnez votre satisfaction de la journée, de 1 à 5.")))
        return None
    values: dict[str, object] = dict(said)
    if "recommend" in said:
        values["recommend"] = said["recommend"] == YES
    return _validated(DayAnswerBase, values, "day-", complaints)


def _with_prefix(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    found = {name.removeprefix(prefix): text for name, text in fields.items() if name.startswith(prefix)}
    return {name: text for name, text in found.items() if text.strip()}


def _validated(
    base: type[Answer], values: Mapping[str, object], prefix: str, complaints: list[Complaint]
) -> Answer | None:
    try:
        return base.model_validate(values)
    except ValidationError as error:
        complaints.extend(
            Complaint(f"{prefix}{fault['loc'][0] if fault['loc'] else ''}", _sentence(fault["type"]))
            for fault in error.errors()
        )
        return None


def _sentence(kind: str) -> str:
    if kind in ("string_too_long", "too_long"):
        return _("Ce texte est trop long : 5 000 caractères au plus.")
    return _("Choisissez une des réponses proposées.")
