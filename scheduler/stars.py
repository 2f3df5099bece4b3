"""Options of one slot that share a person, counted as one literal.

Of the options with a person p in a slot at most one is held, so the number of options held in the slot is the
sum over a cover by such stars of "one of the star is held". Where a star has all options of p in the slot,
that is u[p,t] itself. A sum of few literals, of which many stand in the blocks of `scheduler.breaks`, is what
makes the published instances with many slots quick to prove.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


def stars(model: "Model", slot: str, numbers: Iterable[int]) -> "list[Literal]":
    """Literals whose sum is the number of these options held in the slot, as few as a greedy cover finds."""
    left = set(numbers)
    whole = model.once("options in slots", lambda: _options_of(model))
    degree = Counter(person for number in sorted(left) for person in model.options[number].people)
    queue = [(-size, rank, person) for rank, (person, size) in enumerate(degree.items())]
    heapify(queue)
    covered: list[Literal] = []
    while left:
        size, rank, person = heappop(queue)
        if -size > degree[person]:
            heappush(queue, (-degree[person], rank, person))
            continue
        star = [number for number in whole[person, slot] if number in left]
        covered.append(_one_of(model, slot, star, model.used[person, slot], len(whole[person, slot])))
        left.difference_update(star)
        degree.subtract(other for number in star for other in model.options[number].people)
    return covered


def _one_of(model: "Model", slot: str, star: list[int], used: "Literal", whole: int) -> "Literal":
    """The literal that is true when one of the star is held."""
    if len(star) == whole:
        return used
    literals = [model.literals[number][slot] for number in star]
    if len(literals) == 1:
        return literals[0]
    held = model.cp.new_bool_var("")
    model.cp.add_exactly_one([*literals, held.negated()])
    return held


def _options_of(model: "Model") -> dict[tuple[str, str], list[int]]:
    """The numbers of the options with each person in each slot."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (option, literals) in enumerate(zip(model.options, model.literals, strict=True)):
        for slot in literals:
            for person in option.people:
                found[person, slot].append(number)
    return found
