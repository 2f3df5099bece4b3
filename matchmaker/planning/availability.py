"""When people are there and places are open, as the slots they can use."""

from __future__ import annotations

from datetime import datetime

from matchmaker.models import Participant, Place, Slot
from matchmaker.planning.event_rows import EventRows


def slots_of_person(rows: EventRows, person: Participant) -> frozenset[int]:
    """The ids of the slots in which a person can meet: there, not away, not in a workshop."""
    busy = [(away.starts_at, away.ends_at) for away in person.unavailable]
    busy += [(workshop.starts_at, workshop.ends_at) for workshop in rows.workshops_of.get(person.id or 0, ())]
    return frozenset(
        identity
        for identity, slot in rows.slots.items()
        if _within(slot, person.arrives_at, person.leaves_at)
        and not any(start < slot.ends_at and slot.starts_at < end for start, end in busy)
    )


def slots_of_place(rows: EventRows, place: Place) -> frozenset[int]:
    """The ids of the slots in which a place is open."""
    return frozenset(
        identity for identity, slot in rows.slots.items() if _within(slot, place.opens_at, place.closes_at)
    )


def _within(slot: Slot, start: datetime | None, end: datetime | None) -> bool:
    return (start is None or start <= slot.starts_at) and (end is None or slot.ends_at <= end)
