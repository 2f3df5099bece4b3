"""Break literals count breaks, whichever way a person's slots are used."""

from itertools import product

import pytest
from ortools.sat.python import cp_model

from scheduler.breaks import add_breaks


def breaks_of(used: tuple[int, ...]) -> int:
    """The gaps between the first and the last used slot, counted on the word they spell."""
    return len([run for run in "".join(map(str, used)).strip("0").split("1") if run])


def possible_sums(
    used: tuple[int, ...], impossible: frozenset[int], *, counted: bool, most: int | None
) -> set[int]:
    """The sums of the break literals that the model allows when exactly these slots are used."""
    sums = set()
    for sign in (1, -1):
        model = cp_model.CpModel()
        row = [None if slot in impossible else model.new_bool_var("") for slot in range(len(used))]
        literals = add_breaks(model, row, sum(used) if counted else None, most)
        for literal, value in zip(row, used, strict=True):
            if literal is not None:
                model.add(literal == value)
        model.minimize(sign * sum(literals))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) == cp_model.OPTIMAL:
            sums.add(sum(solver.value(literal) for literal in literals))
    return sums


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("impossible", [frozenset[int](), frozenset({2}), frozenset({0, 3})], ids=str)
def test_the_literals_sum_to_the_number_of_breaks(counted: bool, impossible: frozenset[int]):
    for used in product((0, 1), repeat=5):
        if not any(used[slot] for slot in impossible):
            assert possible_sums(used, impossible, counted=counted, most=None) == {breaks_of(used)}


@pytest.mark.parametrize("counted", [True, False])
def test_more_breaks_than_allowed_cannot_be(counted: bool):
    assert possible_sums((1, 0, 1, 0, 1), frozenset(), counted=counted, most=1) == set()
    assert possible_sums((1, 1, 0, 0, 1), frozenset(), counted=counted, most=1) == {1}
    assert possible_sums((0, 1, 1, 1, 0), frozenset(), counted=counted, most=0) == {0}
