"""A scheduling problem: validated when built, immutable, with a JSON form."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Protocol, Self, TypeVar

from scheduler.document import decode, encode, read_document, write_document
from scheduler.errors import ProblemError
from scheduler.parts import Helper, Meeting, Person, Place, Presence, Slot

__all__ = ["Goal", "Helper", "Meeting", "Person", "Place", "Presence", "Problem", "ProblemError", "Slot"]

FORMAT = "aparte-problem"
VERSION = 1


class Goal(StrEnum):
    """What a plan is improved for; a problem lists its goals, the most important first."""

    REQUIRED = "required"
    """Required meetings held (most)."""
    SHORTFALL = "shortfall"
    """People below their guaranteed number of meetings, the worst-served first (fewest)."""
    SCORE = "score"
    """Sum of the scores of the meetings held (most)."""
    IDLE_SLOTS = "idle_slots"
    """Slots between a person's first and last meeting of a session, available and without one (fewest)."""
    BREAKS = "breaks"
    """Consecutive meetings of a person in a session that are not in adjacent slots (fewest)."""
    MOVES = "moves"
    """Consecutive meetings of a person in a session that are at different places (fewest)."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Part = TypeVar("Part", bound=_Named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Who may meet whom, when and where, and what makes a plan good.

    Raises:
        ProblemError: a part is named twice, names something that does not exist, or contradicts another.
    """

    slots: tuple[Slot, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    meetings: tuple[Meeting, ...]
    helpers: tuple[Helper, ...] = ()
    forbidden: frozenset[tuple[str, str]] = frozenset()
    """Pairs of people who may not meet, in any order; kept with the smaller id first."""
    required_hard: bool = False
    """Whether every required meeting must be held, or only as many as possible."""
    pairs_meet_once: bool = True
    """Whether two people, and the same sides, meet at most once."""
    goals: tuple[Goal, ...] = tuple(Goal)
    """The goals, the most important first."""
    score_tolerance: float = 0.01
    """The share of the score's bound that may be given up for the goals after it."""
    fairness: int | None = None
    """How far the numbers of breaks of any two people may be apart; None: any."""

    slot_by_id: Mapping[str, Slot] = field(init=False, repr=False, compare=False)
    person_by_id: Mapping[str, Person] = field(init=False, repr=False, compare=False)
    place_by_id: Mapping[str, Place] = field(init=False, repr=False, compare=False)
    meeting_by_id: Mapping[str, Meeting] = field(init=False, repr=False, compare=False)
    helper_by_id: Mapping[str, Helper] = field(init=False, repr=False, compare=False)
    sessions: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """The slot ids of each session in order of start; the sessions in order of their first start."""
    position: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """The position of each slot in its session, from 0."""
    overlaps: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """The slots that share time with a slot, itself included, in the problem's order."""
    moments: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)
    """The greatest sets of slots that all share a moment: in each, a person, place or helper has one meeting."""

    def __post_init__(self) -> None:
        ordered = frozenset((min(pair), max(pair)) for pair in self.forbidden)
        object.__setattr__(self, "forbidden", ordered)
        for name, noun, parts in (
            ("slot_by_id", "slot", self.slots),
            ("person_by_id", "person", self.people),
            ("place_by_id", "place", self.places),
            ("meeting_by_id", "meeting", self.meetings),
            ("helper_by_id", "helper", self.helpers),
        ):
            object.__setattr__(self, name, _index(noun, parts))
        self._check_settings()
        self._check_people()
        self._check_meetings()
        object.__setattr__(self, "sessions", _sessions(self.slots))
        position = {slot: place for slots in self.sessions.values() for place, slot in enumerate(slots)}
        object.__setattr__(self, "position", position)
        object.__setattr__(self, "overlaps", _overlaps(self.slots))
        object.__setattr__(self, "moments", _moments(self.slots))

    def may_meet(self, people: Iterable[str]) -> bool:
        """Whether no two of these people are a forbidden pair."""
        if not self.forbidden:
            return True
        present = sorted(people)
        return not any(
            (first, second) in self.forbidden
            for rank, first in enumerate(present)
            for second in present[rank + 1 :]
        )

    def must_be_held(self, meeting: Meeting) -> bool:
        """Whether a plan without this meeting breaks a rule."""
        return meeting.fixed or (self.required_hard and meeting.required)

    def to_json(self) -> str:
        """The problem as a JSON document; `docs/model.md` describes it."""
        return write_document(FORMAT, VERSION, encode(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The problem of a JSON document.

        Raises:
            ProblemError: the document is not of this format, or the problem contradicts itself.
        """
        problem: Self = decode(cls, read_document(text, FORMAT, VERSION), "problem")
        return problem

    def _check_settings(self) -> None:
        if not 0 <= self.score_tolerance <= 1:
            raise ProblemError(f"The score's tolerance is {self.score_tolerance}, not between 0 and 1.")
        if self.fairness is not None and self.fairness < 0:
            raise ProblemError(f"The fairness bound is {self.fairness}, less than 0.")
        if len(set(self.goals)) != len(self.goals):
            raise ProblemError("A goal is listed twice.")
        for first, second in self.forbidden:
            _require_known("A forbidden pair", "person", {first, second}, self.person_by_id)
            if first == second:
                raise ProblemError(f"A forbidden pair names {first!r} twice.")

    def _check_people(self) -> None:
        for person in self.people:
            _require_known(f"Person {person.id!r}", "slot", person.slots, self.slot_by_id)
            if person.home_place is not None:
                _require_known(f"Person {person.id!r}", "place", {person.home_place}, self.place_by_id)
        for place in self.places:
            _require_known(f"Place {place.id!r}", "slot", place.slots or (), self.slot_by_id)
        for helper in self.helpers:
            _require_known(f"Helper {helper.id!r}", "slot", helper.slots, self.slot_by_id)

    def _check_meetings(self) -> None:
        known_sessions = {slot.session for slot in self.slots}
        for meeting in self.meetings:
            subject = f"Meeting {meeting.id!r}"
            for side in meeting.sides:
                _require_known(subject, "person", side, self.person_by_id)
            _require_known(subject, "meeting", meeting.after, self.meeting_by_id)
            _require_known(subject, "slot", meeting.slots or (), self.slot_by_id)
            _require_known(subject, "place", meeting.places or (), self.place_by_id)
            if meeting.place is not None:
                _require_known(subject, "place", (meeting.place,), self.place_by_id)
            if meeting.session is not None and meeting.session not in known_sessions:
                raise ProblemError(f"{subject} names the session {meeting.session!r}, which does not exist.")
            if meeting.slot is not None:
                _require_known(subject, "slot", (meeting.slot,), self.slot_by_id)
                if meeting.session not in (None, self.slot_by_id[meeting.slot].session):
                    raise ProblemError(f"{subject} is fixed in slot {meeting.slot!r}, outside its session.")
        try:
            TopologicalSorter(
                {meeting.id: meeting.after for meeting in self.meetings if meeting.after}
            ).prepare()
        except CycleError as error:
            circle = " after ".join(repr(identifier) for identifier in error.args[1])
            raise ProblemError(f"Meetings wait for one another in a circle: {circle}.") from None


def _index(noun: str, parts: tuple[Part, ...]) -> dict[str, Part]:
    twice = [identifier for identifier, times in Counter(part.id for part in parts).items() if times > 1]
    if twice:
        raise ProblemError(f"There are two {noun}s with the id {twice[0]!r}.".replace("persons", "people"))
    return {part.id: part for part in parts}


def _require_known(subject: str, noun: str, named: Iterable[str], known: Mapping[str, object]) -> None:
    for identifier in named:
        if identifier not in known:
            raise ProblemError(f"{subject} names the {noun} {identifier!r}, which does not exist.")


def _sessions(slots: tuple[Slot, ...]) -> dict[str, tuple[str, ...]]:
    ordered = sorted(slots, key=lambda slot: (slot.start, slot.end))
    sessions: dict[str, list[Slot]] = {}
    for slot in ordered:
        sessions.setdefault(slot.session, []).append(slot)
    for session, members in sessions.items():
        for before, after in pairwise(members):
            if after.start < before.end:
                raise ProblemError(f"Slots {before.id!r} and {after.id!r} of session {session!r} overlap.")
    return {session: tuple(slot.id for slot in members) for session, members in sessions.items()}


def _overlaps(slots: tuple[Slot, ...]) -> dict[str, tuple[str, ...]]:
    return {
        slot.id: tuple(other.id for other in slots if other.start < slot.end and slot.start < other.end)
        for slot in slots
    }


def _moments(slots: tuple[Slot, ...]) -> tuple[tuple[str, ...], ...]:
    """Slots that share time share the latest of their starts, so the starts are the only moments to look at."""
    running = {
        start: frozenset(slot.id for slot in slots if slot.start <= start < slot.end)
        for start in sorted({slot.start for slot in slots})
    }
    greatest = [
        members for members in running.values() if not any(members < others for others in running.values())
    ]
    return tuple(
        tuple(slot.id for slot in slots if slot.id in members) for members in dict.fromkeys(greatest)
    )
