"""Rules about one meeting: once, when it must, after others.

A meeting's own slot, session, people and places need no rule: its options already respect them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.model import Model


def held_once(model: "Model") -> None:
    """Each meeting m is held at most once: Σ x[o,t] ≤ 1 over its options o and their slots t."""
    for meeting in model.problem.meetings:
        literals = model.held(meeting.id)
        if len(literals) > 1:
            model.cp.add_at_most_one(literals)


def held_when_it_must(model: "Model") -> None:
    """A fixed meeting, and a required one where that is a rule, is held: Σ x[o,t] ≥ 1."""
    for meeting in model.problem.meetings:
        if model.problem.must_be_held(meeting):
            model.cp.add_bool_or(model.held(meeting.id))


def held_after(model: "Model") -> None:
    """A meeting m in slot t needs each meeting e it comes after in a slot that is over.

    Σ x[o,t] over the options of m ≤ Σ x[o',t'] over the options of e and the slots with end(t') ≤ start(t).
    """
    slots = model.problem.slot_by_id
    for meeting in model.problem.meetings:
        for earlier in meeting.after:
            for slot, literals in model.of_meeting[meeting.id].items():
                over = [
                    literal
                    for other, others in model.of_meeting[earlier].items()
                    if slots[other].end <= slots[slot].start
                    for literal in others
                ]
                model.cp.add(sum(literals) <= sum(over))
