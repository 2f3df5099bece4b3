"""What the demo day must show, read from the files it leaves, by others' libraries where they exist."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest
import vobject

from tests.main_job.day import ROOT, Day, scheduler

Row = dict[str, str]
pytestmark = pytest.mark.xdist_group("demo day")  # planned once, by one test process


def rows(name: str) -> list[Row]:
    text = (ROOT / "fixtures" / "demo" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture(scope="session")
def people() -> dict[str, Row]:
    return {row["Code"]: row for row in rows("participants")}


def meetings_of(day: Day) -> Counter[str]:
    return Counter(code for meeting in day.plan["meetings"] for code in (meeting["a"], meeting["b"]))


def attending(day: Day, people: dict[str, Row]) -> set[str]:
    """Everyone who has a meeting or attends a workshop, from the fixture itself."""
    return set(meetings_of(day)) | {code for code, row in people.items() if row["Ateliers"]}


def test_the_plan_says_how_good_it_is(day: Day) -> None:
    plan = day.plan
    assert plan["status"] in {"optimal", "feasible"}
    for goal in plan["goals"]:
        assert goal["gap"] == pytest.approx(abs(goal["bound"] - goal["value"]) / max(1, abs(goal["bound"])))
    within = all(goal["gap"] <= goal["tolerance"] for goal in plan["goals"])
    assert (plan["status"] == "optimal") == within
    assert plan["summary"]["participants"] == 171
    assert plan["summary"]["meetings"] == len(plan["meetings"])


def test_the_solver_free_checker_finds_no_violation(day: Day) -> None:
    done = scheduler("check", day.folder / "problem.json", day.folder / "solution.json")
    assert done.returncode == 0, done.stdout + done.stderr


def test_nobody_is_in_two_meetings_or_two_places_at_once(day: Day) -> None:
    meetings = day.plan["meetings"]
    people = Counter(
        (code, meeting["start"]) for meeting in meetings for code in (meeting["a"], meeting["b"])
    )
    places = Counter((meeting["place"], meeting["start"]) for meeting in meetings)
    assert max(people.values()) == max(places.values()) == 1


def test_every_buyer_and_structure_is_served_or_has_a_reason(day: Day, people: dict[str, Row]) -> None:
    promised = {row["Code"]: int(row["Minimum garanti"] or 0) for row in rows("roles")}
    held = meetings_of(day)
    explained = {case["participant"] for case in day.plan["below_guarantee"] if case["sentence"]}
    served = Counter()
    for code, row in people.items():
        if row["Rôle"]:
            least = int(row["Minimum garanti"] or promised[row["Rôle"]])
            assert held[code] >= least or code in explained, code
            served[row["Rôle"]] += 1
    assert served == {"acheteur": 13, "structure": 72}


def test_forbidden_pairs_stay_apart(day: Day, people: dict[str, Row]) -> None:
    members = {code: {code, row["Structure"]} for code, row in people.items()}
    met = {frozenset((meeting["a"], meeting["b"])) for meeting in day.plan["meetings"]}
    for pair in rows("a_ne_pas_reunir"):
        for a, b in (tuple(both) for both in met):
            assert not (pair["A"] in members[a] and pair["B"] in members[b]), (a, b)
            assert not (pair["B"] in members[a] and pair["A"] in members[b]), (a, b)


def test_everything_asked_for_is_in_the_plan_or_has_a_reason(day: Day, people: dict[str, Row]) -> None:
    structure = {code: row["Structure"] for code, row in people.items()}
    sides = {frozenset((structure[m["a"]], structure[m["b"]])) for m in day.plan["meetings"]}
    unplaced = {frozenset((structure[u["a"]], structure[u["b"]])) for u in day.plan["unplaced"]}
    asked = {
        frozenset((structure[row["De"]], structure.get(row["À propos de"], row["À propos de"])))
        for row in rows("souhaits")
        if row["Souhait"] in {"absolument", "souhaité"}
    }
    assert asked <= sides | unplaced
    assert unplaced & sides == set()
    assert all(case["reason"] and case["sentence"].endswith(".") for case in day.plan["unplaced"])


def test_everyone_who_attends_anything_has_a_calendar_and_a_pdf(day: Day, people: dict[str, Row]) -> None:
    expected = attending(day, people)
    files = {path.name for path in (day.folder / "agendas").iterdir()}
    assert files == {f"{code}.{kind}" for code in expected for kind in ("ics", "pdf")}


def test_a_second_library_reads_the_same_times(day: Day) -> None:
    expected: dict[str, set[tuple[datetime, datetime]]] = {}
    for meeting in day.plan["meetings"]:
        times = (datetime.fromisoformat(meeting["start"]), datetime.fromisoformat(meeting["end"]))
        for code in (meeting["a"], meeting["b"]):
            expected.setdefault(code, set()).add(times)
    for code, times in expected.items():
        calendar = vobject.readOne((day.folder / "agendas" / f"{code}.ics").read_text())
        found = {(event.dtstart.value, event.dtend.value) for event in calendar.vevent_list}
        assert times <= found, code


def test_an_agenda_on_paper_names_whom_one_meets(day: Day, people: dict[str, Row]) -> None:
    meeting = day.plan["meetings"][0]
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(day.folder / "agendas" / f"{meeting['a']}.pdf").pages
    )
    assert people[meeting["b"]]["Nom"] in text
    assert meeting["start"][11:16] in text


def test_all_agendas_are_in_one_pdf(day: Day, people: dict[str, Row]) -> None:
    reader = pypdf.PdfReader(day.folder / "agendas.pdf")
    text = "".join(page.extract_text() for page in reader.pages)
    assert all(people[code]["Nom"] in text for code in attending(day, people))


def test_the_workbook_holds_every_meeting_and_a_sheet_a_person(day: Day, people: dict[str, Row]) -> None:
    workbook = openpyxl.load_workbook(day.folder / "planning.xlsx")
    text = "\n".join(
        str(value)
        for sheet in workbook
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value
    )
    assert all(people[code]["Nom"] in text for code in attending(day, people))
    assert len(workbook.sheetnames) > len(attending(day, people))


def test_the_scheduler_alone_plans_the_same_problem(day: Day, tmp_path: Path) -> None:
    done = scheduler("solve", day.folder / "problem.json", "--time-limit", "5")
    assert done.returncode == 0, done.stderr
    (tmp_path / "solution.json").write_text(done.stdout)
    assert scheduler("check", day.folder / "problem.json", tmp_path / "solution.json").returncode == 0


def test_the_same_seed_gives_the_same_plan(day: Day) -> None:
    limits = ("--deterministic-limit", "2", "--time-limit", "120", "--seed", "7")
    problem = day.folder / "problem.json"
    first, second = (scheduler("solve", problem, *limits, hash_seed=seed) for seed in ("1", "2"))
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["placements"] == json.loads(second.stdout)["placements"]
