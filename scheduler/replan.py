"""The smallest change that repairs a plan when a person leaves, a table breaks, a new wish comes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scheduler.changes import Change, Wanted, changed_problem, taken_over
from scheduler.check import check
from scheduler.clock import Clock
from scheduler.difference import Moved, compare, people_who_lose
from scheduler.mending import Waiting, is_fair, mend
from scheduler.occupancy import Occupancy
from scheduler.options import Option, options
from scheduler.problem import Meeting, Problem
from scheduler.result import Limits, ShouldStop, Status
from scheduler.solution import Placement, Solution

_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """A repaired plan, and what is different in it."""

    problem: Problem
    """The changed problem: what is past is fixed in it, and the plan breaks none of its rules."""
    solution: Solution
    removed: tuple[Placement, ...]
    added: tuple[Placement, ...]
    moved: tuple[Moved, ...]
    people_changed: tuple[str, ...]
    """Everybody whose agenda changed."""
    others_changed: tuple[str, ...]
    """Those of them who had no meeting that could not stay, and did not only gain meetings."""
    bound: int
    """How many others' agendas change at least where as much of what was lost or wanted is held."""
    proven: bool
    """Whether no fewer others' agendas change then."""
    status: Status
    seconds: float


def replan(
    problem: Problem,
    plan: Solution,
    changes: Sequence[Change],
    *,
    now: int | None = None,
    fill: bool = False,
    most_changed: int | None = None,
    limits: Limits | None = None,
    should_stop: ShouldStop | None = None,
) -> Replan:
    """Repair a plan with as few changed agendas as possible.

    Args:
        problem: what was planned.
        plan: the plan in force.
        changes: what happened.
        now: minutes; meetings whose slot starts before it are past or running, and stay as they are.
        fill: whether freed slots are given to those waiting: possible meetings that are not held.
        most_changed: how many agendas may change, beyond those of people whose meetings cannot stay and those who
            only gain, so that more meetings are held; None: only as many as required meetings need.
        limits: when to end at the latest; ten seconds unless told otherwise, of which most repairs need less than one.
        should_stop: asked about ten times a second.

    Raises:
        ProblemError: a change names something that does not exist.
    """
    clock = Clock(limits or Limits(seconds=_SECONDS), should_stop)
    future = frozenset(slot.id for slot in problem.slots if now is None or slot.start >= now)
    past = tuple(held for held in plan.placements if held.slot not in future)
    changed = changed_problem(problem, changes, past, future)
    meant = taken_over(plan, changes, {held.meeting for held in past})
    staying = _staying(changed, plan, meant, past)
    new = {change.meeting.id for change in changes if isinstance(change, Wanted)}
    awaited = new.union(held.meeting for held in meant.placements) - staying.held.keys()
    eased = _eased(changed, awaited, future)
    kept = Solution(tuple(staying.held.values()))
    waiting = Waiting(
        awaited=tuple(meeting for meeting in eased.meetings if meeting.id in awaited),
        others=_others(eased, plan, kept, awaited) if fill else (),
        before={held.meeting: held for held in meant.placements},
        freed=Occupancy(problem, plan.placements) if fill else None,
    )
    mended = mend(eased, staying, waiting, clock)
    repaired = _Repaired(plan=mended.plan, bound=0, proven=True, best=mended.proven)
    leaving = people_who_lose(plan, kept)
    if _is_worth_shifting(eased, mended.plan, waiting, most_changed):
        repaired = _shifted(eased, kept, repaired, waiting, leaving, future, most_changed, clock)
    return _report(plan, changed, repaired, leaving, clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repaired:
    """A repaired plan.

    Attributes:
        plan: the plan.
        bound: how many others' agendas change at least where as much is held.
        proven: whether no fewer change.
        best: whether no more can be held with so few.
    """

    plan: Solution
    bound: int
    proven: bool
    best: bool


def _staying(problem: Problem, plan: Solution, meant: Solution, past: Sequence[Placement]) -> Occupancy:
    """The meetings that stay: those that are past, and of the others all that the changed problem allows.

    Those that nobody took over come first, so that a person who takes over keeps the own meetings.
    """
    taken = Occupancy(problem, past)
    untouched = set(plan.placements)
    coming = [held for held in meant.placements if held.meeting not in taken.held]
    coming = [held for held in coming if held.meeting in problem.meeting_by_id]
    known = options(problem, [problem.meeting_by_id[held.meeting] for held in coming])
    by_people = {(option.meeting.id, option.people, option.helper): option for option in known}
    possible: list[tuple[Option, Placement]] = []
    for held in sorted(coming, key=lambda held: held not in untouched):
        helper = problem.helper_by_id[held.helper].presence if held.helper else None
        option = by_people.get((held.meeting, held.people, helper))
        if option is not None:
            possible.append((option, held))
    left = len(possible) + 1
    while len(possible) < left:
        left, rest = len(possible), []
        for option, held in possible:
            if taken.takes(option, held):
                taken.add(held)
            else:
                rest.append((option, held))
        possible = rest
    return taken


def _eased(problem: Problem, awaited: Collection[str], future: Collection[str]) -> Problem:
    """The problem in which nothing must be held but what stays, and those awaited are not pinned where they were."""
    slots = frozenset(future)
    meetings = [
        replace(
            meeting,
            fixed=False,
            required=meeting.required or meeting.fixed,
            slot=None,
            place=None,
            slots=slots if meeting.slots is None else meeting.slots & slots,
        )
        if meeting.id in awaited and meeting.fixed
        else meeting
        for meeting in problem.meetings
    ]
    return replace(problem, meetings=tuple(meetings), required_hard=False)


def _others(
    problem: Problem, plan: Solution, kept: Solution, awaited: Collection[str]
) -> tuple[Meeting, ...]:
    """The possible meetings that are not held, of people who are all free at a time when something has become free."""
    held = {each.meeting: each for each in kept.placements}
    freed = {
        slot for each in plan.placements if each.meeting not in held for slot in problem.overlaps[each.slot]
    }
    busy: dict[str, set[str]] = defaultdict(set)
    for each in kept.placements:
        for person in each.people:
            busy[person].update(problem.overlaps[each.slot])
    free = {person.id: (person.slots & freed) - busy[person.id] for person in problem.people}
    return tuple(
        meeting
        for meeting in problem.meetings
        if meeting.id not in held
        and meeting.id not in awaited
        and set.intersection(*(set().union(*(free[each] for each in side)) for side in meeting.sides))
    )


def _is_worth_shifting(problem: Problem, plan: Solution, waiting: Waiting, most_changed: int | None) -> bool:
    """Whether somebody is left waiting for whom others may be asked to move."""
    if not is_fair(problem, plan):
        return True
    held = {each.meeting for each in plan.placements}
    left = [each for each in (*waiting.awaited, *waiting.others) if each.id not in held]
    if not most_changed:
        left = [each for each in left if each.required and most_changed is None]
    return bool(options(problem, left))


def _shifted(
    problem: Problem,
    kept: Solution,
    repaired: _Repaired,
    waiting: Waiting,
    leaving: frozenset[str],
    future: Collection[str],
    most_changed: int | None,
    clock: Clock,
) -> _Repaired:
    """The repaired plan, or one in which others move so that more is held."""
    from scheduler.shifting import shift  # noqa: PLC0415 - loads the solver, which is seldom needed

    inside = {each.meeting for each in repaired.plan.placements}
    others = [each for each in waiting.others if most_changed or each.id in inside]
    movable = {each.meeting for each in kept.placements if each.slot in future}
    movable = {name for name in movable if not problem.meeting_by_id[name].fixed}
    entering = [*waiting.awaited, *others]
    found = shift(problem, kept, entering, movable, leaving, most_changed, clock)
    if found.plan is None or check(problem, found.plan):
        return replace(repaired, best=False)
    changed = len(people_who_lose(kept, found.plan) - leaving)
    better = _worth(problem, found.plan, waiting) > _worth(problem, repaired.plan, waiting)
    if not better or (most_changed is not None and changed > most_changed):
        return replace(repaired, best=repaired.best and found.proven)
    bound = found.changed if found.proven else int(repaired.best)
    return _Repaired(plan=found.plan, bound=bound, proven=changed == bound, best=found.proven)


def _worth(problem: Problem, plan: Solution, waiting: Waiting) -> tuple[bool, int, int, int]:
    """Whether the plan is fair, required meetings, awaited ones, and the score."""
    awaited = sum(held.meeting in waiting.names for held in plan.placements)
    return (is_fair(problem, plan), plan.required(problem), awaited, plan.score(problem))


def _report(
    plan: Solution, changed: Problem, repaired: _Repaired, leaving: frozenset[str], clock: Clock
) -> Replan:
    difference = compare(plan, repaired.plan)
    return Replan(
        problem=_released(changed, repaired.plan),
        solution=repaired.plan,
        removed=difference.removed,
        added=difference.added,
        moved=difference.moved,
        people_changed=difference.people,
        others_changed=tuple(sorted(people_who_lose(plan, repaired.plan) - leaving)),
        bound=repaired.bound,
        proven=repaired.proven,
        status=Status.OPTIMAL if repaired.proven and repaired.best else Status.FEASIBLE,
        seconds=clock.seconds(),
    )


def _released(problem: Problem, plan: Solution) -> Problem:
    """The changed problem, which asks for nothing that the plan does not hold as asked."""
    held = {each.meeting: each for each in plan.placements}
    meetings = []
    for meeting in problem.meetings:
        placement = held.get(meeting.id)
        if placement is None and problem.must_be_held(meeting):
            meetings.append(
                replace(meeting, fixed=False, required=meeting.required and not problem.required_hard)
            )
        elif placement is not None and meeting.fixed and not _is_as_pinned(meeting, placement):
            meetings.append(replace(meeting, fixed=False, slot=None, place=None))
        else:
            meetings.append(meeting)
    fairness = problem.fairness
    if not is_fair(problem, plan):
        fairness = plan.unfairness(problem)
    return replace(problem, meetings=tuple(meetings), fairness=fairness)


def _is_as_pinned(meeting: Meeting, held: Placement) -> bool:
    return meeting.slot in (None, held.slot) and meeting.place in (None, held.place)
