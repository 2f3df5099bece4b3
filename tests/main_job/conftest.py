"""The whole main job, run once by the commands a user types, on the demo day."""

import pytest

from tests.main_job.day import ROOT, Day, aparte


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The demo day: template filled from the fixture, checked, planned."""
    folder = tmp_path_factory.mktemp("day")
    workbook = folder / "classeur.xlsx"
    for command in (("template", "--from", ROOT / "fixtures" / "demo", workbook), ("check", workbook)):
        done = aparte(*command)
        assert done.returncode == 0, done.stderr
    done = aparte("plan", workbook, "--out", folder / "out", "--time-limit", "20")
    assert done.returncode == 0, done.stderr
    return Day(folder / "out", done.stdout)
