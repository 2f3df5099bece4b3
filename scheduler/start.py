"""Where a solve starts: a plan from flows and assignments, and what no plan can exceed."""

from collections.abc import Iterable, Mapping
from itertools import product

from scheduler.bound import relax, score_bound
from scheduler.candidates import gather, is_pair
from scheduler.construct import build
from scheduler.goals import Target
from scheduler.problem import Goal, Problem
from scheduler.seats import seat
from scheduler.solution import Solution


class Start:
    """The first plan, and the bounds known before any search.

    Attributes:
        plan: the first plan; it may break rules that flows cannot express.
        size: the number of pairs and slots that can be combined: what a model would decide on.
    """

    def __init__(self, problem: Problem) -> None:
        candidates = gather(problem)
        relaxation = relax(candidates)
        self.size = sum(slots.bit_count() for slots in candidates.slots)
        self.plan = seat(build(candidates, relaxation.chosen))
        self._problem = problem
        self._bounds: Mapping[str, int] = {}
        if _is_plain(problem):
            self._bounds = relaxation.bounds

    def bound(self, target: Target, best: Solution | None, before: Iterable[Target]) -> int:
        """What no plan can exceed in a figure.

        The flow's bound of a figure holds for plans that reach its bounds in all figures before, so it is used
        only when the best plan does.
        """
        reached = best is not None and all(
            each.measure(self._problem, best) == self._bounds.get(each.name) for each in before
        )
        bounds = [target.bound]
        if reached and target.name in self._bounds:
            bounds.append(self._bounds[target.name])
        elif target.goal is Goal.SCORE:
            bounds.append(score_bound(self._problem))
        return min(bounds) if target.sign > 0 else max(bounds)


def _is_plain(problem: Problem) -> bool:
    """Whether the flow sees every meeting: settled pairs, each once, without a helper or an order."""
    pairs = {frozenset(people) for meeting in problem.meetings for people in product(*meeting.sides)}
    return len(pairs) == len(problem.meetings) and all(
        is_pair(meeting) and not meeting.skill and not meeting.after for meeting in problem.meetings
    )
