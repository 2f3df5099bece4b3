"""A plan as the scheduler sees it: placements, and the sums they make."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from scheduler.document import decode, encode, read_document, write_document
from scheduler.problem import Goal, Presence, Problem

FORMAT = "aparte-solution"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One meeting of a plan: when, where, and who takes part."""

    meeting: str
    slot: str
    place: str
    people: tuple[str, ...]
    """One person a side, in the order of the meeting's sides."""
    helper: str | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """A set of placements.

    A solution may break rules (`scheduler.check` lists them), so that a plan made by hand can be shown with
    its faults. Its sums count what is placed; they need a problem that knows every id the placements name.
    """

    placements: tuple[Placement, ...] = ()

    def score(self, problem: Problem) -> int:
        """The sum of the scores of the meetings held."""
        return sum(problem.meeting_by_id[placement.meeting].score for placement in self.placements)

    def required(self, problem: Problem) -> int:
        """The number of required meetings held."""
        return sum(problem.meeting_by_id[placement.meeting].required for placement in self.placements)

    def counts(self, problem: Problem) -> dict[str, int]:
        """The number of meetings of each person, 0 included."""
        held = Counter(person for placement in self.placements for person in placement.people)
        return {person.id: held[person.id] for person in problem.people}

    def shortfalls(self, problem: Problem) -> tuple[int, ...]:
        """How many meetings each person lacks to the guaranteed number, the worst first, those with 0 left out."""
        counts = self.counts(problem)
        lacking = (person.guaranteed - counts[person.id] for person in problem.people)
        return tuple(sorted((missing for missing in lacking if missing > 0), reverse=True))

    def breaks(self, problem: Problem) -> dict[str, int]:
        """The breaks of each person, 0 included: consecutive meetings of a session not in adjacent slots."""
        total = dict.fromkeys(problem.person_by_id, 0)
        for (person, _), held in self._by_person_and_session(problem).items():
            positions = [problem.position[placement.slot] for placement in held]
            total[person] += sum(later - earlier > 1 for earlier, later in pairwise(positions))
        return total

    def idle_slots(self, problem: Problem) -> dict[str, int]:
        """The idle slots of each person, 0 included.

        A slot is idle when it lies between the person's first and last meeting of a session, the person is
        available in it, and has no meeting in it.
        """
        total = dict.fromkeys(problem.person_by_id, 0)
        for (person, session), held in self._by_person_and_session(problem).items():
            busy = {problem.position[placement.slot] for placement in held}
            between = problem.sessions[session][min(busy) : max(busy) + 1]
            available = problem.person_by_id[person].slots
            total[person] += sum(slot in available and problem.position[slot] not in busy for slot in between)
        return total

    def moves(self, problem: Problem) -> dict[str, int]:
        """The moves of each person, 0 included: consecutive meetings of a session at different places.

        Remote people do not move.
        """
        total = dict.fromkeys(problem.person_by_id, 0)
        for (person, _), held in self._by_person_and_session(problem).items():
            if problem.person_by_id[person].presence is not Presence.REMOTE:
                total[person] += sum(earlier.place != later.place for earlier, later in pairwise(held))
        return total

    def unfairness(self, problem: Problem) -> int:
        """The greatest difference between the numbers of breaks of two people."""
        breaks = self.breaks(problem).values()
        return max(breaks, default=0) - min(breaks, default=0)

    def value(self, problem: Problem, goal: Goal) -> tuple[int, ...]:
        """What the plan reaches for a goal; only the shortfall has more than one figure, or none."""
        match goal:
            case Goal.REQUIRED:
                return (self.required(problem),)
            case Goal.SHORTFALL:
                return self.shortfalls(problem)
            case Goal.SCORE:
                return (self.score(problem),)
            case Goal.IDLE_SLOTS:
                return (sum(self.idle_slots(problem).values()),)
            case Goal.BREAKS:
                return (sum(self.breaks(problem).values()),)
            case Goal.MOVES:
                return (sum(self.moves(problem).values()),)

    def agendas(self, problem: Problem) -> dict[str, tuple[Placement, ...]]:
        """The placements of each person, none included, in order of time."""
        agendas: dict[str, list[Placement]] = {person.id: [] for person in problem.people}
        for placement in sorted(self.placements, key=lambda held: problem.slot_by_id[held.slot].start):
            for person in placement.people:
                agendas[person].append(placement)
        return {person: tuple(agenda) for person, agenda in agendas.items()}

    def to_json(self) -> str:
        """The solution as a JSON document; `docs/model.md` describes it."""
        return write_document(FORMAT, VERSION, encode(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The solution of a JSON document.

        The report that `python -m scheduler solve` writes beside the placements is not read.

        Raises:
            ProblemError: the document is not of this format.
        """
        body = read_document(text, FORMAT, VERSION)
        body.pop("result", None)
        solution: Self = decode(cls, body, "solution")
        return solution

    def _by_person_and_session(self, problem: Problem) -> dict[tuple[str, str], list[Placement]]:
        """The placements of each person in each session, in order of time."""
        grouped: dict[tuple[str, str], list[Placement]] = defaultdict(list)
        for placement in sorted(self.placements, key=lambda held: problem.position[held.slot]):
            session = problem.slot_by_id[placement.slot].session
            for person in placement.people:
                grouped[person, session].append(placement)
        return grouped
