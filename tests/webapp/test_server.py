"""The command as it is started: web server and worker together."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROUND, ROUNDS = 0.1, 600


@pytest.fixture
def server(database_file: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-u", "-m", "webapp.cli", "serve", str(database_file.parent), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def children(process: subprocess.Popen[str]) -> set[int]:
    listed = Path(f"/proc/{process.pid}/task")
    return {int(child) for task in listed.iterdir() for child in (task / "children").read_text().split()}


def wait_for_worker(process: subprocess.Popen[str], other_than: set[int]) -> int:
    for _round in range(ROUNDS):
        found = children(process) - other_than
        if found:
            return found.pop()
        threading.Event().wait(ROUND)
    pytest.fail("no worker came")


def test_it_opens_the_event_and_keeps_a_worker(server: subprocess.Popen[str]) -> None:
    said = [server.stdout.readline() for _line in range(4)]
    address = re.search(r"http://\S+", said[0]).group()
    link = said[2].strip()
    assert link.startswith(f"{address}/connexion/")
    with urllib.request.urlopen(f"{address}/sante") as health:
        assert health.read() == b'{"status":"ok"}\n'
    with urllib.request.urlopen(link) as page:
        assert "Se connecter" in page.read().decode()
    first = wait_for_worker(server, set())
    os.kill(first, signal.SIGKILL)
    second = wait_for_worker(server, {first})
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=60) == 0
    assert not Path(f"/proc/{second}").exists()


def test_a_web_process_never_loads_the_solver() -> None:
    program = "import sys, webapp.application; print([m for m in sys.modules if m.startswith('ortools')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
