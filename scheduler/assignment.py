"""Places and helpers for a whole plan at once, for slots that overlap others: slot by slot may run into a dead end."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from ortools.sat.python import cp_model

from scheduler.clock import Clock
from scheduler.places import Given, Held, assemble, suited_helpers, suited_places
from scheduler.problem import Problem
from scheduler.solution import Placement, Solution


def assign_near(problem: Problem, held: Sequence[Held], previous: Solution, clock: Clock) -> Solution | None:
    """The plan in which few meetings that stay in their slot leave their place and helper; None where there is none."""
    before = {placement.meeting: placement for placement in previous.placements}
    staying = {
        each.option.meeting.id: before[each.option.meeting.id]
        for each in held
        if each.option.meeting.id in before and before[each.option.meeting.id].slot == each.slot
    }
    helped = [each for each in held if each.option.meeting.skill is not None]
    places = _assign(problem, held, suited_places(problem), staying, lambda one: one.place, clock)
    helpers = _assign(problem, helped, suited_helpers(problem), staying, lambda one: one.helper, clock)
    return None if places is None or helpers is None else assemble(held, places, helpers)


def _assign(
    problem: Problem,
    held: Sequence[Held],
    suits: Callable[[Held], list[str]],
    staying: Mapping[str, Placement],
    spot_of: Callable[[Placement], str | None],
    clock: Clock,
) -> Given | None:
    """Most Σ y[m,s] over meetings m that stay and their spot s; Σ y[m,s] = 1 for all m, ≤ 1 for s at each moment."""
    model = cp_model.CpModel()
    given = {each.option.meeting.id: {spot: model.new_bool_var("") for spot in suits(each)} for each in held}
    taken: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
    for each in held:
        literals = given[each.option.meeting.id]
        model.add_exactly_one(literals.values())
        for spot, literal in literals.items():
            taken[spot, each.slot].append(literal)
    for moment in problem.moments:
        for spot in dict.fromkeys(spot for spot, slot in taken if slot in moment):
            model.add_at_most_one(literal for slot in moment for literal in taken.get((spot, slot), ()))
    model.maximize(
        sum(
            literal
            for meeting, literals in given.items()
            for spot, literal in literals.items()
            if meeting in staying and spot_of(staying[meeting]) == spot
        )
    )
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is the caller's
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = clock.limits.seed
    if (seconds := clock.seconds_left()) is not None:
        solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return {
        meeting: next(spot for spot, literal in literals.items() if solver.boolean_value(literal))
        for meeting, literals in given.items()
    }
