from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.language import speaking
from webapp.cli import build

runner = CliRunner()


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("APARTE_")]:
        monkeypatch.delenv(name)


def test_every_command_is_listed() -> None:
    listed = runner.invoke(build(), ["--help"]).stdout
    for command in ("template", "check", "rank", "plan", "replan", "serve", "worker", "account", "bench"):
        assert f" {command} " in listed


def test_an_account_is_added_to_a_folder(database_file: Path) -> None:
    arguments = ["account", "add", "anne@aser.example", str(database_file.parent)]
    done = runner.invoke(build(), arguments)
    assert done.exit_code == 0
    assert "http://127.0.0.1:8000/connexion/" in done.stdout
    again = runner.invoke(build(), [*arguments, "--password"], input="une phrase assez longue\n" * 2)
    assert again.exit_code == 0


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["account", "add", "anne@aser.example"]])
def test_a_folder_without_an_event_is_refused(tmp_path: Path, command: list[str]) -> None:
    done = runner.invoke(build(), [*command, str(tmp_path)])
    assert done.exit_code == 1
    assert "ne contient pas d’événement" in done.stderr


def test_a_wrong_address_or_password_is_refused(database_file: Path) -> None:
    folder = str(database_file.parent)
    assert "nom@domaine" in runner.invoke(build(), ["account", "add", "anne", folder]).stderr
    short = runner.invoke(
        build(), ["account", "add", "anne@aser.example", folder, "--password"], input="court\ncourt\n"
    )
    assert short.exit_code == 1
    assert "12 caractères" in short.stderr


def test_a_taken_port_is_told_so(database_file: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = runner.invoke(build(), ["serve", str(database_file.parent), "--port", port])
    assert done.exit_code == 1
    assert "--port" in done.stderr


def test_a_database_of_a_later_version_is_left_alone(database_file: Path) -> None:
    with sqlite3.connect(database_file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    done = runner.invoke(build(), ["serve", str(database_file.parent), "--port", "0"])
    assert done.exit_code == 1
    assert "version plus récente" in done.stderr


def test_unsafe_settings_are_refused(database_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APARTE_ENVIRONMENT", "production")
    done = runner.invoke(build(), ["serve", str(database_file.parent)])
    assert done.exit_code == 1
    assert "APARTE_SECRET_KEY" in done.stderr


def test_benchmarks_are_told_to_be_in_the_repository(tmp_path: Path) -> None:
    """As with an installed Aparté: the folder of the benchmarks isn't there to import."""
    program = (
        "import sys; sys.modules['benchmarks'] = None\n"
        "from webapp.cli import main; sys.argv = ['aparte', 'bench', 'scale']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 1
    assert "depuis une copie du dépôt" in done.stderr


def test_help_is_said_in_the_language_in_force() -> None:
    with speaking("fr"):
        assert "Planifier une convention" in runner.invoke(build(), ["--help"]).stdout
