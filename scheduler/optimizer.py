"""The model of a problem, kept from one figure to the next while what has been reached is held."""

from collections.abc import Callable
from functools import partial

from ortools.sat.python.cp_model import CpModel, CpSolver

from scheduler.assignment import assign_near
from scheduler.clock import Clock
from scheduler.goals import Target
from scheduler.model import Choice, Model
from scheduler.parameters import configure
from scheduler.places import Held, place
from scheduler.problem import Goal, Problem
from scheduler.result import Limits
from scheduler.rules import RULES
from scheduler.search import Effort, Found, complete_hints, search
from scheduler.solution import Solution

_PLACING_SECONDS = 5.0
"""A plan that the search has found is given its places even when the time is just over."""

Watch = Callable[[int | None, int | None], None]


class Optimizer:
    """Improves one figure of a plan after the other with CP-SAT.

    The model is built at the first call that needs it.
    """

    def __init__(self, problem: Problem, clock: Clock) -> None:
        self._problem = problem
        self._clock = clock
        self._made: Model | None = None
        self._score_is_held = False

    def hold(self, target: Target, least: int) -> None:
        """From now on, only plans that are as good as this in a figure."""
        model = self._model()
        figure = target.express(model)
        model.cp.add(figure >= least if target.sign > 0 else figure <= least)
        self._score_is_held |= target.goal is Goal.SCORE

    def improve(
        self, target: Target | None, best: Solution | None, effort: Effort, watch: Watch | None = None
    ) -> Found:
        """Search for a plan better in one figure (None: for any plan), from the best plan known."""
        model = self._model()
        self._aim(model, target)
        if best is not None:
            self._suggest(model, best)
        return search(model.cp, self._clock, effort, self._settings(target), watch)

    def improve_beside(
        self, target: Target, best: Solution, beside: Target, least: int, effort: Effort, watch: Watch
    ) -> Found:
        """As `improve`, among the plans that are also good in another figure; the bound holds for these only."""
        model = self._model()
        self._aim(model, target)
        self._suggest(model, best)
        figure = beside.express(model)
        narrowed: CpModel = model.cp.clone()
        narrowed.add(figure >= least if beside.sign > 0 else figure <= least)
        return search(narrowed, self._clock, effort, self._settings(target), watch)

    def plan(self, values: list[int]) -> Solution | None:
        """The plan of a solution, with places and helpers; None where there is no place left for a meeting."""
        model = self._model()
        held = [Held(model.options[number], slot) for number, slot in model.choices(values)]
        placed = place(self._problem, held)
        if placed is None:
            clock = Clock(Limits(seconds=_PLACING_SECONDS, seed=self._clock.limits.seed))
            placed = assign_near(self._problem, held, Solution(), clock)
        return placed

    def _model(self) -> Model:
        if self._made is None:
            self._made = Model(self._problem, RULES)
        return self._made

    def _aim(self, model: Model, target: Target | None) -> None:
        model.cp.clear_objective()  # type: ignore[no-untyped-call] # ortools leaves it untyped
        if target is None:
            return
        figure = target.express(model)
        if target.sign > 0:
            model.cp.maximize(figure)
        else:
            model.cp.minimize(figure)

    def _suggest(self, model: Model, best: Solution) -> None:
        model.suggest(self._choices(model, best))
        complete_hints(model.cp, self._clock)

    def _settings(self, target: Target | None) -> Callable[[CpSolver], None] | None:
        if target is None:
            return None
        longest = max(map(len, self._problem.sessions.values()), default=0)
        return partial(configure, goal=target.goal, score_kept=self._score_is_held, longest_session=longest)

    def _choices(self, model: Model, plan: Solution) -> list[Choice]:
        """The choices that make this plan."""
        number = {
            (option.meeting.id, option.people, option.helper): rank
            for rank, option in enumerate(model.options)
        }
        helpers = self._problem.helper_by_id
        return [
            (
                number[held.meeting, held.people, helpers[held.helper].presence if held.helper else None],
                held.slot,
            )
            for held in plan.placements
        ]
