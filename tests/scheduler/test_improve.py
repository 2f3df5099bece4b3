"""Local search keeps the rules, the score and everybody's guarantee, and leaves fewer gaps."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.events import Shape, event
from scheduler import Goal, Problem, Solution, check
from scheduler.bound import relax
from scheduler.candidates import gather
from scheduler.chains import chain, exchange
from scheduler.construct import build, first_plan
from scheduler.improve import IDLE_SLOTS_FIRST, close_gaps
from scheduler.seats import seat
from scheduler.timetable import NOT_HELD
from tests.scheduler.random_problems import problems
from tests.scheduler.test_properties import many


def gaps(problem: Problem, plan: Solution) -> float:
    """What the search pays for the idle slots and breaks of a plan."""
    idle, breaks = sum(plan.idle_slots(problem).values()), sum(plan.breaks(problem).values())
    return IDLE_SLOTS_FIRST.idle_slot * idle + IDLE_SLOTS_FIRST.gap * breaks


def test_gaps_are_closed_at_a_small_price():
    problem = event(Shape(buyers=15, suppliers=40, slots=10, places=12, density=0.4), tuple(Goal))
    plan = first_plan(problem)
    lowest = round(0.99 * plan.score(problem))
    better = close_gaps(
        problem, plan, IDLE_SLOTS_FIRST, lowest_score=lowest, seed=1, progress=lambda steps: steps / 20_000
    )
    assert better is not None
    assert check(problem, better) == []
    assert better.score(problem) >= lowest
    assert better.shortfalls(problem) <= plan.shortfalls(problem)
    assert gaps(problem, better) < gaps(problem, plan) / 2


@many
@given(problems(), st.integers(0, 100))
def test_no_plan_gets_worse_or_illegal(problem: Problem, seed: int):
    plan = first_plan(problem)
    if check(problem, plan):
        return
    better = close_gaps(
        problem,
        plan,
        IDLE_SLOTS_FIRST,
        lowest_score=plan.score(problem),
        seed=seed,
        progress=lambda steps: steps / 500,
    )
    assert better is not None
    if len(better.placements) >= len(plan.placements):
        assert {violation.code for violation in check(problem, better)} <= {"unfair"}
        assert gaps(problem, better) <= gaps(problem, plan)


def test_chains_change_only_the_agendas_of_their_ends():
    problem = event(Shape(buyers=8, suppliers=12, slots=8, places=6, density=0.6), tuple(Goal))
    candidates = gather(problem)
    timetable = build(candidates, relax(candidates).chosen)
    dice = Random(3)
    moved = 0
    for _ in range(300):
        pair = dice.choice([pair for pair, slot in enumerate(timetable.slot) if slot != NOT_HELD])
        links = chain(timetable, pair, dice.randrange(8))
        if links is None or links.origin == links.target:
            continue
        before = list(timetable.busy)
        assert exchange(timetable, links)
        moved += 1
        changed = {person for person, busy in enumerate(timetable.busy) if busy != before[person]}
        assert changed == {person for person, _, _ in links.ends}
        assert check(problem, seat(timetable)) == []
    assert moved > 20
