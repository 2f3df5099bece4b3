"""Holes in a plan are filled: with the meetings that could not stay, with new ones, and with those waiting.

First nothing else is touched. Only then, for required meetings or when asked to, others may move.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from scheduler.clock import Clock
from scheduler.occupancy import Occupancy
from scheduler.options import Option, options
from scheduler.parts import Meeting
from scheduler.problem import Problem
from scheduler.solution import Placement, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Meetings that want into a plan.

    Attributes:
        awaited: those that could not stay, and new ones.
        others: possible meetings that were not held, for what has become free.
        before: the placements there were.
        freed: what was taken before; the others only get what is free now and was not then.
    """

    awaited: tuple[Meeting, ...]
    others: tuple[Meeting, ...]
    before: Mapping[str, Placement]
    freed: Occupancy | None

    @property
    def names(self) -> frozenset[str]:
        """The ids of the awaited."""
        return frozenset(meeting.id for meeting in self.awaited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A plan with some of those waiting, and whether no choice without a change to the rest holds better ones."""

    plan: Solution
    proven: bool


def mend(problem: Problem, taken: Occupancy, waiting: Waiting, clock: Clock) -> Mended:
    """The plan with the best of those waiting, nothing else changed.

    Required meetings count first, then the number of those awaited, then scores. Where all that fit alone also
    fit together no solver is asked.

    Args:
        problem: the rules.
        taken: the plan; what enters is added to it on the way.
        waiting: what may enter.
        clock: limits the search.
    """
    plan = Solution(tuple(taken.held.values()))
    openings = _openings(problem, taken, waiting)
    for meeting in sorted(openings, key=lambda each: _rank(problem.meeting_by_id[each], waiting)):
        fitting = [each for option in openings[meeting] for each in taken.openings(option)]
        if fitting:
            taken.add(min(fitting, key=lambda each: _strangeness(taken, each, waiting)))
    greedy = Solution(tuple(taken.held.values()))
    if openings.keys() <= taken.held.keys() and is_fair(problem, greedy):
        return Mended(plan=greedy, proven=True)
    from scheduler.insertion import insert  # noqa: PLC0415 - loads the solver, which is seldom needed

    entering = [_only_in(problem.meeting_by_id[name], ways) for name, ways in openings.items()]
    found = insert(problem, plan, entering, waiting.names & openings.keys(), clock)
    if found is not None:
        return Mended(plan=found[0], proven=found[1])
    fair = next((each for each in (greedy, plan) if is_fair(problem, each)), greedy)
    return Mended(plan=fair, proven=False)


def is_fair(problem: Problem, plan: Solution) -> bool:
    """Whether the numbers of breaks are no farther apart than the problem allows."""
    return problem.fairness is None or plan.unfairness(problem) <= problem.fairness


def _openings(problem: Problem, taken: Occupancy, waiting: Waiting) -> dict[str, list[Option]]:
    """The options of those waiting, with only the slots in which they fit as things are."""
    found: dict[str, list[Option]] = {}
    for option in options(problem, chain(waiting.awaited, waiting.others)):
        slots = {each.slot for each in taken.openings(option)}
        if option.meeting.id not in waiting.names:
            slots -= _free_before(waiting.freed, option)
        if slots:
            left = tuple(slot for slot in option.slots if slot in slots)
            found.setdefault(option.meeting.id, []).append(replace(option, slots=left))
    return found


def _free_before(taken: Occupancy | None, option: Option) -> set[str]:
    """The slots in which the option would have fitted before; none for people who were not there."""
    if taken is None or not taken.problem.person_by_id.keys() >= set(option.people):
        return set()
    return {each.slot for each in taken.openings(option)}


def _rank(meeting: Meeting, waiting: Waiting) -> tuple[bool, bool, int]:
    """The order in which those waiting are served: required, then awaited, then by falling score."""
    return (not meeting.required, meeting.id not in waiting.names, -meeting.score)


def _strangeness(taken: Occupancy, placement: Placement, waiting: Waiting) -> tuple[bool, bool, int]:
    """How far a placement is from the one there was, then how much it stands alone in its people's agendas."""
    before = waiting.before.get(placement.meeting)
    same_slot = before is not None and before.slot == placement.slot
    same_people = before is not None and before.people == placement.people
    session = taken.problem.sessions[taken.problem.slot_by_id[placement.slot].session]
    position = taken.problem.position[placement.slot]
    beside = session[max(0, position - 1) : position + 2]
    near = sum(slot in taken.used.get(person, ()) for person in placement.people for slot in beside)
    return (not same_slot, not same_people, -near)


def _only_in(meeting: Meeting, ways: Sequence[Option]) -> Meeting:
    """The meeting allowed only in the slots of these options."""
    return replace(meeting, slots=frozenset(slot for option in ways for slot in option.slots))
