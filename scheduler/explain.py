"""Why a possible meeting is not in a plan, and the smallest change that would place it.

A reason is never guessed: it is read from the availability and places where those settle it, and otherwise
from plans that a solver found or proved not to exist. `docs/model.md` ("Explaining") has the questions asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.problem import Problem
from scheduler.result import Limits, ShouldStop
from scheduler.solution import Placement, Solution


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


def explain(
    problem: Problem,
    solution: Solution,
    meetings: Sequence[str],
    *,
    limits: Limits | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: ShouldStop | None = None,
) -> dict[str, Explanation]:
    """Why each of these possible meetings is not in the plan.

    Args:
        problem: what was planned.
        solution: a plan that breaks no rule.
        meetings: the ids of possible meetings that the plan does not hold.
        limits: when to end at the latest, for all meetings together; what is left then is `not_proven`.
        on_progress: told after each meeting how many are explained, of how many.
        should_stop: asked about ten times a second.

    Raises:
        ProblemError: the plan breaks a rule, or a meeting does not exist or is in the plan.
    """
    raise NotImplementedError
