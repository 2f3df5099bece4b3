"""Whether people can be brought together at all: in a slot of both, at a place open then that suits their presence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from matchmaker.models import Participant, Presence
from matchmaker.planning.availability import slots_of_person, slots_of_place
from matchmaker.planning.event_rows import EventRows


@dataclass(frozen=True)
class Reach:
    """Who can be reached by whom in one event; seats and access needs are left to the plan."""

    rows: EventRows

    def together(self, a: Iterable[Participant], b: Iterable[Participant]) -> bool:
        """Whether somebody of the one side can be brought together with somebody of the other."""
        other = list(b)
        return any(self._common(p, q) for p in a for q in other)

    def _common(self, p: Participant, q: Participant) -> frozenset[int]:
        presences = {p.presence, q.presence}
        places = self._open_slots[Presence.ON_SITE in presences, Presence.REMOTE in presences]
        return self._slots[p.id or 0] & self._slots[q.id or 0] & places

    @cached_property
    def _slots(self) -> dict[int, frozenset[int]]:
        return {
            identity: slots_of_person(self.rows, person)
            for identity, person in self.rows.participants.items()
        }

    @cached_property
    def _open_slots(self) -> dict[tuple[bool, bool], frozenset[int]]:
        """The slots in which a place is open, by whether somebody has to sit there, and whether by video."""
        return {
            (on_site, video): frozenset[int]().union(
                *(
                    slots_of_place(self.rows, place)
                    for place in self.rows.places.values()
                    if (place.on_site or not on_site) and (place.video or not video)
                )
            )
            for on_site in (False, True)
            for video in (False, True)
        }
