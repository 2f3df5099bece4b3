"""What is different between two plans: for those who are told, and for counting whose agenda changed."""

from collections import defaultdict
from dataclasses import dataclass

from scheduler.solution import Placement, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A meeting that changes its slot, place, people or helper."""

    before: Placement
    after: Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one plan became another.

    Attributes:
        removed: the placements whose meetings are no longer held.
        added: the placements of meetings that were not held.
        moved: the meetings held otherwise than before.
        people: everybody whose agenda is not the same.
    """

    removed: tuple[Placement, ...]
    added: tuple[Placement, ...]
    moved: tuple[Moved, ...]
    people: tuple[str, ...]


def compare(before: Solution, after: Solution) -> Difference:
    """What is different in a plan after a change."""
    old = {held.meeting: held for held in before.placements}
    new = {held.meeting: held for held in after.placements}
    own, now = _agendas(before), _agendas(after)
    return Difference(
        removed=tuple(held for name, held in old.items() if name not in new),
        added=tuple(held for name, held in new.items() if name not in old),
        moved=tuple(
            Moved(before=held, after=new[name])
            for name, held in old.items()
            if name in new and new[name] != held
        ),
        people=tuple(sorted(person for person in own.keys() | now.keys() if own[person] != now[person])),
    )


def people_who_lose(before: Solution, after: Solution) -> frozenset[str]:
    """Everybody with a meeting that is no longer as it was; those who only gain are not among them."""
    stays = set(after.placements)
    return frozenset(person for held in before.placements if held not in stays for person in held.people)


def _agendas(plan: Solution) -> dict[str, set[Placement]]:
    agendas: dict[str, set[Placement]] = defaultdict(set)
    for held in plan.placements:
        for person in held.people:
            agendas[person].add(held)
    return agendas
