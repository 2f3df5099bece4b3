"""Local search for agendas without gaps: chains exchanged between two slots, meetings added, dropped or replaced.

A chain changes the agenda of at most two people: everybody inside it is busy in both slots before and after.
So a step is judged by two people, however many meetings it moves. Steps that make things worse are taken with
a chance that falls with time (simulated annealing).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from scheduler.candidates import gather
from scheduler.chains import Chain, bits, chain, exchange
from scheduler.problem import Problem
from scheduler.seats import seat
from scheduler.solution import Solution
from scheduler.timetable import NOT_HELD, Timetable, timetable_of

_WARM, _COLD = 0.4, 0.15
"""The temperatures at the start and the end: a step one idle slot worse is taken with chance exp(-1 / t)."""
_BLIND = 0.1
"""The share of steps that look at anybody rather than at somebody with a gap."""
_BETWEEN_LOOKS = 100
"""Steps between two looks at the time."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Worth:
    """What gaps cost.

    Attributes:
        idle_slot: for each idle slot.
        gap: for each break beside.
    """

    idle_slot: float
    gap: float


IDLE_SLOTS_FIRST = Worth(1.0, 0.3)
BREAKS_BEHIND = Worth(4.0, 1.0)
"""For breaks when the idle slots have had their turn and must stay as few."""
BREAKS_ONLY = Worth(0.0, 1.0)


class Annealing:
    """A search for fewer gaps in the agendas of a timetable, which it changes.

    Attributes:
        timetable: the plan as it is now.
        cost: what its gaps cost now.
        best: the slots of the best plan so far.
        best_cost: what its gaps cost.
    """

    def __init__(self, timetable: Timetable, worth: Worth, *, lowest_score: int, seed: int) -> None:
        candidates = timetable.candidates
        self.timetable = timetable
        self._worth = worth
        self._sessions = [sum(1 << slot for slot in session) for session in candidates.sessions]
        self._costs = [self._cost(person, busy) for person, busy in enumerate(timetable.busy)]
        self._everybody = range(len(self._costs))
        self._gappy = [person for person, cost in enumerate(self._costs) if cost]
        self._rank = {person: rank for rank, person in enumerate(self._gappy)}
        self.cost = sum(self._costs)
        self.best, self.best_cost = list(timetable.slot), self.cost
        self._score = sum(
            score for score, slot in zip(candidates.score, timetable.slot, strict=True) if slot != NOT_HELD
        )
        self._lowest_score = lowest_score
        self._dice = Random(seed)  # noqa: S311 - a seeded search, no secret
        self._pairs: list[list[int]] = [[] for _ in timetable.held]
        for pair, people in enumerate(zip(candidates.first, candidates.second, strict=True)):
            for person in people:
                self._pairs[person].append(pair)
        self._keep = [meeting.required or meeting.fixed for meeting in candidates.meetings]
        self._fewest = [
            min(person.guaranteed, held)
            for person, held in zip(candidates.problem.people, timetable.held, strict=True)
        ]

    def run(self, progress: Callable[[int], float]) -> None:
        """Search until `progress` says 1; given the steps made, it says how much of the time is over, from 0."""
        part, heat, step = 0.0, _WARM, 0
        steps = (self._shift, self._shift, self._add, self._replace, self._take_out)
        while part < 1 and self.best_cost > 0:
            if step % _BETWEEN_LOOKS == 0:
                part = progress(step)
                heat = _WARM * (_COLD / _WARM) ** min(1.0, part)
            step += 1
            people = self._gappy if self._gappy and self._dice.random() > _BLIND else self._everybody
            self._dice.choice(steps)(self._dice.choice(people), heat)
            if self.cost < self.best_cost - _ROUNDING:
                self.best, self.best_cost = list(self.timetable.slot), self.cost

    def _shift(self, person: int, heat: float) -> None:
        """Move one meeting of the person to a slot in which it has none, with the chain that hangs on it."""
        timetable = self.timetable
        gap = timetable.candidates.available[person] & ~timetable.busy[person]
        if not gap or not timetable.busy[person]:
            return
        origin = self._dice.choice(list(bits(timetable.busy[person])))
        target = self._dice.choice(list(bits(gap)))
        links = chain(timetable, timetable.agenda[person][origin], target)
        if links is None:
            return
        if self._accepts(self._change(links), heat) and exchange(timetable, links):
            self._update([end for end, _, _ in links.ends])

    def _add(self, person: int, heat: float) -> None:
        """Hold one more meeting of the person."""
        timetable = self.timetable
        candidates = timetable.candidates
        pair = self._waiting_pair(person)
        if pair is None or not timetable.has_room(pair):
            return
        people = (candidates.first[pair], candidates.second[pair])
        before = sum(self._costs[each] for each in people)
        for slot in bits(timetable.possible(pair)):
            after = sum(self._cost(each, timetable.busy[each] | 1 << slot) for each in people)
            if self._accepts(after - before, heat) and timetable.may_hold(pair, slot):
                self._hold(pair, slot)
                return

    def _replace(self, person: int, heat: float) -> None:
        """Hold a meeting of the person in place of one that is in its way."""
        timetable = self.timetable
        candidates = timetable.candidates
        pair = self._waiting_pair(person)
        possible = 0 if pair is None else candidates.slots[pair] & timetable.free[person]
        if pair is None or not possible:
            return
        slot = self._dice.choice(list(bits(possible)))
        other = candidates.first[pair] + candidates.second[pair] - person
        gone = timetable.agenda[other][slot]
        if gone == NOT_HELD or not self._may_go(gone, candidates.score[pair], other):
            return
        third = candidates.first[gone] + candidates.second[gone] - other
        change = (
            self._cost(person, timetable.busy[person] | 1 << slot)
            + self._cost(third, timetable.busy[third] & ~(1 << slot))
            - self._costs[person]
            - self._costs[third]
        )
        if self._accepts(change, heat):
            self._drop(gone)
            if timetable.has_room(pair) and timetable.may_hold(pair, slot):
                self._hold(pair, slot)
            else:
                self._hold(gone, slot)

    def _take_out(self, person: int, heat: float) -> None:
        """Drop a meeting of the person, where the score and everybody's guarantee allow it."""
        timetable = self.timetable
        candidates = timetable.candidates
        held = timetable.busy[person]
        if not held:
            return
        pair = timetable.agenda[person][self._dice.choice(list(bits(held)))]
        if not self._may_go(pair, 0):
            return
        bit = 1 << timetable.slot[pair]
        people = (candidates.first[pair], candidates.second[pair])
        change = sum(self._cost(each, timetable.busy[each] & ~bit) - self._costs[each] for each in people)
        if change < 0 and self._accepts(change, heat):
            self._drop(pair)

    def _waiting_pair(self, person: int) -> int | None:
        """A pair of the person that is not held, if the dice find one."""
        pairs = self._pairs[person]
        pair = self._dice.choice(pairs) if pairs else NOT_HELD
        return None if pair == NOT_HELD or self.timetable.slot[pair] != NOT_HELD else pair

    def _may_go(self, pair: int, won: int, compensated: int | None = None) -> bool:
        """Whether the score and everybody's guarantee allow to drop a pair, when so much score is won for it."""
        candidates = self.timetable.candidates
        if self._keep[pair] or self._score + won - candidates.score[pair] < self._lowest_score:
            return False
        return all(
            person == compensated or self.timetable.held[person] > self._fewest[person]
            for person in (candidates.first[pair], candidates.second[pair])
        )

    def _hold(self, pair: int, slot: int) -> None:
        self.timetable.hold(pair, slot)
        self._score += self.timetable.candidates.score[pair]
        self._update(self._people(pair))

    def _drop(self, pair: int) -> None:
        self.timetable.drop(pair)
        self._score -= self.timetable.candidates.score[pair]
        self._update(self._people(pair))

    def _people(self, pair: int) -> tuple[int, int]:
        return self.timetable.candidates.first[pair], self.timetable.candidates.second[pair]

    def _change(self, links: Chain) -> float:
        """What exchanging a chain adds to the cost."""
        busy = self.timetable.busy
        return sum(
            self._cost(person, busy[person] & ~(1 << loses) | 1 << gets) - self._costs[person]
            for person, gets, loses in links.ends
        )

    def _accepts(self, change: float, heat: float) -> bool:
        return change <= 0 or self._dice.random() < math.exp(-change / heat)

    def _update(self, people: Sequence[int]) -> None:
        for person in people:
            cost = self._cost(person, self.timetable.busy[person])
            before = self._costs[person]
            self.cost += cost - before
            self._costs[person] = cost
            if cost and not before:
                self._rank[person] = len(self._gappy)
                self._gappy.append(person)
            elif before and not cost:
                last = self._gappy.pop()
                if last != person:
                    self._gappy[self._rank[person]] = last
                    self._rank[last] = self._rank[person]

    def _cost(self, person: int, busy: int) -> float:
        """What the gaps of one agenda cost."""
        available = self.timetable.candidates.available[person]
        cost = 0.0
        for session in self._sessions:
            held = busy & session
            if held:
                between = (1 << held.bit_length()) - (held & -held)
                idle = (between & available & ~held).bit_count()
                breaks = (held & ~(held << 1)).bit_count() - 1
                cost += self._worth.idle_slot * idle + self._worth.gap * breaks
        return cost


def close_gaps(
    problem: Problem,
    plan: Solution,
    worth: Worth,
    *,
    lowest_score: int,
    seed: int,
    progress: Callable[[int], float],
) -> Solution | None:
    """A plan with fewer gaps than this one, or None where it holds meetings that are more than one settled pair.

    Args:
        problem: what is planned.
        plan: a plan that keeps the rules.
        worth: what gaps cost.
        lowest_score: what the score may fall to.
        seed: of the dice.
        progress: given the number of steps made, how much of the time is over: 0 at the start, 1 at the end.
    """
    timetable = timetable_of(gather(problem), plan)
    if timetable is None:
        return None
    search = Annealing(timetable, worth, lowest_score=lowest_score, seed=seed)
    search.run(progress)
    best = Timetable(timetable.candidates)
    for pair, slot in enumerate(search.best):
        if slot != NOT_HELD:
            best.hold(pair, slot)
    return seat(best)
