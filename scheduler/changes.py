"""What happens to a day that is already planned: the changes that `scheduler.replan` repairs a plan for."""

from dataclasses import dataclass

from scheduler.parts import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A person leaves, or does not come: not available in slots that end after a time (minutes)."""

    person: str
    start: int | None = None
    """None: from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A person arrives late: not available in slots that start before a time (minutes)."""

    person: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """Another person takes over all meetings of a person that are still to come.

    A person the problem does not know yet gets the availability and needs of the one who is replaced.
    """

    person: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLost:
    """A place cannot be used in slots that end after a time (minutes)."""

    place: str
    start: int | None = None
    """None: from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotLost:
    """No meeting can be held in a slot."""

    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A new possible meeting."""

    meeting: Meeting


Change = Absent | Late | Replaced | PlaceLost | SlotLost | Wanted
