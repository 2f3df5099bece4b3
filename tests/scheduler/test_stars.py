"""A cover by stars counts the options held in a slot, with fewer literals."""

from ortools.sat.python import cp_model

from scheduler.model import Model
from scheduler.rules import RULES
from scheduler.stars import stars
from tests.scheduler.day import day, meeting, person, slots

NAMES = ("anna", "bob", "cleo", "dora", "eve")


def everybody_meets() -> Model:
    times = slots(2)
    pairs = [(first, second) for rank, first in enumerate(NAMES) for second in NAMES[rank + 1 :]]
    problem = day(
        slots=times,
        people=tuple(person(name, times) for name in NAMES),
        meetings=tuple(meeting(first + second, first, second) for first, second in pairs),
    )
    return Model(problem, RULES)


def test_the_sum_of_stars_is_the_number_of_options_held():
    for wanted in (range(10), range(0, 10, 2), range(1)):
        model = everybody_meets()
        covered = stars(model, "a1", wanted)
        held = [model.literals[number]["a1"] for number in wanted]
        model.cp.add(sum(covered) != sum(held))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model.cp) == cp_model.INFEASIBLE
        assert len(covered) <= min(len(held), len(NAMES) - 1)
