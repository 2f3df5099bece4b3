"""The plan closest to another one that holds what it must: CP-SAT on an excerpt of a problem.

An excerpt has only the meetings of a plan and those that are to enter it. Meetings that are not loose stay
where they are, so that few variables are left. What "close" means is a list of figures, the most important
first; they are added up with weights that keep their order.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod

from ortools.sat.python import cp_model

from scheduler.clock import Clock
from scheduler.model import Choice, Literal, Model, Rule
from scheduler.places import Held
from scheduler.problem import Meeting, Problem
from scheduler.rules import RULES
from scheduler.search import Effort, run
from scheduler.solution import Solution

_BOUNDING = ("max_lp", "lb_tree_search")


@dataclass(frozen=True, slots=True)
class Figure:
    """Something a plan should have little of: from 0 to a greatest value."""

    expression: cp_model.LinearExprT
    greatest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found.

    Attributes:
        infeasible: whether it is proven that there is no plan.
        held: the meetings of the closest plan found with their slots, None if none was found.
        proven: whether no plan is closer.
    """

    infeasible: bool
    held: tuple[Held, ...] | None
    proven: bool


class Edits:
    """The figures that tell how far the plans of a model are from a given plan."""

    def __init__(self, model: Model, plan: Solution) -> None:
        self.model = model
        self.plan = plan
        self._number = _numbers(model, plan)
        self.own = {
            held.meeting: model.literals[self._number[held.meeting]][held.slot] for held in plan.placements
        }
        """For each meeting of the plan, the literal that says it stays as it is, its place aside."""

    def choices(self) -> list[Choice]:
        """The choices that make the plan."""
        return [(self._number[held.meeting], held.slot) for held in self.plan.placements]

    def dropped(self) -> Figure:
        """The number of meetings of the plan that are not held."""
        kept = [literal for meeting in self.own for literal in self.model.held(meeting)]
        return Figure(len(self.own) - sum(kept), len(self.own))

    def required_missing(self) -> Figure:
        """The number of required meetings that are not held."""
        required = [each.id for each in self.model.problem.meetings if each.required]
        held = [literal for meeting in required for literal in self.model.held(meeting)]
        return Figure(len(required) - sum(held), len(required))

    def missing(self, meetings: Collection[str]) -> Figure:
        """The number of these meetings that are not held."""
        held = [
            literal
            for meeting in sorted(meetings)
            for literal in self.model.of_meeting.get(meeting, {}).values()
        ]
        return Figure(len(meetings) - sum(one for literals in held for one in literals), len(meetings))

    def points_lost(self) -> Figure:
        """The scores of the meetings that are not held."""
        literals, scores = [], []
        for meeting in self.model.problem.meetings:
            for literal in self.model.held(meeting.id):
                literals.append(literal)
                scores.append(meeting.score)
        total = sum(meeting.score for meeting in self.model.problem.meetings)
        return Figure(total - cp_model.LinearExpr.weighted_sum(literals, scores), total)

    def agendas(self, uncounted: Collection[str] = ()) -> Figure:
        """The number of people who have a meeting of the plan that does not stay as it is."""
        meetings_of: dict[str, list[str]] = {}
        for held in self.plan.placements:
            for person in held.people:
                meetings_of.setdefault(person, []).append(held.meeting)
        changed = [
            self._changes(meetings) for person, meetings in meetings_of.items() if person not in uncounted
        ]
        return Figure(sum(changed), len(changed))

    def _changes(self, meetings: list[str]) -> Literal:
        """The literal that is true when one of the meetings does not stay."""
        changed = self.model.cp.new_bool_var("")
        for meeting in meetings:
            self.model.cp.add_implication(self.own[meeting].negated(), changed)
        return changed


def _numbers(model: Model, plan: Solution) -> dict[str, int]:
    """The number of the option that each meeting of the plan is held by."""
    number = {(each.meeting.id, each.people, each.helper): rank for rank, each in enumerate(model.options)}
    helpers = model.problem.helper_by_id
    return {
        held.meeting: number[
            held.meeting, held.people, helpers[held.helper].presence if held.helper else None
        ]
        for held in plan.placements
    }


def closest(
    problem: Problem,
    plan: Solution,
    loose: Collection[str],
    figures: Callable[[Edits], Sequence[Figure]],
    clock: Clock,
    *,
    rules: Sequence[Rule] = RULES,
    least: Sequence[int] = (),
    share: float = 1.0,
) -> Answer:
    """The choice of slots that makes the figures least, the first before the second and so on.

    Args:
        problem: an excerpt.
        plan: what the figures compare with: meetings of the excerpt in their slots.
        loose: the meetings of the plan that may change; the others stay.
        figures: makes the figures.
        clock: limits the search.
        rules: the rules to respect.
        least: values of the first figures that are known to be the least possible, in their order.
        share: the part of the time left that the search may use.
    """
    model = Model(problem, rules)
    edits = Edits(model, plan)
    for meeting, literal in edits.own.items():
        if meeting not in loose:
            model.cp.add_bool_and([literal])
    made = figures(edits)
    weights = [prod(figure.greatest + 1 for figure in made[rank + 1 :]) for rank in range(len(made))]
    distance = sum(weight * figure.expression for weight, figure in zip(weights, made, strict=True))
    if least:
        model.cp.add(distance >= sum(weight * value for weight, value in zip(weights, least, strict=False)))
    model.cp.minimize(distance)
    model.suggest(edits.choices())
    outcome = run(model, clock, Effort(share=share), configure=_configure)
    held = None
    if outcome.choices is not None:
        held = tuple(Held(model.options[number], slot) for number, slot in outcome.choices)
    proven = outcome.value is not None and outcome.value == outcome.bound
    return Answer(infeasible=outcome.infeasible, held=held, proven=proven)


def _configure(solver: cp_model.CpSolver) -> None:
    """The bound comes from the LP with all its rows: places and agendas that are full are full in it too."""
    solver.parameters.linearization_level = 2
    if solver.parameters.num_workers == len(_BOUNDING):
        solver.parameters.subsolvers.extend(_BOUNDING)


def excerpt(
    problem: Problem, plan: Solution, loose: Collection[str], entering: Iterable[Meeting] = ()
) -> Problem:
    """The problem with only the meetings of a plan, of which the loose ones may change, and those that enter.

    Meetings that come after one that is not part of it are left out.
    """
    held = {placement.meeting: placement for placement in plan.placements}
    meetings = {
        meeting.id: meeting if meeting.id in loose else replace(meeting, slot=held[meeting.id].slot)
        for meeting in problem.meetings
        if meeting.id in held
    } | {meeting.id: meeting for meeting in entering}
    while lost := [name for name, meeting in meetings.items() if not meetings.keys() >= set(meeting.after)]:
        for name in lost:
            del meetings[name]
    people = {person for meeting in meetings.values() for side in meeting.sides for person in side}
    return replace(
        problem,
        meetings=tuple(meetings.values()),
        people=tuple(each for each in problem.people if each.id in people or problem.fairness is not None),
        forbidden=frozenset(pair for pair in problem.forbidden if people.issuperset(pair)),
    )
