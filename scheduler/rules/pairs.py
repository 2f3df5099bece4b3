"""Rules about two people, or the same sides, over all their meetings.

Forbidden pairs need no rule: no option has them.
"""

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


def pairs_meet_once(model: "Model") -> None:
    """Two people p and q meet at most once: Σ x[o,t] ≤ 1 over all options o with both.

    Options of a single meeting are left out: the meeting is held once anyway.
    """
    if not model.problem.pairs_meet_once:
        return
    meetings: dict[tuple[str, str], set[str]] = defaultdict(set)
    literals: dict[tuple[str, str], list[Literal]] = defaultdict(list)
    for option, by_slot in zip(model.options, model.literals, strict=True):
        for pair in combinations(sorted(option.people), 2):
            meetings[pair].add(option.meeting.id)
            literals[pair].extend(by_slot.values())
    for together, held in literals.items():
        if len(meetings[together]) > 1:
            model.cp.add_at_most_one(held)


def sides_meet_once(model: "Model") -> None:
    """Meetings with the same sides, in any order, are held at most once together: Σ x[o,t] ≤ 1."""
    if not model.problem.pairs_meet_once:
        return
    same: dict[frozenset[frozenset[str]], list[str]] = defaultdict(list)
    for meeting in model.problem.meetings:
        same[frozenset(frozenset(side) for side in meeting.sides)].append(meeting.id)
    for meetings in same.values():
        if len(meetings) > 1:
            model.cp.add_at_most_one(literal for meeting in meetings for literal in model.held(meeting))
