"""Which pairs may become meetings: who stands for each side, what is required, and what is kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from matchmaker.models import Decision, ForbiddenPair, Match, Participant, Wish, WishLevel
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.guarantees import guaranteed_of
from matchmaker.planning.reach import Reach

POSITIVE = frozenset({WishLevel.MUST, WishLevel.WANT})
LEAST_SCORE = 250
"""A pair below this score, unless wished, is planned only to give a person prospects."""
LEAST_PROSPECTS = 3
"""How many of a side's best pairs that can be held are kept at least, below the least score too, or as many as its
people are promised meetings, so that nobody is without prospects."""


@dataclass(frozen=True)
class Candidate:
    """A match that may become a meeting; each side lists the people of whom the plan takes one."""

    match: Match
    a: tuple[Participant, ...]
    b: tuple[Participant, ...]
    required: bool


@dataclass(frozen=True)
class WishedPair:
    """Two organisations of which somebody asked to meet the other, in the direction of the matrix where it has one."""

    wishes: tuple[Wish, ...]

    @property
    def required(self) -> bool:
        """Whether somebody asked for it absolutely and nobody would rather not."""
        levels = {wish.level for wish in self.wishes}
        return WishLevel.MUST in levels and WishLevel.RATHER_NOT not in levels


def candidates(rows: EventRows) -> list[Candidate]:
    """The possible meetings of an event, from its matches, wishes and the organiser's decisions."""
    wished = wished_pairs(rows)
    allowed = _allowed(rows, wished)
    kept = _prospects(rows, allowed) | {
        candidate.match.id for candidate in allowed if candidate.required or _asked(wished, candidate.match)
    }
    return [candidate for candidate in allowed if candidate.match.id in kept]


def wished_pairs(rows: EventRows) -> dict[frozenset[int], WishedPair]:
    """The wishes between two organisations, by the pair of their ids; those that forbid are left out."""
    grouped: dict[frozenset[int], list[Wish]] = defaultdict(list)
    for wish in rows.wishes:
        author = rows.participants[wish.author_id].organisation_id
        about = wished_organisation(rows, wish)
        if wish.level is not WishLevel.NO and about != author:
            grouped[frozenset((author, about))].append(wish)
    return {pair: WishedPair(tuple(wishes)) for pair, wishes in grouped.items()}


def wished_organisation(rows: EventRows, wish: Wish) -> int:
    """The organisation a wish is about, directly or through one of its people."""
    if wish.about_organisation_id is not None:
        return wish.about_organisation_id
    return rows.participants[wish.about_participant_id or 0].organisation_id


def sides(
    rows: EventRows, match: Match, pair: WishedPair | None
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Who may stand for each side: those whose roles may meet, and of them whom wishes or the need and offer name."""
    a, b = _by_role(rows, match)
    need, offer = rows.needs.get(match.need_id or 0), rows.offers.get(match.offer_id or 0)
    wishes = [wish for wish in pair.wishes if wish.level in POSITIVE] if pair else []
    named = {wish.author_id for wish in wishes}
    named |= {wish.about_participant_id for wish in wishes if wish.about_participant_id is not None}
    return (
        _narrow(a, named, need.participant_id if need else None),
        _narrow(b, named, offer.participant_id if offer else None),
    )


def forbidden_people(rows: EventRows) -> frozenset[tuple[str, str]]:
    """Pairs of participant codes kept apart: by the organiser, by a wish that says no, or by their roles."""
    pairs = set()
    for pair in rows.forbidden:
        pairs |= _pairs(*_forbidden_sides(rows, pair))
    for wish in rows.wishes:
        if wish.level is WishLevel.NO:
            about = [rows.participants[wish.about_participant_id]] if wish.about_participant_id else []
            about = about or rows.people_of.get(wish.about_organisation_id or 0, [])
            pairs |= _pairs([rows.participants[wish.author_id]], about)
    return frozenset(pairs)


def all_kept_apart(
    forbidden: frozenset[tuple[str, str]], a: Iterable[Participant], b: Collection[Participant]
) -> bool:
    """Whether nobody of the one side may meet anybody of the other."""
    return all((min(p.code, q.code), max(p.code, q.code)) in forbidden for p in a for q in b)


def _allowed(rows: EventRows, wished: Mapping[frozenset[int], WishedPair]) -> list[Candidate]:
    """Every match that neither the organiser's decision nor what keeps people apart rules out."""
    forbidden = forbidden_people(rows)
    found = []
    for match in rows.matches.values():
        if match.decision is Decision.EXCLUDED:
            continue
        pair = wished.get(_pair_of(match))
        a, b = sides(rows, match, pair)
        if not all_kept_apart(forbidden, a, b):
            required = match.decision is Decision.REQUIRED or (pair is not None and pair.required)
            found.append(Candidate(match, a, b, required))
    return found


def _asked(wished: Mapping[frozenset[int], WishedPair], match: Match) -> bool:
    pair = wished.get(_pair_of(match))
    return pair is not None and any(wish.level in POSITIVE for wish in pair.wishes)


def _pair_of(match: Match) -> frozenset[int]:
    return frozenset((match.a_id, match.b_id))


def _prospects(rows: EventRows, allowed: Iterable[Candidate]) -> set[int | None]:
    """The ids of the matches worth planning: the good ones, and the best few of every side that can be held."""
    reach = Reach(rows)
    kept: set[int | None] = set()
    by_side: dict[int, list[Match]] = defaultdict(list)
    for candidate in allowed:
        match = candidate.match
        if match.score >= LEAST_SCORE:
            kept.add(match.id)
        if reach.together(candidate.a, candidate.b):
            by_side[match.a_id].append(match)
            by_side[match.b_id].append(match)
    for side, some in by_side.items():
        promised = sum(guaranteed_of(rows, person) for person in rows.people_of[side])
        best = sorted(some, key=lambda match: (-match.score, match.id or 0))
        kept |= {match.id for match in best[: max(LEAST_PROSPECTS, promised)]}
    return kept


def _by_role(rows: EventRows, match: Match) -> tuple[list[Participant], list[Participant]]:
    """The people of both organisations whose roles may meet, seekers on side a."""
    seekers, providers = rows.people_of.get(match.a_id, []), rows.people_of.get(match.b_id, [])
    a = [p for p in seekers if any((p.role_id, q.role_id) in rows.may_meet for q in providers)]
    b = [q for q in providers if any((p.role_id, q.role_id) in rows.may_meet for p in seekers)]
    return a, b


def _narrow(people: list[Participant], named: set[int], carrier: int | None) -> tuple[Participant, ...]:
    """Those a wish names, else who carries the need or offer, else all."""
    by_wish = tuple(person for person in people if person.id in named)
    by_subject = tuple(person for person in people if person.id == carrier)
    return by_wish or by_subject or tuple(people)


def _forbidden_sides(rows: EventRows, pair: ForbiddenPair) -> tuple[list[Participant], list[Participant]]:
    def people(organisation: int | None, participant: int | None) -> list[Participant]:
        return [rows.participants[participant]] if participant else rows.people_of.get(organisation or 0, [])

    return (
        people(pair.a_organisation_id, pair.a_participant_id),
        people(pair.b_organisation_id, pair.b_participant_id),
    )


def _pairs(first: Iterable[Participant], second: Iterable[Participant]) -> set[tuple[str, str]]:
    second = list(second)
    return {(min(p.code, q.code), max(p.code, q.code)) for p in first for q in second if p.id != q.id}
