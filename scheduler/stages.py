"""The stages of a solve: one figure after the other is improved, and kept while the next ones are.

The best plan lives here, outside the solver. It is replaced only by a plan that the checker has passed.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.check import check
from scheduler.clock import Clock
from scheduler.gaps import with_fewer_gaps
from scheduler.goals import Target
from scheduler.goals.score import score_targets
from scheduler.moves import fewest_moves
from scheduler.optimizer import Optimizer, Watch
from scheduler.problem import Goal, Problem
from scheduler.result import GoalResult, OnProgress, Progress
from scheduler.search import Effort, Found
from scheduler.solution import Solution
from scheduler.start import Start

_LARGEST_MODEL = 200_000
"""Literals; beyond, the plan of flows and local search is the result."""
_ONE_OF_MANY, _NEAR, _SMALL = 0.5, 0.25, 0.2
"""Parts of the time left: for a figure with others to come, for a first look near the best score, for a last polish."""
_GOOD_ENOUGH, _GOOD = 0.5, 0.1
"""The part of its tolerance that a goal may leave unproven: to have no turn at all, and to end its turn."""
_WITHOUT_PLAN = 0.8
"""The share of the last figure while there is no plan: the rest is kept to look for any."""
_NEAR_SCORE = 0.25
"""The part of the score's tolerance that a plan near the best score may give up."""


@dataclass(slots=True)
class _Closed:
    """A figure that has had its turn."""

    target: Target
    bound: int
    tolerance: float
    floor: int
    """What the plan must keep of it from now on."""
    in_model: bool = False
    """Whether the model holds the floor."""


class Stages:
    """The state of a solve.

    Attributes:
        best: the best plan so far, None if there is none.
        infeasible: whether it is proven that no plan respects the rules.
        fault: what went wrong in the solver, if anything.
    """

    def __init__(self, problem: Problem, clock: Clock, on_progress: OnProgress | None) -> None:
        self.problem = problem
        self.clock = clock
        self.best: Solution | None = None
        self.infeasible = False
        self.fault: str | None = None
        self._on_progress = on_progress
        self._closed: list[_Closed] = []
        self._without_plan: list[tuple[Target, int]] = []
        self._moves_bound: int | None = None
        self._optimizer = Optimizer(problem, clock)
        self._start: Start | None = None

    def start_from(self, plan: Solution) -> None:
        """Take a plan as the best one, if it breaks no rule and is as good as the best so far."""
        if not check(self.problem, plan) and (self.best is None or self._is_as_good(plan, self.best)):
            self.best = plan

    def construct(self) -> None:
        """Take the plan of flows and assignments as the best one, if it breaks no rule, and keep their bounds."""
        try:
            self._start = Start(self.problem)
        except Exception as error:  # noqa: BLE001 - without a start the search still finds a plan
            self.fault = f"{type(error).__name__}: {error}"
        else:
            self.start_from(self._start.plan)

    def improve(self, target: Target, *, last: bool) -> None:
        """Bring one figure as near to its bound as the time allows, then close it."""
        if self.infeasible:
            return
        tolerance = self.problem.score_tolerance if target.goal is Goal.SCORE and not last else 0.0
        bound = self._first_bound(target)
        self._close_gaps(target, bound)
        self._search_near(target, bound)
        if not self._is_near(target, bound, tolerance * _GOOD_ENOUGH):
            share = _WITHOUT_PLAN if self.best is None else 1.0
            effort = Effort(share=share if last else _ONE_OF_MANY, gap=tolerance * _GOOD)
            bound = self._search(target, bound, effort)
        if self.best is None:
            self._without_plan.append((target, bound))
        else:
            value = target.measure(self.problem, self.best)
            floor = _floor(target.sign, value, bound, tolerance)
            self._closed.append(_Closed(target, bound, tolerance, floor))

    def find_any(self) -> None:
        """Look for a plan that respects the rules, where no goal has led to one."""
        if self.best is None and not self.infeasible:
            self._search(None, 0, Effort())
        if self.best is not None:
            for target, bound in self._without_plan:
                self._closed.append(_Closed(target, bound, 0.0, target.measure(self.problem, self.best)))

    def polish(self) -> None:
        """Win back what of the score was given up in vain: improve it once more, all else kept."""
        given_up = [closed for closed in self._closed if closed.tolerance > 0]
        if not given_up or self._closed[-1] in given_up or self.best is None:
            return
        for closed in self._closed:
            closed.floor = closed.target.measure(self.problem, self.best)
            closed.in_model = False
        for closed in given_up:
            if not self._is_near(closed.target, closed.bound, 0):
                effort = Effort(share=_SMALL, gap=closed.tolerance * _GOOD)
                self._search(closed.target, closed.bound, effort)

    def settle_places(self) -> None:
        """Give places so that people move little."""
        if self.best is not None and Goal.MOVES in self.problem.goals:
            plan, self._moves_bound = fewest_moves(self.problem, self.best, self.clock)
            self._take(plan)

    def goal_results(self) -> tuple[GoalResult, ...]:
        """What the best plan reaches for each figure."""
        if self.best is None:
            return ()
        results = [
            GoalResult(
                name=closed.target.name,
                value=closed.target.measure(self.problem, self.best),
                bound=closed.bound,
                tolerance=closed.tolerance,
            )
            for closed in self._closed
        ]
        if self._moves_bound is not None:
            moves = sum(self.best.moves(self.problem).values())
            results.append(GoalResult(name=Goal.MOVES, value=moves, bound=self._moves_bound))
        return tuple(results)

    def _is_as_good(self, plan: Solution, other: Solution) -> bool:
        """Whether a plan is as good as another in the order of the goals, scores within the tolerance being equal."""
        for goal in self.problem.goals:
            own, others = plan.value(self.problem, goal), other.value(self.problem, goal)
            if goal is Goal.SCORE:
                least, greatest = sorted(own + others)
                if least < greatest * (1 - self.problem.score_tolerance):
                    return own > others
            elif own != others:
                return own > others if goal is Goal.REQUIRED else own < others
        return True

    def _first_bound(self, target: Target) -> int:
        if self._start is None:
            return target.bound
        return self._start.bound(target, self.best, [closed.target for closed in self._closed])

    def _close_gaps(self, target: Target, bound: int) -> None:
        """Improve the gaps of the best plan by local search, which CP-SAT then goes on from."""
        if (
            self.best is None
            or target.goal not in (Goal.IDLE_SLOTS, Goal.BREAKS)
            or self._is_near(target, bound, 0)
        ):
            return
        floors = {closed.target.goal: closed.floor for closed in self._closed}
        with self.clock.pulsing(lambda: self._report(target, None, None, bound)):
            plan = with_fewer_gaps(self.problem, self.best, target, floors, self.clock)
        if plan is not None and not check(self.problem, plan) and self._keeps_floors(plan):
            self._take(plan, target)

    def _keeps_floors(self, plan: Solution) -> bool:
        return all(
            closed.target.sign * (closed.target.measure(self.problem, plan) - closed.floor) >= 0
            for closed in self._closed
        )

    def _is_near(self, target: Target, bound: int, share: float) -> bool:
        """Whether the best plan's figure is proven within a share of the bound."""
        if self.best is None:
            return False
        value = target.measure(self.problem, self.best)
        return abs(bound - value) <= share * abs(bound)

    def _search_near(self, target: Target, bound: int) -> None:
        """Look first among the plans that score about as much as the best one.

        At large sizes the solver finds a plan with fewer people short of their guarantee anywhere, and from a
        plan without score there is no way back to a good one.
        """
        best = self.best
        guaranteeing = target.goal in (Goal.REQUIRED, Goal.SHORTFALL)
        if best is None or not guaranteeing or Goal.SCORE not in self.problem.goals:
            return
        (score,) = score_targets(self.problem)
        if not self._is_near(target, bound, 0) and self._may_search():
            least = math.ceil(best.score(self.problem) * (1 - self.problem.score_tolerance * _NEAR_SCORE))
            self._attempt(
                lambda watch: self._optimizer.improve_beside(
                    target, best, score, least, Effort(share=_NEAR), watch
                ),
                target,
                bound,
            )

    def _search(self, target: Target | None, bound: int, effort: Effort) -> int:
        """Run the solver for one figure (None: for any plan), take what it finds, and return the better bound."""
        if not self._may_search():
            return bound
        found = self._attempt(
            lambda watch: self._optimizer.improve(target, self.best, effort, watch), target, bound
        )
        if found is not None and found.infeasible and self.best is None:
            self.infeasible = True
        if target is None or found is None or found.bound is None:
            return bound
        return min(bound, found.bound) if target.sign > 0 else max(bound, found.bound)

    def _attempt(self, search: Callable[[Watch], Found], target: Target | None, bound: int) -> Found | None:
        """Run a search and take what it finds; None where it failed."""
        try:
            self._hold_floors()
            found = search(lambda value, proven: self._report(target, value, proven, bound))
            if found.values is not None:
                self._take(self._optimizer.plan(found.values), target)
        except Exception as error:  # noqa: BLE001 - whatever happens (out of memory above all), the best plan stays
            self.fault = f"{type(error).__name__}: {error}"
            return None
        self.fault = found.fault or self.fault
        return found

    def _hold_floors(self) -> None:
        for closed in self._closed:
            if not closed.in_model:
                self._optimizer.hold(closed.target, closed.floor)
                closed.in_model = True

    def _may_search(self) -> bool:
        """Whether there is time, and the model would not take more time and memory than it could give back."""
        if self.best is not None and self._start is not None and self._start.size > _LARGEST_MODEL:
            return False
        return not self.clock.is_over()

    def _take(self, plan: Solution | None, target: Target | None = None) -> None:
        """Take a plan that the solver found, unless it breaks a rule or is worse after all."""
        broken = (
            ["no place is left for a meeting"]
            if plan is None
            else [violation.sentence for violation in check(self.problem, plan)]
        )
        if plan is None or broken:
            self.fault = f"a plan of the solver was refused: {broken[0]}"
            return
        if target is not None and self.best is not None:
            gain = target.measure(self.problem, plan) - target.measure(self.problem, self.best)
            if gain * target.sign < 0:
                return
        self.best = plan

    def _report(self, target: Target | None, value: int | None, proven: int | None, bound: int) -> None:
        if self._on_progress is None or target is None:
            return
        if value is None and self.best is not None:
            value = target.measure(self.problem, self.best)
        self._on_progress(
            Progress(
                goal=target.name,
                value=value,
                bound=bound if proven is None else proven,
                seconds=self.clock.seconds(),
                score=None if self.best is None else self.best.score(self.problem),
            )
        )


def _floor(sign: int, value: int, bound: int, tolerance: float) -> int:
    """What must be kept: the value, or where that is lower, the bound less the tolerated share of it."""
    if sign < 0:
        return value
    return min(value, math.ceil(bound * (1 - tolerance)))
