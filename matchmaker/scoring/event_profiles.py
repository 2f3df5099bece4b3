"""An event's rows as profiles: its two sides, and who of them may meet whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from matchmaker.models import (
    Event,
    ForbiddenPair,
    Match,
    MayMeet,
    Meeting,
    Need,
    Offer,
    Organisation,
    Participant,
    Plan,
    PlanState,
    Wish,
    stored_id,
)
from matchmaker.scoring.profile import Liking, NeedText, OfferText, Profile

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


@dataclass(frozen=True)
class EventSides:
    """Who seeks and who provides in an event, by id of their rows, and who may meet whom, (seekers, providers)."""

    seekers: tuple[Profile, ...]
    providers: tuple[Profile, ...]
    allowed: NDArray[np.bool_]

    def may_meet(self, a: str, b: str) -> bool:
        """Whether these two may meet, whichever of them seeks."""
        seekers, providers = ([p.id for p in side] for side in (self.seekers, self.providers))
        return any(
            seeker in seekers
            and provider in providers
            and bool(self.allowed[seekers.index(seeker), providers.index(provider)])
            for seeker, provider in ((a, b), (b, a))
        )


def read_sides(session: Session, event: Event) -> EventSides:
    """The event's sides, by its people's roles, the matrix of roles and the forbidden pairs."""
    profiles = read_profiles(session, event)
    roles: dict[str, set[int]] = defaultdict(set)
    for person in rows_of(session, Participant, event):
        if person.role_id is not None:
            roles[str(person.organisation_id)].add(person.role_id)
    may_meet = {(row.seeker_id, row.provider_id) for row in rows_of(session, MayMeet, event)}
    seekers = tuple(p for p in profiles if roles[p.id] & {seeker for seeker, _ in may_meet})
    providers = tuple(p for p in profiles if roles[p.id] & {provider for _, provider in may_meet})
    forbidden = _forbidden(session, event)

    def may(a: str, b: str) -> bool:
        by_roles = any((x, y) in may_meet for x in roles[a] for y in roles[b])
        return a != b and by_roles and frozenset((a, b)) not in forbidden

    allowed = np.array([[may(a.id, b.id) for b in providers] for a in seekers], dtype=bool)
    return EventSides(seekers, providers, allowed.reshape(len(seekers), len(providers)))


def read_profiles(session: Session, event: Event) -> list[Profile]:
    """The event's organisations that send somebody, in the order of their rows."""
    people = _people(session, event)
    likings, met = _likings(session, event, people), _already_met(session, event)
    needs: dict[int, list[NeedText]] = defaultdict(list)
    for need in rows_of(session, Need, event):
        needs[need.organisation_id].append(_need(need))
    offers: dict[int, list[OfferText]] = defaultdict(list)
    for offer in rows_of(session, Offer, event):
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
            already_met=met[stored_id(organisation)],
        )
        for organisation in rows_of(session, Organisation, event)
        if people[stored_id(organisation)]
    ]


def rows_of(session: Session, table: type[Row], event: Event) -> list[Row]:
    """The event's rows of a table, in order of their id."""
    of_event = select(table).where(col(table.event_id) == stored_id(event)).order_by(col(table.id))
    return list(session.exec(of_event))


def _people(session: Session, event: Event) -> dict[int, list[Participant]]:
    """The participants of each organisation."""
    people: dict[int, list[Participant]] = defaultdict(list)
    for person in rows_of(session, Participant, event):
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
    for wish in rows_of(session, Wish, event):
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


def _forbidden(session: Session, event: Event) -> set[frozenset[str]]:
    """The pairs of organisations kept apart; pairs of single people are planning's business."""
    rows = rows_of(session, ForbiddenPair, event)
    return {
        frozenset((str(row.a_organisation_id), str(row.b_organisation_id)))
        for row in rows
        if row.a_organisation_id is not None and row.b_organisation_id is not None
    }


def _already_met(session: Session, event: Event) -> dict[int, frozenset[str]]:
    """Whom each organisation met in a published plan of another event of this database, recognised by SIRET."""
    here = {row.siret: stored_id(row) for row in rows_of(session, Organisation, event) if row.siret}
    a, b = aliased(Organisation), aliased(Organisation)
    earlier = (
        select(a.siret, b.siret)
        .select_from(Meeting)
        .join(Plan, col(Plan.id) == col(Meeting.plan_id))
        .join(Match, col(Match.id) == col(Meeting.match_id))
        .join(a, col(a.id) == col(Match.a_id))
        .join(b, col(b.id) == col(Match.b_id))
        .where(col(Plan.state) == PlanState.PUBLISHED, col(Plan.event_id) != stored_id(event))
    )
    met: dict[int, set[str]] = defaultdict(set)
    for one, other in session.exec(earlier):
        if one in here and other in here:
            met[here[one]].add(str(here[other]))
            met[here[other]].add(str(here[one]))
    return defaultdict(frozenset, {house: frozenset(others) for house, others in met.items()})
