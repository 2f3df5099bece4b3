"""Ctrl-C while the solver works is the caller's to answer; it is sent to a process of its own, which it could end."""

import subprocess
import sys

SOLVE_AND_INTERRUPT = """
import random, signal
from ortools.sat.python.cp_model import CpModel
from scheduler.clock import Clock
from scheduler.result import Limits
from scheduler.search import Effort, search

pressed = []
signal.signal(signal.SIGINT, lambda *_: pressed.append(True))

def press_ctrl_c(value, bound):
    if value is not None and not pressed:
        signal.raise_signal(signal.SIGINT)

draw = random.Random(1)
model = CpModel()
chosen = [model.new_bool_var("") for _ in range(60)]
misses = []
for _ in range(8):  # a market split: any choice is a solution, and none is proven best within the age of the world
    weights = [draw.randrange(1_000) for _ in chosen]
    miss = model.new_int_var(0, 1_000_000, "")
    model.add_abs_equality(miss, sum(w * c for w, c in zip(weights, chosen)) - sum(weights) // 2)
    misses.append(miss)
model.minimize(sum(misses))

clock = Clock(Limits(seconds=60, workers=2), lambda: bool(pressed))
found = search(model, clock, Effort(), watch=press_ctrl_c)
assert clock.stopped and pressed == [True]
assert found.values is not None and found.fault is None and found.value > found.bound
"""


def test_ctrl_c_during_a_search_keeps_the_best_solution():
    done = subprocess.run(
        [sys.executable, "-c", SOLVE_AND_INTERRUPT], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
