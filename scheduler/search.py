"""One run of CP-SAT on a model: the solver works in a thread, the caller's functions are called in the caller's.

So a caller may touch what belongs to its thread (a database connection) in `on_progress`, and Ctrl-C
reaches it at once. The best solution is kept here, outside the solver, and survives whatever happens to it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.clock import Clock
from scheduler.model import Choice, Model

_POLL_SECONDS = 0.1
_HINT_SHARE = 0.1
"""The part of the time left that completing the hints may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one run found, as the solver says it.

    Attributes:
        values: the value of each variable by its index in the best solution, None if none was found.
        value: its objective value.
        bound: what no solution can exceed, None if the run proved nothing.
        infeasible: whether the run proved that there is no solution.
        fault: what went wrong in the solver, if anything.
    """

    values: list[int] | None
    value: int | None
    bound: int | None
    infeasible: bool = False
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one run on a model found: as `Found`, the solution as the choices of options and slots."""

    choices: tuple[Choice, ...] | None
    value: int | None
    bound: int | None
    infeasible: bool
    fault: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How far one run may go.

    Attributes:
        share: the part of the time left that it may use.
        gap: it ends when the bound is proven within this share of the value.
    """

    share: float = 1.0
    gap: float = 0.0


class _Recorder(cp_model.CpSolverSolutionCallback):
    """Keeps the values of the best solution and the best bound."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[int] | None = None
        self.objective: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        """Called by the solver for each better solution."""
        self.values = list(self.response_proto.solution)
        self.objective = round(self.objective_value)

    def on_bound(self, bound: float) -> None:
        """Called by the solver for each better bound."""
        self.bound = round(bound)


def run(
    model: Model,
    clock: Clock,
    effort: Effort,
    configure: Callable[[cp_model.CpSolver], None] | None = None,
    watch: Callable[[int | None, int | None], None] | None = None,
) -> Outcome:
    """Solve a model with the objective and hints it has; the arguments are those of `search`."""
    found = search(model.cp, clock, effort, configure, watch)
    return Outcome(
        choices=None if found.values is None else model.choices(found.values),
        value=found.value,
        bound=found.bound,
        infeasible=found.infeasible,
        fault=found.fault,
    )


def search(
    cp: cp_model.CpModel,
    clock: Clock,
    effort: Effort,
    configure: Callable[[cp_model.CpSolver], None] | None = None,
    watch: Callable[[int | None, int | None], None] | None = None,
) -> Found:
    """Solve a CP-SAT model.

    Args:
        cp: the model; its objective and hints are set.
        clock: limits the run, and is charged for it.
        effort: how far the run may go.
        configure: sets the parameters that the shape of the problem asks for.
        watch: is told the best value and bound about every tenth of a second, in the caller's thread.
    """
    solver = _solver(clock, effort)
    if configure is not None:
        configure(solver)
    recorder = _Recorder()
    solver.best_bound_callback = recorder.on_bound
    faults: list[str] = []

    def work() -> None:
        try:
            solver.solve(cp, recorder)
        except Exception as error:  # noqa: BLE001 - whatever happens in the solver, the best plan is returned
            faults.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_POLL_SECONDS)
            if watch is not None:
                watch(recorder.objective, recorder.bound)
            if clock.is_over():
                solver.stop_search()
    finally:
        while thread.is_alive():
            solver.stop_search()
            thread.join(_POLL_SECONDS)
    return _found(solver, recorder, clock, faults)


def complete_hints(cp: cp_model.CpModel, clock: Clock) -> None:
    """Hint every variable, given hints for those that decide the others.

    From part of a solution the solver guesses the rest, and may so start far from it.
    """
    solver = _solver(clock, Effort(share=_HINT_SHARE))
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    if solver.solve(cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return
    clock.spend(solver.deterministic_time)
    values = list(solver.response_proto.solution)
    cp.clear_hints()  # type: ignore[no-untyped-call] # ortools leaves it untyped
    hint = cp.proto.solution_hint
    hint.vars.extend(range(len(values)))
    hint.values.extend(values)


def _solver(clock: Clock, effort: Effort) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    # Ctrl-C is the caller's: the solver's own handler ends the process when the solver works in a thread.
    parameters.catch_sigint_signal = False
    parameters.num_workers = clock.limits.workers
    parameters.random_seed = clock.limits.seed
    parameters.relative_gap_limit = effort.gap
    seconds, work = clock.seconds_left(), clock.work_left()
    if seconds is not None:
        # Under a deterministic limit the clock ends the whole solve, never one run's share.
        parameters.max_time_in_seconds = seconds * (effort.share if work is None else 1.0)
    if work is not None:
        parameters.max_deterministic_time = work * effort.share
        parameters.interleave_search = True
    return solver


def _found(solver: cp_model.CpSolver, recorder: _Recorder, clock: Clock, faults: list[str]) -> Found:
    if faults:
        return Found(values=recorder.values, value=recorder.objective, bound=recorder.bound, fault=faults[0])
    clock.spend(solver.deterministic_time)
    status = solver.response_proto.status
    if status == cp_model.MODEL_INVALID:
        return Found(
            values=None, value=None, bound=None, fault="the model is not valid: " + solver.solution_info()
        )
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found(
            values=list(solver.response_proto.solution),
            value=round(solver.objective_value),
            bound=round(solver.best_objective_bound),
        )
    infeasible = status == cp_model.INFEASIBLE
    return Found(values=None, value=None, bound=None if infeasible else recorder.bound, infeasible=infeasible)
