"""Breaks as blocks: the literals that count the breaks of a person, written so that few of them are quick to prove.

A person without breaks in a session is one block of meetings. So a literal says in which slot the block
starts, and implies all its slots, unless the first break literal of the person relaxes it. `docs/model.md`
("Breaks as blocks") has the formulas and what they are worth.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from scheduler.break_paths import meeting_counts

if TYPE_CHECKING:
    from scheduler.model import Literal, Model

    Row = Sequence[Literal | None]
    """For each slot of a session in order, the literal u[p,t]; None where no meeting of the person is possible."""


def breaks_of(model: "Model", person: str) -> "list[Literal]":
    """The break literals b[p,k] of a person over all sessions; the person's number of breaks is their sum."""
    return model.once("breaks", lambda: _breaks_of_all(model))[person]


def imply_counts(model: "Model") -> None:
    """In each slot, the people in meetings are at most s times the open places: Σ u[p,t] ≤ s · R[t].

    s is the greatest number of people in a meeting. Implied by the rules, but it links the blocks directly.
    """
    size = max((len(option.people) for option in model.options), default=0)
    by_slot: dict[str, list[Literal]] = {slot.id: [] for slot in model.problem.slots}
    for (_, slot), literal in model.used.items():
        by_slot[slot].append(literal)
    for slot, used in by_slot.items():
        places = sum(place.slots is None or slot in place.slots for place in model.problem.places)
        if len(used) > size * places:
            model.cp.add(sum(used) <= size * places)


def add_breaks(
    cp: cp_model.CpModel, used: "Row", count: int | None = None, most: int | None = None
) -> "list[Literal]":
    """Literals b[1] ≥ b[2] ≥ … whose sum is the number of breaks in one row of slots.

    Args:
        cp: the model to add to.
        used: the row.
        count: the number of meetings in the row where it is known, None where the plan decides.
        most: the greatest number of breaks allowed; None: any.
    """
    row = _trimmed(used)
    slots = [literal for literal in row if literal is not None]
    if len(slots) < 2 or (count is not None and count < 2):
        return []
    possible = (len(row) - 1) // 2 if count is None else min(count - 1, len(row) - count)
    breaks = [cp.new_bool_var("") for _ in range(possible if most is None else min(possible, most))]
    for fewer, more in pairwise(breaks):
        cp.add_implication(more, fewer)
    relaxed = breaks[:1]
    starts = sum(_starts(cp, row))
    if count is None:
        attends = cp.new_bool_var("")
        cp.add_max_equality(attends, slots)
        cp.add(starts == attends + sum(breaks))
        _end_once(cp, row, relaxed)
    else:
        cp.add(sum(slots) == count)
        cp.add(starts == 1 + sum(breaks))
        _start_block(cp, row, count, relaxed)
    return breaks


def _start_block(cp: cp_model.CpModel, row: "Row", count: int, relaxed: "list[Literal]") -> None:
    """One first slot s: f[s] implies u[s], no u before s, and unless relaxed exactly the slots s … s + count - 1."""
    first = {
        start: cp.new_bool_var("")
        for start, literal in enumerate(row)
        if literal is not None and sum(later is not None for later in row[start:]) >= count
    }
    cp.add_exactly_one(first.values())
    for start, chosen in first.items():
        for slot, literal in enumerate(row):
            inside = start <= slot < start + count
            if literal is None:
                if inside:
                    cp.add_bool_or([chosen.negated(), *relaxed])
            elif slot <= start:
                cp.add_implication(chosen, literal if slot == start else literal.negated())
            else:
                cp.add_bool_or([chosen.negated(), literal if inside else literal.negated(), *relaxed])


def _end_once(cp: cp_model.CpModel, row: "Row", relaxed: "list[Literal]") -> None:
    """After a used slot that is followed by a free one the block has ended, unless relaxed: no slot after it is used."""
    ended: Literal | None = None
    for earlier, now in pairwise(row):
        following = cp.new_bool_var("")
        if ended is not None:
            cp.add_implication(ended, following)
        if earlier is not None:
            here = [] if now is None else [now]
            cp.add_bool_or([earlier.negated(), *here, following, *relaxed])
        if now is not None:
            cp.add_implication(following, now.negated())
        ended = following


def _starts(cp: cp_model.CpModel, row: "Row") -> "list[Literal]":
    """For each slot, a literal that is true when, and only when, a run of adjacent meetings starts in it."""
    starts = []
    for earlier, now in zip([None, *row], row, strict=False):
        if now is None:
            continue
        if earlier is None:
            starts.append(now)
            continue
        start = cp.new_bool_var("")
        cp.add_bool_or([now.negated(), earlier, start])
        cp.add_implication(start, now)
        cp.add_implication(start, earlier.negated())
        starts.append(start)
    return starts


def _trimmed(row: "Row") -> "Row":
    """The row without impossible slots at its ends."""
    possible = [slot for slot, literal in enumerate(row) if literal is not None]
    return row[possible[0] : possible[-1] + 1] if possible else ()


def _breaks_of_all(model: "Model") -> "dict[str, list[Literal]]":
    """Where somebody can have no break at all, the fairness bound is the greatest number anybody may have."""
    counts = meeting_counts(model.problem, model.options)
    people = [person.id for person in model.problem.people]
    breakable = {person for (person, _), (_, greatest) in counts.items() if greatest > 1}
    most = model.problem.fairness if len(breakable) < len(people) else None
    breaks: dict[str, list[Literal]] = {person: [] for person in people}
    for (person, session), (fewest, greatest) in counts.items():
        row = [model.used.get((person, slot)) for slot in model.problem.sessions[session]]
        breaks[person] += add_breaks(model.cp, row, fewest if fewest == greatest else None, most)
    return breaks
