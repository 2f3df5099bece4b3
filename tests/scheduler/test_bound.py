"""No plan exceeds a bound that was found without looking at slots."""

from hypothesis import assume, given

from benchmarks.events import Shape, event
from scheduler import Goal, Meeting, Problem
from scheduler.bound import relax, score_bound
from scheduler.break_paths import break_bound
from scheduler.candidates import gather
from tests.scheduler.brute_force import plans, worth
from tests.scheduler.day import day, person, slots
from tests.scheduler.random_problems import problems
from tests.scheduler.test_properties import many


@many
@given(problems())
def test_no_plan_scores_more_than_the_bound(problem: Problem):
    bound = score_bound(problem)
    assert all(plan.score(problem) <= bound for plan in plans(problem))


@many
@given(problems())
def test_no_plan_has_fewer_breaks_than_the_bound(problem: Problem):
    bound = break_bound(problem)
    assert all(sum(plan.breaks(problem).values()) >= bound for plan in plans(problem))


@many
@given(problems())
def test_the_flow_bounds_the_figures_one_after_another(problem: Problem):
    relaxation = relax(gather(problem, relaxed=True))
    simple = all(
        len(meeting.sides) == 2 and all(len(side) == 1 for side in meeting.sides)
        for meeting in problem.meetings
    )
    every = list(plans(problem))
    assume(simple and every and relaxation.bounds)
    best = min(every, key=lambda plan: worth(problem, plan))
    assert relaxation.bounds[Goal.REQUIRED] >= best.required(problem)
    if relaxation.bounds[Goal.REQUIRED] > best.required(problem):
        return
    for size in range(2, 0, -1):
        lacking = sum(missing >= size for missing in best.shortfalls(problem))
        bound = relaxation.bounds.get(f"shortfall_{size}", 0)
        assert bound <= lacking
        if bound < lacking:
            return
    assert relaxation.bounds[Goal.SCORE] >= best.score(problem)


def test_fixed_meetings_force_breaks():
    """Anna meets in the first and last slot for sure, and only twice."""
    times = slots(4)
    problem = day(
        slots=times,
        people=tuple(person(name, times) for name in ("anna", "yann", "zoe")),
        meetings=(
            Meeting(id="ay", sides=(("anna",), ("yann",)), required=True, slot="a1"),
            Meeting(id="az", sides=(("anna",), ("zoe",)), required=True, slot="a4"),
        ),
        required_hard=True,
    )
    assert break_bound(problem) == 1


def test_too_many_for_the_middle_of_the_day_force_breaks():
    """Three pairs with two meetings each in three slots at two tables: without breaks all six people share the middle."""
    times = slots(3)
    pairs = ("ab", "cd", "ef")
    problem = day(
        slots=times,
        people=tuple(person(name, times) for pair in pairs for name in pair),
        meetings=tuple(
            Meeting(id=f"{pair}{number}", sides=((pair[0],), (pair[1],)), required=True)
            for pair in pairs
            for number in (1, 2)
        ),
        required_hard=True,
        pairs_meet_once=False,
    )
    assert break_bound(problem) == 2
    assert min(sum(plan.breaks(problem).values()) for plan in plans(problem)) == 2


def test_the_bound_counts_people_and_places():
    times = slots(2)
    problem = day(slots=times, people=tuple(person(name, times) for name in ("anna", "bob", "yann", "zoe")))
    assert score_bound(problem) == 40
    one_table = day(places=day().places[:1])
    assert score_bound(one_table) == 30


def test_three_who_all_may_meet_are_bounded_through_the_double_cover():
    times = slots(2)
    names = ("anna", "bob", "zoe")
    problem = day(
        slots=times,
        people=tuple(person(name, times, greatest=1) for name in names),
        meetings=tuple(
            Meeting(id=first + second, sides=((first,), (second,)), score=10)
            for first, second in (("anna", "bob"), ("bob", "zoe"), ("anna", "zoe"))
        ),
    )
    assert gather(problem).sides is None
    assert score_bound(problem) == 15


def test_everybody_is_served_before_the_score_counts():
    problem = event(
        Shape(buyers=4, suppliers=10, slots=6, places=4, density=1, absence=0, guarantee=2), tuple(Goal)
    )
    bounds = relax(gather(problem)).bounds
    assert bounds["shortfall_2"] == bounds["shortfall_1"] == 0
    assert bounds[Goal.SCORE] <= score_bound(problem)
