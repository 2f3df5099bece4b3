"""What an organiser asks of a ranking, for ``aparte rank``: why one stands above another, what weights change."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session

from matchmaker.errors import SaidError
from matchmaker.intake.choices import nearest
from matchmaker.intake.intake import Intake
from matchmaker.language import translate as _
from matchmaker.language import translate_plural
from matchmaker.models import Event, Organisation, stored_id
from matchmaker.ranked_list import event_in_memory
from matchmaker.scoring.compare import Comparison
from matchmaker.scoring.effect import Shift
from matchmaker.scoring.event import compare_in_event, effect_in_event
from matchmaker.scoring.event_profiles import rows_of
from matchmaker.scoring.ranking import ScoredPair
from matchmaker.scoring.weights import Weights

SHOWN = 10
"""Moves to read; another program is told them all."""


class QuestionError(SaidError):
    """A question names nobody; the message says who is near."""


@dataclass(frozen=True)
class Answer:
    """Why ``first`` stands above ``second`` for ``seeker``, or below."""

    seeker: Organisation
    first: Organisation
    second: Organisation
    comparison: Comparison

    def as_data(self) -> dict[str, Any]:
        """The answer for another program."""
        return {
            "a": self.seeker.code,
            "a_name": self.seeker.name,
            "first": _pair_as_data(self.first, self.comparison.first),
            "second": _pair_as_data(self.second, self.comparison.second),
            "differences": [asdict(difference) for difference in self.comparison.differences],
        }

    def as_text(self) -> str:
        """The answer to read: the two scores, then a line a difference, with the points of the first."""
        first, second, found = self.first.name, self.second.name, self.comparison
        lines = [
            _(
                "Pour {seeker}, affinités sur 1000 : {first} {points}, {second} {other_points}.",
                seeker=self.seeker.name,
                first=first,
                points=found.first.score,
                second=second,
                other_points=found.second.score,
            )
        ]
        if not found.differences:
            lines.append(_("Aucun critère ne les départage nettement."))
        else:
            lines.append(_("Ce que {first} gagne (+) ou perd (−) à chaque critère pris seul :", first=first))
        for difference in found.differences:
            points = f"{difference.points:+}".replace("-", "−")
            lines.append(f"  {points:>5}  {difference.sentence}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Move:
    """A provider that rises or falls in the list of a seeker; ranks from 1, the best."""

    a: Organisation
    b: Organisation
    shift: Shift

    def as_data(self) -> dict[str, Any]:
        """The move for another program."""
        return {"a": self.a.code, "a_name": self.a.name, "b": self.b.code, "b_name": self.b.name} | {
            name: value for name, value in asdict(self.shift).items() if name not in ("a", "b")
        }

    def as_text(self) -> str:
        """The move to read."""
        ranks = {"before": self.shift.rank_before, "after": self.shift.rank_after}
        if ranks["after"] < ranks["before"]:
            said = _("{b} monte du rang {before} au rang {after}", b=self.b.name, **ranks)
        else:
            said = _("{b} descend du rang {before} au rang {after}", b=self.b.name, **ranks)
        return f"  {self.a.name} — {said}"


def why_above(intake: Intake, asked: str, weights: Weights | None) -> Answer:
    """Answer ``asked``, three codes of organisations as ``SEEKER:FIRST:SECOND``.

    Raises:
        QuestionError: these are not three organisations of the event.
        ComparisonError: one of them takes no part, or they must not meet.
    """
    codes = [code.strip() for code in asked.split(":")]
    if len(set(codes)) != 3 or len(codes) != 3:
        raise QuestionError(
            _(
                "--why veut les codes de trois structures différentes, comme {example}.",
                example="ville:ressourcerie:traiteur",
            )
        )
    with event_in_memory(intake) as (session, event):
        seeker, first, second = three = _organisations(session, event, codes)
        ids = [stored_id(organisation) for organisation in three]
        return Answer(seeker, first, second, compare_in_event(session, event, *ids, weights=weights))


def effect_of_weights(intake: Intake, weights: Weights, top: int) -> list[Move]:
    """Who rises and who falls among each seeker's ``top`` against the usual weights, the largest move first."""
    with event_in_memory(intake) as (session, event):
        organisations = {str(row.id): row for row in rows_of(session, Organisation, event)}
        found = effect_in_event(session, event, weights, top=top)
        return [Move(organisations[shift.a], organisations[shift.b], shift) for shift in found]


def effect_as_text(moves: list[Move]) -> str:
    """The largest moves to read, and how many more there are."""
    if not moves:
        return _("Ces poids ne changent aucun rang.")
    lines = [_("Ce que ces poids changent, par rapport aux poids habituels :")]
    lines += [move.as_text() for move in moves[:SHOWN]]
    if len(moves) > SHOWN:
        lines.append(
            translate_plural(
                "… et {count} autre changement", "… et {count} autres changements", len(moves) - SHOWN
            )
        )
    return "\n".join(lines)


def _organisations(session: Session, event: Event, codes: list[str]) -> list[Organisation]:
    by_code = {row.code: row for row in rows_of(session, Organisation, event)}
    for code in codes:
        if code not in by_code:
            near = nearest(code, by_code)
            raise QuestionError(
                _("Aucune structure n’a le code « {code} » : peut-être « {near} » ?", code=code, near=near)
                if near
                else _("Aucune structure n’a le code « {code} ».", code=code)
            )
    return [by_code[code] for code in codes]


def _pair_as_data(organisation: Organisation, pair: ScoredPair) -> dict[str, Any]:
    return {
        "code": organisation.code,
        "name": organisation.name,
        "score": pair.score,
        "reasons": [reason.sentence for reason in pair.reasons],
    }
