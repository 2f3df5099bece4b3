"""An event's rows as profiles, and the ranking stored as its matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, col, select

from matchmaker.language import speaking
from matchmaker.models import (
    Event,
    ForbiddenPair,
    Match,
    MayMeet,
    Need,
    Offer,
    Organisation,
    Participant,
    Wish,
    stored_id,
)
from matchmaker.models import Reason as StoredReason
from matchmaker.scoring.profile import Liking, NeedText, OfferText, Profile
from matchmaker.scoring.ranking import ScoredPair, rank
from matchmaker.scoring.weights import Weights

_STRENGTH = (
    Liking.NO,
    Liking.RATHER_NOT,
    Liking.WANT,
    Liking.MUST,
)  # of several people's words the warmest holds


class OfEvent(Protocol):
    """A row that belongs to an event."""

    id: int | None
    event_id: int


Row = TypeVar("Row", bound=OfEvent)


def rank_event(
    session: Session, event: Event, *, weights: Weights | None = None, keep: int = 50
) -> list[Match]:
    """Rank all pairs that may meet, and store them as the event's matches, best first.

    Matches of an earlier ranking are updated in place; those that no longer hold go, unless the organiser decided
    or noted something about them (their score falls to 0). The caller commits.
    """
    with speaking(event.language):
        profiles = read_profiles(session, event)
        seekers, providers, allowed = _sides(session, event, profiles)
        found = rank(seekers, providers, weights=weights, allowed=allowed, keep=keep)
    return _store(session, event, _one_way(found))


def read_profiles(session: Session, event: Event) -> list[Profile]:
    """The event's organisations that send somebody, in the order of their rows."""
    people = _people(session, event)
    likings = _likings(session, event, people)
    needs: dict[int, list[NeedText]] = defaultdict(list)
    for need in _rows(session, Need, event):
        needs[need.organisation_id].append(_need(need))
    offers: dict[int, list[OfferText]] = defaultdict(list)
    for offer in _rows(session, Offer, event):
        offers[offer.organisation_id].append(_offer(offer))
    return [
        Profile(
            id=str(organisation.id),
            name=organisation.name,
            legal_form=organisation.legal_form,
            agreements=tuple(organisation.agreements),
            territories=_territories(organisation),
            needs=tuple(needs[stored_id(organisation)]),
            offers=tuple(offers[stored_id(organisation)]),
            likings=likings[stored_id(organisation)],
        )
        for organisation in _rows(session, Organisation, event)
        if people[stored_id(organisation)]
    ]


def _rows(session: Session, table: type[Row], event: Event) -> list[Row]:
    of_event = select(table).where(col(table.event_id) == stored_id(event)).order_by(col(table.id))
    return list(session.exec(of_event))


def _people(session: Session, event: Event) -> dict[int, list[Participant]]:
    """The participants of each organisation."""
    people: dict[int, list[Participant]] = defaultdict(list)
    for person in _rows(session, Participant, event):
        people[person.organisation_id].append(person)
    return people


def _territories(organisation: Organisation) -> tuple[str, ...]:
    """Where it says it works, else where it is."""
    return tuple(organisation.territories) or ((organisation.postcode,) if organisation.postcode else ())


def _need(row: Need) -> NeedText:
    return NeedText(
        id=str(row.id),
        title=row.title,
        description=row.description,
        sectors=tuple(row.sectors),
        territories=tuple(row.territories),
        conditions=tuple(row.conditions),
        reservation=row.reservation,
        euros=row.budget_euros,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _offer(row: Offer) -> OfferText:
    return OfferText(
        id=str(row.id),
        title=row.title,
        description=row.description,
        sectors=tuple(row.sectors),
        territories=tuple(row.territories),
        conditions=tuple(row.conditions),
        largest_euros=row.largest_budget_euros,
    )


def _likings(
    session: Session, event: Event, people: dict[int, list[Participant]]
) -> dict[int, dict[str, Liking]]:
    """What each organisation says of others: its people's wishes, of which the warmest holds."""
    house = {stored_id(person): person.organisation_id for group in people.values() for person in group}
    said: dict[int, dict[str, Liking]] = defaultdict(dict)
    for wish in _rows(session, Wish, event):
        author, about = (
            house[wish.author_id],
            wish.about_organisation_id or house[wish.about_participant_id or 0],
        )
        liking = Liking(wish.level)
        if liking is Liking.NO and not _speaks_for_all(wish, people, author, about):
            liking = Liking.RATHER_NOT
        earlier = said[author].get(str(about), liking)
        said[author][str(about)] = max(earlier, liking, key=_STRENGTH.index)
    return said


def _speaks_for_all(wish: Wish, people: dict[int, list[Participant]], author: int, about: int) -> bool:
    """Whether a "no" keeps two organisations apart, and not only two of their people (planning's business)."""
    return len(people[author]) == 1 and (wish.about_organisation_id is not None or len(people[about]) == 1)


def _sides(
    session: Session, event: Event, profiles: Sequence[Profile]
) -> tuple[list[Profile], list[Profile], NDArray[np.bool_]]:
    """Who seeks, who provides, and who of them may meet whom by their people's roles and the forbidden pairs."""
    roles: dict[str, set[int]] = defaultdict(set)
    for person in _rows(session, Participant, event):
        if person.role_id is not None:
            roles[str(person.organisation_id)].add(person.role_id)
    may_meet = {(row.seeker_id, row.provider_id) for row in _rows(session, MayMeet, event)}
    seekers = [p for p in profiles if roles[p.id] & {seeker for seeker, _ in may_meet}]
    providers = [p for p in profiles if roles[p.id] & {provider for _, provider in may_meet}]
    forbidden = _forbidden(session, event)
    allowed = np.array(
        [
            [
                a.id != b.id
                and frozenset((a.id, b.id)) not in forbidden
                and any((x, y) in may_meet for x in roles[a.id] for y in roles[b.id])
                for b in providers
            ]
            for a in seekers
        ],
        dtype=bool,
    ).reshape(len(seekers), len(providers))
    return seekers, providers, allowed


def _forbidden(session: Session, event: Event) -> set[frozenset[str]]:
    """The pairs of organisations kept apart; pairs of single people are planning's business."""
    rows = _rows(session, ForbiddenPair, event)
    return {
        frozenset((str(row.a_organisation_id), str(row.b_organisation_id)))
        for row in rows
        if row.a_organisation_id is not None and row.b_organisation_id is not None
    }


def _one_way(pairs: Iterable[ScoredPair]) -> list[ScoredPair]:
    """Where two organisations both seek and provide, the better direction only."""
    found: dict[frozenset[str], ScoredPair] = {}
    for pair in pairs:  # best first
        found.setdefault(frozenset((pair.a, pair.b)), pair)
    return list(found.values())


def _store(session: Session, event: Event, pairs: Sequence[ScoredPair]) -> list[Match]:
    old = {(match.a_id, match.b_id): match for match in _rows(session, Match, event)}
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
