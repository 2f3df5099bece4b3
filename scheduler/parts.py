"""The parts of a problem: slots, people, places, helpers and meetings.

Each part checks what it can know alone when it is built; what needs the other parts (does this slot
exist?) is checked by `scheduler.problem.Problem`.
"""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.errors import ProblemError

GREATEST_SCORE = 1_000_000_000
"""Of one meeting; the sums of large events stay within 64 bits."""
GREATEST_GUARANTEE = 100
"""Each number of meetings somebody may lack is a figure of its own."""


class Presence(StrEnum):
    """How somebody takes part."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stretch of time in which meetings are held.

    The slots of a session, in order of their start, are adjacent to one another, also when a changeover
    lies between them. Slots of different sessions may overlap and may have different lengths.
    """

    id: str
    session: str
    start: int
    """Minutes from any origin that all slots share."""
    end: int

    def __post_init__(self) -> None:
        _require_id("slot", self.id)
        if not self.session:
            raise ProblemError(f"Slot {self.id!r} has no session.")
        if self.end <= self.start:
            raise ProblemError(f"Slot {self.id!r} ends at {self.end}, not after its start at {self.start}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may meet others."""

    id: str
    slots: frozenset[str]
    """The slots in which the person is available."""
    presence: Presence = Presence.EITHER
    guaranteed: int = 0
    """The number of meetings the person should have at least: a goal."""
    greatest: int | None = None
    """The number of meetings the person may have at most: a rule."""
    rest_after: int | None = None
    """After so many meetings in adjacent slots of a session, one slot without a meeting."""
    home_place: str | None = None
    """The place the person does not leave: others come there."""
    access_needs: frozenset[str] = frozenset()
    """Equipment that every place the person is given must have."""

    def __post_init__(self) -> None:
        _require_id("person", self.id)
        if not 0 <= self.guaranteed <= GREATEST_GUARANTEE:
            raise ProblemError(
                f"Person {self.id!r} is guaranteed {self.guaranteed} meetings, "
                f"not between 0 and {GREATEST_GUARANTEE}."
            )
        if self.greatest is not None and self.greatest < self.guaranteed:
            raise ProblemError(
                f"Person {self.id!r} may have {self.greatest} meetings but is guaranteed {self.guaranteed}."
            )
        if self.rest_after is not None and self.rest_after < 1:
            raise ProblemError(f"Person {self.id!r} rests after {self.rest_after} meetings, fewer than one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A table or a video link; it holds one meeting at a time."""

    id: str
    slots: frozenset[str] | None = None
    """The slots in which the place is open; None: always."""
    seats: int | None = None
    """How many people the place seats, everybody who is not remote counted; None: enough."""
    equipment: frozenset[str] = frozenset()
    on_site: bool = True
    """Whether people can sit there."""
    video: bool = False
    """Whether remote people can join there."""

    def __post_init__(self) -> None:
        _require_id("place", self.id)
        if self.seats is not None and self.seats < 1:
            raise ProblemError(f"Place {self.id!r} has {self.seats} seats, fewer than one.")
        if not (self.on_site or self.video):
            raise ProblemError(f"Place {self.id!r} is neither on site nor on video: nobody can meet there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody of a pool, such as an interpreter, who attends the meetings that need a skill, one at a time."""

    id: str
    slots: frozenset[str]
    skills: frozenset[str]
    presence: Presence = Presence.EITHER

    def __post_init__(self) -> None:
        _require_id("helper", self.id)
        if not self.skills:
            raise ProblemError(f"Helper {self.id!r} has no skill.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that may be held: a candidate, of which a plan says whether, when, where and with whom."""

    id: str
    sides: tuple[tuple[str, ...], ...]
    """Two sides or more, each the people of whom the plan takes one."""
    score: int = 0
    required: bool = False
    """Counts for the first goal; a rule when the problem says `required_hard`."""
    fixed: bool = False
    """The meeting stays in the plan whatever it costs: a rule."""
    slot: str | None = None
    """The only slot in which the meeting may be held."""
    slots: frozenset[str] | None = None
    """The slots in which the meeting may be held; None: any."""
    place: str | None = None
    """The only place at which the meeting may be held."""
    session: str | None = None
    """The only session in which the meeting may be held."""
    after: tuple[str, ...] = ()
    """Meetings that must be held, and be over before this one starts, for this one to be held."""
    places: frozenset[str] | None = None
    """The places at which the meeting may be held; None: any."""
    skill: str | None = None
    """The skill of the helper the meeting needs; None: no helper."""

    def __post_init__(self) -> None:
        _require_id("meeting", self.id)
        if len(self.sides) < 2:
            raise ProblemError(f"Meeting {self.id!r} has fewer than two sides.")
        if not all(self.sides):
            raise ProblemError(f"Meeting {self.id!r} has a side without people.")
        people = [person for side in self.sides for person in side]
        if len(people) != len(set(people)):
            raise ProblemError(f"Meeting {self.id!r} names a person twice.")
        if not 0 <= self.score <= GREATEST_SCORE:
            raise ProblemError(
                f"Meeting {self.id!r} has the score {self.score}, not between 0 and {GREATEST_SCORE}."
            )
        if self.slot is not None and self.slots is not None and self.slot not in self.slots:
            raise ProblemError(
                f"Meeting {self.id!r} is fixed in slot {self.slot!r}, not one of its allowed slots."
            )
        if self.place is not None and self.places is not None and self.place not in self.places:
            raise ProblemError(
                f"Meeting {self.id!r} is fixed at {self.place!r}, not one of its allowed places."
            )


def _require_id(noun: str, identifier: str) -> None:
    if not identifier:
        raise ProblemError(f"A {noun} has an empty id.")
