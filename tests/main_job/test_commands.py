"""The commands, as typed: what they print, what they write, how they end."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from tests.main_job.day import ROOT, Day, aparte

DEMO = ROOT / "fixtures" / "demo"
pytestmark = pytest.mark.xdist_group("demo day")  # planned once, by one test process


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The demo day with a structure nobody knows and an address without @."""
    folder = tmp_path / "broken"
    shutil.copytree(DEMO, folder)
    participants = folder / "participants.csv"
    text = participants.read_text(encoding="utf-8-sig")
    text = text.replace("helene.marchetti@", "helene.marchetti.").replace(
        ";ville-montreval;", ";ville-montrevil;", 1
    )
    participants.write_text(text, encoding="utf-8")
    return folder


def test_help_is_quick_to_load_and_in_the_users_language() -> None:
    assert "Planifier une convention" in aparte("--help").stdout
    for command in ("template", "check", "rank", "plan", "replan", "serve", "worker", "account", "bench"):
        assert command in aparte("--help").stdout


def test_wrong_usage_ends_with_two() -> None:
    assert aparte("plan").returncode == 2
    assert aparte("replan", "out").returncode == 2


def test_a_template_can_be_filled_and_checked_without_change(tmp_path: Path) -> None:
    assert aparte("template", tmp_path / "vide.xlsx").returncode == 0
    assert "Participants" in openpyxl.load_workbook(tmp_path / "vide.xlsx").sheetnames
    assert aparte("template", "--from", DEMO, tmp_path / "plein.xlsx").returncode == 0
    done = aparte("check", tmp_path / "plein.xlsx", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"problems": []})


def test_a_template_never_takes_the_place_of_a_workbook(tmp_path: Path) -> None:
    workbook = tmp_path / "journee.xlsx"
    workbook.write_bytes(b"three days of work")
    done = aparte("template", workbook)
    assert (done.returncode, workbook.read_bytes()) == (1, b"three days of work")
    assert "journee.xlsx existe déjà" in done.stderr


def test_what_the_system_refuses_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    done = aparte("plan", DEMO, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.endswith("ce n’est pas un dossier.\n")
    assert aparte("template", tmp_path / "journee.xls").returncode == 1
    assert not (tmp_path / "journee.xls").exists()


def test_problems_are_said_on_stderr_and_as_json(broken: Path) -> None:
    done = aparte("check", broken)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "ville-montreval" in done.stderr, "the nearest known structure is proposed"
    problems = json.loads(aparte("check", broken, "--json").stdout)["problems"]
    assert {(p["row"], p["column"]) for p in problems} == {(2, "Courriel"), (2, "Structure")}
    assert all(p.keys() == {"sheet", "row", "column", "code", "sentence"} for p in problems)


def test_nothing_is_written_when_anything_is_wrong(broken: Path, tmp_path: Path) -> None:
    done = aparte("plan", broken, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    done = aparte("check", tmp_path / "absent.xlsx")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_folder_without_a_plan_is_said(tmp_path: Path) -> None:
    done = aparte("replan", tmp_path, "--absent", "P001")
    assert done.returncode == 1
    assert "aparte plan" in done.stderr


def test_ranked_pairs_come_with_reasons() -> None:
    done = aparte("rank", DEMO, "--top", "2", "--json")
    pairs = json.loads(done.stdout)
    assert pairs
    assert all(0 <= pair["score"] <= 1000 and pair["reasons"] for pair in pairs)
    seekers = [pair["a"] for pair in pairs]
    assert max(map(seekers.count, seekers)) == 2
    assert pairs[0]["b_name"] in aparte("rank", DEMO, "--top", "2").stdout


def test_the_terminal_tells_what_was_reached(day: Day) -> None:
    for words in ("171 participant·es", "Affinité totale", "planning.xlsx"):
        assert words in day.said


@pytest.fixture
def copied(day: Day, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    shutil.copytree(day.folder, folder)
    return folder


def test_a_departure_frees_the_leaver_and_changes_few_agendas(copied: Path, day: Day) -> None:
    leaver = day.plan["meetings"][0]["a"]
    done = aparte("replan", copied, "--absent", f"{leaver}@15:00", "--now", "15:00", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    plan = json.loads((copied / "plan.json").read_text())
    late = [m for m in plan["meetings"] if leaver in (m["a"], m["b"]) and m["start"][11:16] >= "15:00"]
    assert late == []
    lost = [m for m in day.plan["meetings"] if leaver in (m["a"], m["b"]) and m["start"][11:16] >= "15:00"]
    partners = {code for m in lost for code in (m["a"], m["b"])}
    assert set(report["people_changed"]) <= partners
    assert report["proven"]


def test_a_lost_place_holds_no_meeting_any_more(copied: Path, day: Day) -> None:
    place = day.plan["meetings"][0]["place"]
    assert aparte("replan", copied, "--lost-place", place).returncode == 0
    plan = json.loads((copied / "plan.json").read_text())
    assert place not in {meeting["place"] for meeting in plan["meetings"]}


def test_an_incident_that_names_nobody_is_said_and_changes_nothing(copied: Path) -> None:
    before = (copied / "plan.json").read_bytes()
    for option, value in (
        ("--absent", "P999"),
        ("--late", "P001"),
        ("--lost-place", "nulle-part"),
        ("--swap", "P001"),
    ):
        done = aparte("replan", copied, option, value)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
    assert aparte("replan", copied, "--absent", "P001@midi").returncode == 1
    assert (copied / "plan.json").read_bytes() == before


def test_a_published_plan_is_not_replaced(copied: Path) -> None:
    with sqlite3.connect(copied / "aparte.sqlite") as database:
        database.execute("UPDATE plan SET state = 'published'")
    before = (copied / "plan.json").read_bytes()
    done = aparte("plan", DEMO, "--out", copied, "--time-limit", "1")
    assert done.returncode == 1
    assert "aparte replan" in done.stderr
    assert (copied / "plan.json").read_bytes() == before
