"""The published B2B meeting scheduling instances: their files, read into problems, and the run over all of them.

Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret: "Constraint Solving Approaches to the
Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022) 263–301. All meetings are required, a
participant's breaks are counted over the whole day, and the numbers of breaks of any two participants are at
most d apart. The published values are printed beside ours; the solver never sees them.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from statistics import fmean

from scheduler.check import check
from scheduler.errors import ProblemError
from scheduler.problem import Goal, Meeting, Person, Place, Problem, Slot
from scheduler.result import Limits, Status
from scheduler.solve import solve

_SESSION = "day"
_MINUTES = 20
_SHORTEST = 0.001
"""Seconds are rounded to this."""
_MORNING, _AFTERNOON = 1, 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of `published.csv`: an instance with a fairness bound, and what is published about it."""

    file: str
    fairness_d: int
    published_breaks: int | None
    """None where it is proven that no plan exists."""
    published_seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """What our solver makes of one row."""

    file: str
    fairness_d: int
    status: str
    breaks: int | None
    bound: int | None
    seconds: float


def read_rows(folder: Path) -> list[Row]:
    """The rows of `published.csv`.

    Raises:
        ProblemError: the folder has no such file.
    """
    path = folder / "published.csv"
    if not path.is_file():
        raise ProblemError(
            f"{folder} has no published.csv: name the folder that holds the published instances."
        )
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                file=row["file"],
                fairness_d=int(row["fairness_d"]),
                published_breaks=None
                if row["published_optimum_breaks"] == "UNSAT"
                else int(row["published_optimum_breaks"]),
                published_seconds=float(row["published_maxsat_seconds"]),
            )
            for row in csv.DictReader(lines)
        ]


def read_instance(text: str, fairness: int | None) -> Problem:
    """The problem of a MiniZinc data file.

    Args:
        text: the contents of a `.dzn` file.
        fairness: how far the numbers of breaks of any two participants may be apart; None: any.

    Raises:
        ProblemError: the file lacks a field, or has too few entries in one.
    """
    requested = [tuple(row) for row in _rows(_field(text, "requested"))]
    fixed = [row[0] for row in _rows(_field(text, "fixed").replace(",", "|"))]
    before = _sets(_field(text, "precedences"))
    if not len(requested) == len(fixed) == len(before) == _number(text, "nMeetings"):
        raise ProblemError(
            "The file does not have as many requests, fixed slots and precedences as meetings."
        )
    slots = [str(slot) for slot in range(1, _number(text, "nTotalSlots") + 1)]
    halves = _halves(slots, _number(text, "nMorningSlots"))
    return Problem(
        slots=tuple(
            Slot(id=slot, session=_SESSION, start=place * _MINUTES, end=(place + 1) * _MINUTES)
            for place, slot in enumerate(slots)
        ),
        people=tuple(
            Person(id=f"p{number}", slots=frozenset(slots) - {str(slot) for slot in away})
            for number, away in enumerate(_sets(_field(text, "forbidden")), start=1)
        ),
        places=tuple(Place(id=f"t{number}") for number in range(1, _number(text, "nTables") + 1)),
        meetings=tuple(
            Meeting(
                id=f"m{number}",
                sides=((f"p{first}",), (f"p{second}",)),
                required=True,
                slots=halves.get(half),
                slot=str(slot) if slot else None,
                after=tuple(f"m{earlier}" for earlier in earlier_ones),
            )
            for number, ((first, second, half), slot, earlier_ones) in enumerate(
                zip(requested, fixed, before, strict=True), start=1
            )
        ),
        required_hard=True,
        pairs_meet_once=False,
        goals=(Goal.BREAKS,),
        fairness=fairness,
    )


def run(row: Row, folder: Path, seconds: float) -> Run:
    """Solve one row; the seconds run from the problem in memory to the checked result."""
    problem = read_instance((folder / row.file).read_text(encoding="utf-8"), row.fairness_d)
    result = solve(problem, limits=Limits(seconds=seconds), find_clash=False)
    if result.solution is not None and check(problem, result.solution):
        raise AssertionError(f"The plan for {row.file} breaks a rule.")
    breaks = result.goals[0].value if result.solution is not None else None
    bound = result.goals[0].bound if result.solution is not None else None
    return Run(row.file, row.fairness_d, str(result.status), breaks, bound, round(result.seconds, 3))


def run_all(folder: Path, seconds: float, only: str = "") -> Iterator[tuple[Row, Run]]:
    """Solve every row of `published.csv`, in its order, whose file's name contains a text."""
    for row in read_rows(folder):
        if only in row.file:
            yield row, run(row, folder, seconds)


def compare_seconds(runs: Sequence[tuple[Row, Run]]) -> dict[str, float]:
    """How many rows agree with what is published, and the geometric means of our seconds and the published ones."""
    ours = exp(fmean(log(max(run.seconds, _SHORTEST)) for _, run in runs))
    published = exp(fmean(log(row.published_seconds) for row, _ in runs))
    return {
        "rows": len(runs),
        "agree": sum(agrees(row, run) for row, run in runs),
        "geometric_mean": ours,
        "published_mean": published,
        "ratio": ours / published,
    }


def agrees(row: Row, ours: Run) -> bool:
    """Whether our proven result is the published one."""
    if row.published_breaks is None:
        return ours.status == Status.INFEASIBLE
    return ours.status == Status.OPTIMAL and ours.breaks == row.published_breaks


def _halves(slots: list[str], morning: int) -> dict[int, frozenset[str]]:
    return {_MORNING: frozenset(slots[:morning]), _AFTERNOON: frozenset(slots[morning:])}


def _field(text: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*(.*?);", text, re.DOTALL)
    if found is None:
        raise ProblemError(f"The file has no field {name}.")
    return found.group(1)


def _number(text: str, name: str) -> int:
    return int(_field(text, name))


def _rows(field: str) -> list[list[int]]:
    """The rows of an array written between bars."""
    rows = [[int(number) for number in re.findall(r"\d+", row)] for row in field.split("|")]
    return [row for row in rows if row]


def _sets(field: str) -> list[set[int]]:
    """The sets of an array of sets; 0 is a dummy."""
    return [
        {int(number) for number in re.findall(r"\d+", members)} - {0}
        for members in re.findall(r"{(.*?)}", field)
    ]
