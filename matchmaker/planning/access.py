"""Access needs: those a place answers, and those the organiser arranges otherwise."""

from __future__ import annotations

from matchmaker.models import Participant, Presence
from matchmaker.planning.event_rows import EventRows


def answered_by_places(rows: EventRows, person: Participant) -> frozenset[str]:
    """The access needs that decide where a person can sit: those that some place is equipped for.

    Somebody remote sits at home.
    """
    if person.presence is Presence.REMOTE:
        return frozenset()
    return frozenset(person.access_needs) & _equipment(rows)


def to_arrange(rows: EventRows) -> list[tuple[Participant, frozenset[str]]]:
    """The people with access needs that no place answers (an interpreter, say), in order of code."""
    left = [
        (person, frozenset(person.access_needs) - _equipment(rows)) for person in rows.participants.values()
    ]
    return sorted(((person, needs) for person, needs in left if needs), key=lambda pair: pair[0].code)


def _equipment(rows: EventRows) -> frozenset[str]:
    return frozenset(equipment for place in rows.places.values() for equipment in place.equipment)
