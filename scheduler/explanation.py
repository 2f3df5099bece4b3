"""Why a meeting is not in a plan, as data."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.solution import Placement


class Reason(StrEnum):
    """Why a meeting is not in a plan."""

    FORBIDDEN = "forbidden"
    """Every choice of its people holds a forbidden pair."""
    NO_COMMON_SLOT = "no_common_slot"
    """No choice of its people has a slot, of those the meeting allows, in which all are available."""
    NO_PLACE = "no_place"
    """In no common slot is a fit place open, with a helper available where one is needed."""
    CLASHES = "clashes"
    """No plan holds it together with the meetings that must be held."""
    PERSON_FULL = "person_full"
    """No plan holds it together with all other meetings of its people."""
    PLACES_FULL = "places_full"
    """It fits everybody's agenda with every other meeting, were there places enough."""
    WOULD_COST = "would_cost"
    """No plan holds it together with all other meetings, though those of its own people leave room for it."""
    FREE = "free"
    """It can be held together with all other meetings; what it does to the other goals is told beside it."""
    NOT_PROVEN = "not_proven"
    """The limit came first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change does to one goal: its value before and after, as `Solution.value` gives it."""

    goal: str
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The reason a meeting is not in the plan, and the smallest change that would place it.

    The smallest change displaces the fewest meetings, then loses the fewest points, then changes the
    fewest people's agendas.
    """

    meeting: str
    reason: Reason
    people: tuple[str, ...] = ()
    """Who is full, or would lose a meeting."""
    points: int | None = None
    """What the change costs in score: the scores displaced less those placed; negative for a gain."""
    displaced: tuple[str, ...] = ()
    """The meetings that would leave the plan."""
    moved: tuple[str, ...] = ()
    """The meetings that would change their slot, place or people."""
    change: tuple[Placement, ...] | None = None
    """The new placements of the change; None when no plan holds the meeting or none was found."""
    effects: tuple[Effect, ...] = ()
    """The goals that the change would make better or worse."""
    proven: bool = True
    """Whether the reason holds for certain and no change is smaller; else the change is the smallest found."""
