"""The hard rules, one function each: it adds the rule to a model.

`people.one_at_a_time` and the rest are listed in the order in which `docs/model.md` explains them.
"""

from scheduler.rules.fairness import fair_breaks
from scheduler.rules.meetings import held_after, held_once, held_when_it_must
from scheduler.rules.pairs import pairs_meet_once, sides_meet_once
from scheduler.rules.people import greatest_number, one_at_a_time, rest_after_a_row
from scheduler.rules.supply import enough_helpers, enough_places

RULES = (
    held_once,
    held_when_it_must,
    held_after,
    pairs_meet_once,
    sides_meet_once,
    one_at_a_time,
    greatest_number,
    rest_after_a_row,
    enough_places,
    enough_helpers,
    fair_breaks,
)

__all__ = [
    "RULES",
    "enough_helpers",
    "enough_places",
    "fair_breaks",
    "greatest_number",
    "held_after",
    "held_once",
    "held_when_it_must",
    "one_at_a_time",
    "pairs_meet_once",
    "rest_after_a_row",
    "sides_meet_once",
]
