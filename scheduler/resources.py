"""Places or helpers that are interchangeable, counted as one class.

With a variable for each place, a plan could be written in as many ways as equal places can be permuted.
Here each class of equal places (or helpers) is counted.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from scheduler.options import Option
from scheduler.parts import Presence
from scheduler.problem import Problem


class _Resource(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def slots(self) -> frozenset[str] | None: ...


Demand = TypeVar("Demand", bound=Hashable)


@dataclass(frozen=True, slots=True)
class ResourceClass:
    """Places (or helpers) that are open in the same slots and suit the same demands."""

    members: tuple[str, ...]
    slots: frozenset[str] | None
    demands: frozenset[int]
    """The numbers of the demands each member suits."""

    def is_open(self, slot: str) -> bool:
        """Whether the members can be used in the slot."""
        return self.slots is None or slot in self.slots


@dataclass(frozen=True, slots=True)
class Supply:
    """What a set of options demands, and the classes that can serve it."""

    demand_of: tuple[int | None, ...]
    """The number of each option's demand, in the order of the options; None: it demands nothing."""
    classes: tuple[ResourceClass, ...]


def place_supply(problem: Problem, options: Iterable[Option]) -> Supply:
    """The places, as classes, for the requirements of the options."""
    demands = [option.requirement for option in options]
    suited = {
        requirement: frozenset(place.id for place in problem.places if requirement.suits(place))
        for requirement in dict.fromkeys(demands)
    }
    return _supply(problem.places, demands, suited)


def helper_supply(problem: Problem, options: Iterable[Option]) -> Supply:
    """The helpers, as classes, for the skill and presence of the options that need one."""
    demands = [
        (option.meeting.skill, option.helper) if option.meeting.skill is not None else None
        for option in options
    ]
    suited = {demand: _helpers(problem, *demand) for demand in dict.fromkeys(demands) if demand is not None}
    return _supply(problem.helpers, demands, suited)


def _helpers(problem: Problem, skill: str, presence: Presence | None) -> frozenset[str]:
    return frozenset(
        helper.id for helper in problem.helpers if skill in helper.skills and helper.presence is presence
    )


def _supply(
    resources: Iterable[_Resource],
    demands: Iterable[Demand | None],
    suited: Mapping[Demand, frozenset[str]],
) -> Supply:
    """Demands that the same resources suit are one; resources that suit the same demands are one class."""
    number = {
        members: rank for rank, members in enumerate(dict.fromkeys(suited[demand] for demand in suited))
    }
    grouped: dict[tuple[frozenset[int], frozenset[str] | None], list[str]] = defaultdict(list)
    for resource in resources:
        served = frozenset(rank for members, rank in number.items() if resource.id in members)
        if served:
            grouped[served, resource.slots].append(resource.id)
    return Supply(
        demand_of=tuple(None if demand is None else number[suited[demand]] for demand in demands),
        classes=tuple(
            ResourceClass(tuple(members), slots, served) for (served, slots), members in grouped.items()
        ),
    )
