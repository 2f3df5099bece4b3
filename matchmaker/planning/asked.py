"""What was asked for: one entry for two organisations of which one wished, or the organiser required, a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.models import Decision, Match, Participant, Wish, WishLevel, stored_id
from matchmaker.planning.candidates import POSITIVE, wished_organisation
from matchmaker.planning.event_rows import EventRows


@dataclass(frozen=True)
class Asked:
    """``a`` asked to meet ``b``; ``match`` is None where their organisations have none."""

    a: Participant
    b: Participant
    match: Match | None


def asked_meetings(rows: EventRows) -> list[Asked]:
    """The meetings somebody asked for, absolutely first; a wish that is mutual counts once."""
    matches = {frozenset((match.a_id, match.b_id)): match for match in rows.matches.values()}
    found: dict[frozenset[int], Asked] = {}
    for wish in sorted(rows.wishes, key=lambda w: (w.level is not WishLevel.MUST, w.id or 0)):
        if wish.level in POSITIVE:
            author = rows.participants[wish.author_id]
            about = wished_organisation(rows, wish)
            pair = frozenset((author.organisation_id, about))
            target = _target(rows, wish, about)
            if target is not None and len(pair) > 1:
                found.setdefault(pair, Asked(author, target, matches.get(pair)))
    for pair, match in matches.items():
        if match.decision is Decision.REQUIRED and pair not in found:
            seekers, providers = rows.people_of.get(match.a_id), rows.people_of.get(match.b_id)
            if seekers and providers:
                found[pair] = Asked(seekers[0], providers[0], match)
    return list(found.values())


def _target(rows: EventRows, wish: Wish, organisation: int) -> Participant | None:
    """Whom a wish is about: the person named, else the first of the organisation who may meet someone."""
    if wish.about_participant_id is not None:
        return rows.participants[wish.about_participant_id]
    people = rows.people_of.get(organisation, [])
    meeting = {stored_id(person) for person in rows.meeting_people}
    return next((person for person in people if person.id in meeting), people[0] if people else None)
