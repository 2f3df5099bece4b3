"""The commands on files, as somebody at a terminal meets them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler import Solution
from scheduler.__main__ import main
from tests.scheduler.day import day, held, meeting


@pytest.fixture
def problem_file(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json"
    path.write_text(day().to_json(), encoding="utf-8")
    return path


def test_solve_writes_a_plan_that_check_accepts(problem_file, tmp_path, capsys):
    assert main(["solve", str(problem_file), "--time-limit", "20"]) == 0
    written = capsys.readouterr().out
    assert json.loads(written)["result"]["status"] == "optimal"
    plan = tmp_path / "solution.json"
    plan.write_text(written, encoding="utf-8")
    assert len(Solution.from_json(written).placements) == 4
    assert main(["check", str(problem_file), str(plan)]) == 0


def test_check_says_each_broken_rule(problem_file, tmp_path, capsys):
    plan = tmp_path / "solution.json"
    twice = Solution((held("ay", "a1", "t1", "anna", "yann"), held("az", "a1", "t1", "anna", "zoe")))
    plan.write_text(twice.to_json(), encoding="utf-8")
    assert main(["check", str(problem_file), str(plan)]) == 1
    complaints = capsys.readouterr().err.splitlines()
    assert any(line.startswith("person_twice: ") for line in complaints)
    assert any(line.startswith("place_twice: ") for line in complaints)


def test_a_problem_without_a_plan_ends_with_three_and_its_clash(tmp_path, capsys):
    path = tmp_path / "problem.json"
    at_once = tuple(
        meeting(name, "anna", other, fixed=True, slot="a1") for name, other in (("m", "yann"), ("n", "zoe"))
    )
    path.write_text(day(meetings=at_once).to_json(), encoding="utf-8")
    assert main(["solve", str(path)]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "No plan respects all rules" in shown.err


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\xfe", b'{"format": "aparte-problem"}'])
def test_bad_input_gets_one_sentence(tmp_path, capsys, content):
    path = tmp_path / "problem.json"
    if content is not None:
        path.write_bytes(content)
    assert main(["solve", str(path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["plan"], ["solve"], ["solve", "x", "--time-limit", "soon"]])
def test_wrong_usage_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--time-limit", "-1"], ["--seed", "-1"], ["--time-limit", "nan"]])
def test_a_limit_that_makes_no_sense_gets_one_sentence(problem_file, option, capsys):
    assert main(["solve", str(problem_file), *option]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_help_does_not_load_the_solver():
    script = (
        "import sys; from scheduler.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit(any('ortools' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0


def test_the_same_seed_and_deterministic_limit_write_the_same_placements(problem_file, capsys):
    written = []
    for _ in range(2):
        assert main(["solve", str(problem_file), "--deterministic-limit", "1", "--seed", "5", "--quiet"]) == 0
        written.append(Solution.from_json(capsys.readouterr().out))
    assert written[0] == written[1]
