"""The rules other tools describe, as our reading of their public help pages (2010–2025), not their code.

All plan the same problem under the same rules, and each ends with one fill pass: the remaining pairs by
score, each in its first common free slot with a free place.
"""

from collections.abc import Callable
from random import Random

from benchmarks.baselines.desk import Desk
from benchmarks.baselines.rules import (
    alphabetical_turns,
    best_score_first,
    first_come_first_served,
    least_waiting,
    minimums_first,
    two_runs,
)

Planner = Callable[[Desk, Random], None]

PLANNERS: dict[str, Planner] = {
    "first come, first served": first_come_first_served,
    "alphabetical turns": alphabetical_turns,
    "best score first": best_score_first,
    "minimums first": minimums_first,
    "two runs": two_runs,
    "least waiting": least_waiting,
}

__all__ = ["PLANNERS", "Desk", "Planner"]
