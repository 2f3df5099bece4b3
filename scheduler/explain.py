"""Why a possible meeting is not in a plan, and the smallest change that would place it.

A reason is never guessed: it is read from the availability and places where those settle it, and otherwise
from plans that a solver found or proved not to exist. `docs/model.md` ("Explaining") has the questions asked.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from scheduler.assignment import assign_near
from scheduler.check import check
from scheduler.clock import Clock
from scheduler.closest import Edits, Figure, closest, excerpt
from scheduler.explanation import Effect, Explanation, Reason
from scheduler.model import Rule
from scheduler.neighbourhood import SIZES, earlier, loosen, part_of, people_of
from scheduler.occupancy import Occupancy
from scheduler.options import options, own_slots
from scheduler.places import Held, place_near
from scheduler.problem import Goal, Meeting, Problem, ProblemError
from scheduler.result import Limits, ShouldStop
from scheduler.rules import RULES, enough_places, fair_breaks
from scheduler.solution import Solution

__all__ = ["Effect", "Explanation", "Reason", "explain"]


def explain(
    problem: Problem,
    solution: Solution,
    meetings: Sequence[str],
    *,
    limits: Limits | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: ShouldStop | None = None,
) -> dict[str, Explanation]:
    """Why each of these possible meetings is not in the plan.

    Args:
        problem: what was planned.
        solution: a plan that breaks no rule.
        meetings: the ids of possible meetings that the plan does not hold.
        limits: when to end at the latest, for all meetings together; what is left then is `not_proven`.
        on_progress: told after each meeting how many are explained, of how many.
        should_stop: asked about ten times a second.

    Raises:
        ProblemError: the plan breaks a rule, or a meeting does not exist or is in the plan.
    """
    known = problem.meeting_by_id
    held = {placement.meeting for placement in solution.placements}
    for meeting in meetings:
        if meeting not in known or meeting in held:
            state = "is in the plan" if meeting in held else "does not exist"
            raise ProblemError(
                f"Meeting {meeting!r} {state}: only a meeting that is possible and not held is explained."
            )
    if broken := check(problem, solution):
        raise ProblemError(f"A plan that breaks a rule cannot be explained: {broken[0].sentence}")
    search = _Search(problem, solution, Clock(limits or Limits(), should_stop))
    explanations: dict[str, Explanation] = {}
    for number, meeting in enumerate(meetings, start=1):
        search.left = 1 + len(meetings) - number
        explanations[meeting] = search.explain(known[meeting])
        if on_progress is not None:
            on_progress(number, len(meetings))
    return explanations


_Cost = tuple[int, int, int]
"""Meetings displaced, required ones among them, points lost."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the solver answered, with what it costs."""

    infeasible: bool
    held: tuple[Held, ...] | None
    proven: bool
    cost: _Cost


class _Search:
    """Answers for one plan.

    Attributes:
        left: how many meetings share the time left.
    """

    def __init__(self, problem: Problem, plan: Solution, clock: Clock) -> None:
        self.problem = problem
        self.plan = plan
        self.clock = clock
        self.left = 1
        self._taken = Occupancy(problem, plan.placements)

    def explain(self, meeting: Meeting) -> Explanation:
        """The reason for one meeting: first what is certain without solving."""
        reason = _impossible(self.problem, meeting)
        if reason is not None:
            return Explanation(meeting=meeting.id, reason=reason)
        barred = _barred(self.problem, meeting)
        if barred:
            return Explanation(meeting=meeting.id, reason=Reason.PERSON_FULL, people=barred)
        opening = self._opening(meeting)
        if opening is not None:
            return self._changed(meeting, Reason.FREE, opening, proven=True)
        if self.clock.is_over():
            return _not_proven(meeting)
        return self._solved(meeting)

    def _opening(self, meeting: Meeting) -> Solution | None:
        """The plan with a meeting added and nothing else changed, where that does least to the other goals."""
        held = tuple(self._taken.held.values())
        plans = [
            Solution((*held, placement))
            for option in options(self.problem, [meeting])
            for placement in self._taken.openings(option)
        ]
        harmed = [goal for goal in self.problem.goals if goal in (Goal.IDLE_SLOTS, Goal.BREAKS, Goal.MOVES)]
        return min(
            (plan for plan in plans if self.problem.fairness is None or not check(self.problem, plan)),
            key=lambda plan: [plan.value(self.problem, goal) for goal in harmed],
            default=None,
        )

    def _solved(self, meeting: Meeting) -> Explanation:
        """The reason from up to three questions to the solver; `docs/model.md` says why they settle it."""
        alone = self._ask_people(meeting, people_of(meeting))
        if alone.infeasible:
            return Explanation(meeting=meeting.id, reason=Reason.CLASHES)
        swapped = self._swap(meeting, alone.cost) if alone.proven else None
        if swapped is not None:
            return self._changed(
                meeting, Reason.PERSON_FULL, swapped, proven=True, people=self._full(meeting)
            )
        together, loose, whole = self._ask_around(meeting, alone.cost if alone.proven else ())
        if together.infeasible:
            return self._unfair(meeting)
        changed = self._placed(together)
        if changed is None:
            return _not_proven(meeting)
        proven = (whole and together.proven) or (alone.proven and alone.cost == together.cost)
        if together.cost[0] == 0:
            return self._changed(meeting, Reason.FREE, changed, proven=proven)
        if alone.proven and alone.cost[0] > 0:
            return self._changed(
                meeting, Reason.PERSON_FULL, changed, proven=proven, people=self._full(meeting)
            )
        crowded = self._ask(meeting, self.plan, loose, [rule for rule in RULES if rule is not enough_places])
        reason = Reason.WOULD_COST if crowded.cost[0] else Reason.PLACES_FULL
        return self._changed(meeting, reason, changed, proven=proven and crowded.proven)

    def _ask_around(self, meeting: Meeting, least: Sequence[int]) -> tuple[_Answer, frozenset[str], bool]:
        """The cheapest change near the meeting's people; farther where that is not proven; with its reach."""
        for size in (*SIZES, None):
            if size is None:
                loose, whole = frozenset(self.problem.meeting_by_id), True
            else:
                loose, whole = loosen(self.problem, self.plan, people_of(meeting), size)
            answer = self._ask(meeting, self.plan, loose, least=least)
            enough = answer.held is not None and (answer.cost == least or size == SIZES[-1])
            if whole or enough or self.clock.is_over():
                break
        return answer, loose, whole

    def _swap(self, meeting: Meeting, least: _Cost) -> Solution | None:
        """The plan with the meeting for one other and nothing else changed, where that costs no more than the least.

        When the other has as few people as any, no change of that cost concerns fewer agendas.
        """
        fewest = min((len(held.people) for held in self.plan.placements), default=0)
        leaving = [
            held
            for held in self.plan.placements
            if len(held.people) == fewest and self._cost([held.meeting], [meeting]) == least
        ]
        for other in leaving:
            self._taken.remove(other)
            plan = self._opening(meeting)
            self._taken.add(other)
            if plan is not None and not check(self.problem, plan):
                return plan
        return None

    def _unfair(self, meeting: Meeting) -> Explanation:
        """The reason where fairness keeps it out, unless meetings that wait come in too."""
        held = {placement.meeting for placement in self.plan.placements}
        waiting = [each for each in self.problem.meetings if each.id not in held and each.id != meeting.id]
        answer = self._ask(meeting, self.plan, self.problem.meeting_by_id, waiting=waiting)
        if answer.infeasible:
            return Explanation(meeting=meeting.id, reason=Reason.CLASHES)
        changed = self._placed(answer)
        if changed is None:
            return _not_proven(meeting)
        return self._changed(meeting, Reason.WOULD_COST, changed, proven=answer.proven)

    def _full(self, meeting: Meeting) -> tuple[str, ...]:
        """Who is full: those who leave no room each; where all do, a smallest group that leaves none together."""
        people = sorted(people_of(meeting))
        alone = tuple(person for person in people if self._leave_no_room(meeting, {person}))
        if alone:
            return alone
        group = set(people)
        for person in people:
            if self._leave_no_room(meeting, group - {person}):
                group.remove(person)
        return tuple(sorted(group))

    def _leave_no_room(self, meeting: Meeting, people: set[str]) -> bool:
        """Whether it is proven that the meeting costs these people one of theirs, whatever all others give up."""
        answer = self._ask_people(meeting, people)
        return answer.infeasible or (answer.proven and answer.cost[0] > 0)

    def _ask_people(self, meeting: Meeting, people: Collection[str]) -> _Answer:
        """What the meeting costs at least: the meetings of all others, and fairness, are left out."""
        part = part_of(self.problem, self.plan, people)
        return self._ask(meeting, part, rules=[rule for rule in RULES if rule is not fair_breaks])

    def _ask(
        self,
        meeting: Meeting,
        plan: Solution,
        loose: Collection[str] | None = None,
        rules: Sequence[Rule] = RULES,
        waiting: Iterable[Meeting] = (),
        least: Sequence[int] = (),
    ) -> _Answer:
        """The plan that holds the meeting and is closest to this part of the plan."""
        names = [held.meeting for held in plan.placements]
        loose = names if loose is None else loose
        before = earlier(self.problem, [meeting.id]).difference(names)
        entering = [
            replace(meeting, fixed=True),
            *(self.problem.meeting_by_id[name] for name in sorted(before)),
        ]
        entering += [each for each in waiting if each.id not in before]
        part = excerpt(self.problem, plan, loose, entering)
        answer = closest(
            part, plan, loose, _figures, self.clock, rules=rules, least=least, share=1 / self.left
        )
        held = [each.option.meeting for each in answer.held or ()]
        return _Answer(answer.infeasible, answer.held, answer.proven, self._cost(names, held))

    def _cost(self, names: Iterable[str], held: Iterable[Meeting]) -> _Cost:
        """What it takes from the meetings of these names to hold those instead."""
        before = [self.problem.meeting_by_id[name] for name in names]
        after = {each.id: each for each in held}
        return (
            sum(each.id not in after for each in before),
            sum(each.required and each.id not in after for each in before),
            sum(each.score for each in before) - sum(each.score for each in after.values()),
        )

    def _placed(self, answer: _Answer) -> Solution | None:
        """The plan of an answer, with places near those it had; None where there is none or it breaks a rule."""
        if answer.held is None:
            return None
        plan = place_near(self.problem, answer.held, self.plan) or assign_near(
            self.problem, answer.held, self.plan, self.clock
        )
        return None if plan is None or check(self.problem, plan) else plan

    def _changed(
        self, meeting: Meeting, reason: Reason, plan: Solution, *, proven: bool, people: tuple[str, ...] = ()
    ) -> Explanation:
        """The explanation with what is different in a plan that holds the meeting."""
        before = {held.meeting: held for held in self.plan.placements}
        after = {held.meeting: held for held in plan.placements}
        displaced = tuple(name for name in before if name not in after)
        losing = {person for name in displaced for person in before[name].people}
        return Explanation(
            meeting=meeting.id,
            reason=reason,
            people=people or tuple(sorted(losing)),
            points=self.plan.score(self.problem) - plan.score(self.problem),
            displaced=displaced,
            moved=tuple(name for name in before if name in after and after[name] != before[name]),
            change=tuple(held for name, held in after.items() if held != before.get(name)),
            effects=self._effects(plan),
            proven=proven,
        )

    def _effects(self, plan: Solution) -> tuple[Effect, ...]:
        values = [
            (goal, self.plan.value(self.problem, goal), plan.value(self.problem, goal))
            for goal in self.problem.goals
        ]
        return tuple(
            Effect(goal=goal.value, before=before, after=after)
            for goal, before, after in values
            if before != after
        )


def _figures(edits: Edits) -> Sequence[Figure]:
    """What a change should have little of: meetings displaced, the required above all, points lost, agendas changed."""
    return [edits.dropped(), edits.required_missing(), edits.points_lost(), edits.agendas()]


def _impossible(problem: Problem, meeting: Meeting) -> Reason | None:
    """The reason where nobody's other meetings matter."""
    people = [each for each in product(*meeting.sides) if problem.may_meet(each)]
    if not people:
        return Reason.FORBIDDEN
    allowed = frozenset(own_slots(problem, meeting))
    if not any(
        allowed.intersection(*(problem.person_by_id[person].slots for person in each)) for each in people
    ):
        return Reason.NO_COMMON_SLOT
    return None if options(problem, [meeting]) else Reason.NO_PLACE


def _barred(problem: Problem, meeting: Meeting) -> tuple[str, ...]:
    """Those who may have no meeting at all, where each way to hold this one takes one of them."""
    barred = {name for name in people_of(meeting) if problem.person_by_id[name].greatest == 0}
    ways = options(problem, [meeting])
    return tuple(sorted(barred)) if not any(barred.isdisjoint(way.people) for way in ways) else ()


def _not_proven(meeting: Meeting) -> Explanation:
    return Explanation(meeting=meeting.id, reason=Reason.NOT_PROVEN, proven=False)
