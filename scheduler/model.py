"""The slot model: which option is held in which slot, under every rule, with expressions for the goals.

The decision variables are booleans x[o,t]: option o is held in slot t. `docs/model.md` has the formulas.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar, cast

from ortools.sat.python import cp_model

from scheduler.options import Option, options
from scheduler.problem import Problem

Made = TypeVar("Made")
Literal = cp_model.IntVar
Rule = Callable[["Model"], None]
Choice = tuple[int, str]
"""The number of an option, and the slot it is held in."""


class Model:
    """A CP-SAT model of a problem, built once and solved for one goal after another.

    Attributes:
        problem: what is modelled.
        cp: the CP-SAT model.
        options: the ways each meeting can be held.
        literals: for each option, its literal x[o,t] by slot.
        of_meeting: the literals of each meeting, by slot.
        used: for each person and slot that has a literal, u[p,t]: the person has a meeting in the slot.
    """

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.options: tuple[Option, ...] = options(problem)
        self.literals: list[dict[str, Literal]] = [
            {slot: self.cp.new_bool_var("") for slot in option.slots} for option in self.options
        ]
        self._last_literal = sum(len(literals) for literals in self.literals) - 1
        self.of_meeting: dict[str, dict[str, list[Literal]]] = {each.id: {} for each in problem.meetings}
        of_person: dict[tuple[str, str], list[Literal]] = defaultdict(list)
        for option, literals in zip(self.options, self.literals, strict=True):
            for slot, literal in literals.items():
                self.of_meeting[option.meeting.id].setdefault(slot, []).append(literal)
                for person in option.people:
                    of_person[person, slot].append(literal)
        self.used = {key: self._used(literals) for key, literals in of_person.items()}
        self._made: dict[Hashable, Any] = {}
        for rule in rules:
            rule(self)

    def held(self, meeting: str) -> list[Literal]:
        """The literals of a meeting: one of them is true when it is held."""
        return [literal for literals in self.of_meeting[meeting].values() for literal in literals]

    def used_slots(self, person: str, slots: Iterable[str]) -> list[Literal]:
        """The literals u[p,t] of a person in those of the slots in which a meeting is possible."""
        return [self.used[person, slot] for slot in slots if (person, slot) in self.used]

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` adds to the model, made at the first call with this name and the same at all others."""
        if name not in self._made:
            self._made[name] = make()
        return cast("Made", self._made[name])

    def choices(self, values: Sequence[int]) -> tuple[Choice, ...]:
        """The options held, given the value of each variable of the model by its index."""
        return tuple(
            (number, slot)
            for number, literals in enumerate(self.literals)
            for slot, literal in literals.items()
            if values[literal.index]
        )

    def suggest(self, choices: Iterable[Choice]) -> None:
        """Start the search from these choices; the solver may leave them, so keep them outside too."""
        chosen = set(choices)
        busy = {(person, slot) for number, slot in chosen for person in self.options[number].people}
        self.cp.clear_hints()  # type: ignore[no-untyped-call] # ortools leaves it untyped
        for number, literals in enumerate(self.literals):
            for slot, literal in literals.items():
                self.cp.add_hint(literal, (number, slot) in chosen)
        for key, literal in self.used.items():
            if literal.index > self._last_literal:
                self.cp.add_hint(literal, key in busy)

    def _used(self, literals: list[Literal]) -> Literal:
        """u[p,t] = Σ x[o,t] over the options o that person p takes part in, which also makes it at most one."""
        if len(literals) == 1:
            return literals[0]
        used = self.cp.new_bool_var("")
        self.cp.add_exactly_one([*literals, used.negated()])
        return used
