"""The command as it is started: web server and worker together."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
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
    found: set[int] = set()
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended since it was listed
            found |= {int(child) for child in (task / "children").read_text().split()}
    return found


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


def test_production_is_served_by_gunicorn(database_file: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "webapp.cli", "serve", str(database_file.parent), "--port", str(port)]
    told = {"APARTE_ENVIRONMENT": "production", "APARTE_SECRET_KEY": "a secret of the tests, longer than 32"}
    process = subprocess.Popen(command, env=os.environ | told)
    try:
        answer = wait_for_answer(process, f"http://127.0.0.1:{port}/sante")
        assert "max-age" in answer["Strict-Transport-Security"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()


def wait_for_answer(process: subprocess.Popen[bytes], address: str) -> Message:
    for _round in range(ROUNDS):
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.headers
        except urllib.error.URLError:
            threading.Event().wait(ROUND)
    pytest.fail("the server never answered")


def test_a_web_process_never_loads_the_solver() -> None:
    program = "import sys, webapp.application; print([m for m in sys.modules if m.startswith('ortools')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
