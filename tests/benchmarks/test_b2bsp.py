"""The published instances are read as they are meant, and the proofs agree with what is published."""

from pathlib import Path

import pytest

from benchmarks.b2bsp import agrees, compare_seconds, read_instance, read_rows, run
from scheduler import ProblemError, check
from scheduler.result import Limits, Status
from scheduler.solve import solve

PUBLISHED = Path(__file__).parents[2] / ".." / "shared" / "bench" / "b2bsp"

INSTANCE = """
nBusiness = 4;
nMeetings = 4;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2, 1,
|1, 3, 3,
|1, 4, 2,
|1, 2, 3,
|];
forbidden = [{0}, {0}, {2, 3}, {0}];
fixed = [0, 1, 0, 0];
precedences = [{}, {}, {}, {3}];
"""


def test_an_instance_is_read():
    problem = read_instance(INSTANCE, 2)
    first, second, third, last = problem.meetings
    assert first.sides == (("p1",), ("p2",))
    assert first.slots == {"1", "2"}
    assert third.slots == {"3", "4"}
    assert second.slots is None
    assert second.slot == "1"
    assert last.after == ("m3",)
    assert problem.person_by_id["p3"].slots == {"1", "4"}
    assert len(problem.places) == 2
    assert len(problem.sessions) == 1
    assert problem.fairness == 2


def test_an_instance_is_solved():
    problem = read_instance(INSTANCE, 2)
    result = solve(problem, limits=Limits(seconds=None, deterministic=5.0))
    assert result.status is Status.OPTIMAL
    assert result.solution is not None
    assert check(problem, result.solution) == []
    assert result.goals[0].value == 1


def test_all_breaks_equal_cannot_be():
    """Person 2 meets first and last, and somebody always has no break."""
    assert (
        solve(read_instance(INSTANCE, 0), limits=Limits(seconds=None, deterministic=5.0)).status
        is Status.INFEASIBLE
    )


def test_a_file_that_lacks_a_field_is_refused():
    with pytest.raises(ProblemError, match="nTables"):
        read_instance(INSTANCE.replace("nTables", "tables"), None)


def test_a_file_with_too_few_entries_is_refused():
    with pytest.raises(ProblemError, match="as meetings"):
        read_instance(INSTANCE.replace("fixed = [0, 1, 0, 0]", "fixed = [0, 1]"), None)


def test_a_folder_without_the_table_is_refused(tmp_path: Path):
    with pytest.raises(ProblemError, match=r"published\.csv"):
        read_rows(tmp_path)


@pytest.mark.bench_data
@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published instances are not here")
def test_published_optima_are_found_and_proven():
    rows = [
        row for row in read_rows(PUBLISHED) if row.file in ("tic-12.original.dzn", "forumt-14.original.dzn")
    ]
    runs = [(row, run(row, PUBLISHED, 120)) for row in rows]
    assert len(runs) == 8
    assert all(agrees(row, ours) for row, ours in runs)
    assert compare_seconds(runs)["agree"] == 8
