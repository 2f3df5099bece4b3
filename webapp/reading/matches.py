"""The ranked pairs of an event."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from matchmaker.models import Match, Meeting, Organisation, Plan
from webapp.reading.page import SIZE, Page, page_number


@dataclass(frozen=True)
class MatchRow:
    """A pair; ``rank`` counts from 1 among those shown, ``planned`` tells whether the plan holds it."""

    rank: int
    match: Match
    a: Organisation
    b: Organisation
    planned: bool


def matches(
    session: Session,
    event_id: int,
    plan: Plan | None,
    organisation_id: int | None = None,
    asked: str | None = None,
) -> Page[MatchRow]:
    """A page of the pairs, the best first; all of them, or those of one organisation."""
    condition = Match.event_id == event_id
    query = select(Match).where(condition)
    counting = select(func.count()).select_from(Match).where(condition)
    if organisation_id is not None:
        of_one = or_(Match.a_id == organisation_id, Match.b_id == organisation_id)
        query, counting = query.where(of_one), counting.where(of_one)
    total = session.exec(counting).one()
    number = page_number(asked, total)
    ordered = query.order_by(col(Match.score).desc(), col(Match.id)).offset((number - 1) * SIZE).limit(SIZE)
    shown = list(session.exec(ordered))
    organisations = _organisations(session, {match.a_id for match in shown} | {match.b_id for match in shown})
    planned = _planned(session, plan, [match.id for match in shown])
    rows = (
        MatchRow(
            (number - 1) * SIZE + i,
            match,
            organisations[match.a_id],
            organisations[match.b_id],
            match.id in planned,
        )
        for i, match in enumerate(shown, 1)
    )
    return Page(tuple(rows), number, total)


def organisations_with_matches(session: Session, event_id: int) -> list[Organisation]:
    """The organisations that have a pair, in order of name, for the filter."""
    sides = (
        select(Match.a_id)
        .where(Match.event_id == event_id)
        .union(select(Match.b_id).where(Match.event_id == event_id))
    )
    query = select(Organisation).where(col(Organisation.id).in_(sides)).order_by(col(Organisation.name))
    return list(session.exec(query))


def _organisations(session: Session, ids: set[int]) -> dict[int | None, Organisation]:
    return {
        found.id: found for found in session.exec(select(Organisation).where(col(Organisation.id).in_(ids)))
    }


def _planned(session: Session, plan: Plan | None, ids: list[int | None]) -> set[int]:
    if plan is None:
        return set()
    query = select(Meeting.match_id).where(Meeting.plan_id == plan.id, col(Meeting.match_id).in_(ids))
    return set(session.exec(query))
