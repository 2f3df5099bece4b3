"""The ranking of an event, stored as its matches; and what an organiser may ask about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from matchmaker.language import speaking
from matchmaker.language import translate as _
from matchmaker.models import (
    Event,
    Match,
    Meeting,
    MeetingAnswer,
    NextStep,
    Organisation,
    Plan,
    stored_id,
)
from matchmaker.models import Reason as StoredReason
from matchmaker.scoring.compare import Comparison, ComparisonError, compare, kept_apart
from matchmaker.scoring.effect import Shift, shifts
from matchmaker.scoring.event_profiles import read_sides, rows_of
from matchmaker.scoring.learning import LEARNT, Proposal, RatedMeeting, propose_weights
from matchmaker.scoring.ranking import Ranking, ScoredPair, rank, vocabulary_of
from matchmaker.scoring.weights import Weights

_WORTH = {
    NextStep.QUOTE: 5,
    NextStep.CONTRACT: 5,
    NextStep.MEET_AGAIN: 4,
}  # what came of it, as a rating at least


def rank_event(
    session: Session, event: Event, *, weights: Weights | None = None, keep: int = 50
) -> list[Match]:
    """Rank all pairs that may meet, and store them as the event's matches, best first.

    Matches of an earlier ranking are updated in place; those that no longer hold go, unless the organiser decided
    or noted something about them (their score falls to 0). The caller commits.
    """
    with speaking(event.language):
        sides = read_sides(session, event)
        found = rank(sides.seekers, sides.providers, weights=weights, allowed=sides.allowed, keep=keep)
    return _store(session, event, _one_way(found))


def compare_in_event(
    session: Session,
    event: Event,
    organisation: int,
    first: int,
    second: int,
    *,
    weights: Weights | None = None,
) -> Comparison:
    """Why ``first`` stands above ``second`` for ``organisation`` (ids of organisations).

    Raises:
        ComparisonError: one of them takes no part, or they must not meet.
    """
    with speaking(event.language):
        sides = read_sides(session, event)
        everybody = (*sides.seekers, *sides.providers)
        profiles = {int(profile.id): profile for profile in everybody}
        for one in (organisation, first, second):
            if one not in profiles:
                raise ComparisonError(
                    _("« {name} » ne participe pas à l’événement.", name=_name(session, one))
                )
        for other in (first, second):
            if not sides.may_meet(str(organisation), str(other)):
                raise kept_apart(profiles[organisation], profiles[other])
        three = (profiles[one] for one in (organisation, first, second))
        return compare(*three, weights=weights, vocabulary=vocabulary_of(everybody))


def effect_in_event(
    session: Session, event: Event, after: Weights, *, before: Weights | None = None, top: int = 10
) -> list[Shift]:
    """What other weights would change among each organisation's ``top`` pairs; nothing is stored."""
    sides = read_sides(session, event)
    return shifts(sides.seekers, sides.providers, before or Weights(), after, allowed=sides.allowed, top=top)


def propose_in_event(session: Session, event: Event, *, present: Weights | None = None) -> Proposal:
    """Weights proposed from what people said of the event's meetings, or a plain "not enough"."""
    with speaking(event.language):
        return propose_weights(rated_meetings(session, event), present)


def rated_meetings(session: Session, event: Event) -> list[RatedMeeting]:
    """The meetings that were held and rated, with the values of the criteria behind their match.

    What came of a meeting counts too: a quote or a contract as a 5, another meeting as a 4 at least.
    """
    answers = session.exec(
        select(MeetingAnswer, Match)
        .join(Meeting, col(Meeting.id) == col(MeetingAnswer.meeting_id))
        .join(Plan, col(Plan.id) == col(Meeting.plan_id))
        .join(Match, col(Match.id) == col(Meeting.match_id))
        .where(col(Plan.event_id) == stored_id(event), col(MeetingAnswer.held))
    ).all()
    if not answers:
        return []
    sides = read_sides(session, event)
    ranking = Ranking(sides.seekers, sides.providers, allowed=sides.allowed)
    found = []
    for answer, match in answers:
        deal = ranking.deal(str(match.a_id), str(match.b_id))
        rating = max(answer.useful or 0, _WORTH.get(answer.next_step, 0) if answer.next_step else 0)
        if deal and rating:
            found.append(
                RatedMeeting(str(answer.participant_id), rating, {name: deal.values[name] for name in LEARNT})
            )
    return found


def _name(session: Session, organisation: int) -> str:
    """The name of an organisation's row; its number where there is none."""
    row = session.get(Organisation, organisation)
    return row.name if row else str(organisation)


def _one_way(pairs: Iterable[ScoredPair]) -> list[ScoredPair]:
    """Where two organisations both seek and provide, the better direction only."""
    found: dict[frozenset[str], ScoredPair] = {}
    for pair in pairs:  # best first
        found.setdefault(frozenset((pair.a, pair.b)), pair)
    return list(found.values())


def _store(session: Session, event: Event, pairs: Sequence[ScoredPair]) -> list[Match]:
    old = {(match.a_id, match.b_id): match for match in rows_of(session, Match, event)}
    stored = []
    for pair in pairs:
        ends = int(pair.a), int(pair.b)
        match = old.pop(ends, None) or Match(
            event_id=stored_id(event), a_id=ends[0], b_id=ends[1], score=0, a_score=0, b_score=0
        )
        match.score, match.a_score, match.b_score = pair.score, pair.left_score, pair.right_score
        match.need_id = int(pair.need) if pair.need else None
        match.offer_id = int(pair.offer) if pair.offer else None
        match.reasons = [
            StoredReason(criterion=r.criterion, value=r.value, sentence=r.sentence) for r in pair.reasons
        ]
        session.add(match)
        stored.append(match)
    for match in old.values():
        _retire(session, match)
    session.flush()
    return stored


def _retire(session: Session, match: Match) -> None:
    if match.decision is None and not match.note:
        session.delete(match)
        return
    match.score = match.a_score = match.b_score = 0
    match.need_id = match.offer_id = None
    match.reasons = []
    session.add(match)
