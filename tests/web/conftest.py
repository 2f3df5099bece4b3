"""A real browser on a real server, with the small event."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from matchmaker.database import sqlite_url, writing
from tests.webapp.small_event import write_small_event
from tests.webapp.visitors import token_of
from webapp import create_app
from webapp.accounts import add_account, sign_in_token
from webapp.services import EXTENSION
from webapp.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}


@dataclass(frozen=True)
class Site:
    """A running server, and ways in."""

    app: Flask
    address: str
    settings: Settings

    def participant_page(self, code: str) -> str:
        return f"{self.address}/agenda/{token_of(self.app, code)}/"

    def sign_in_link(self) -> str:
        with writing(self.app.extensions[EXTENSION].engine) as session:
            account = add_account(session, "anne@aser.example")
            return f"{self.address}/connexion/{sign_in_token(self.settings.secret_key, account)}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def written_event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("event") / "aparte.sqlite"
    write_small_event(path, planned=True)
    return path


@pytest.fixture
def site(written_event: Path, tmp_path: Path) -> Iterator[Site]:
    database = Path(shutil.copy(written_event, tmp_path / "aparte.sqlite"))
    settings = Settings(
        secret_key="a secret of the tests, longer than 32",
        database_url=sqlite_url(database),
        rate_limit="",
        sign_in_rate_limit="",
        job_patience_seconds=3,
    )
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(app, f"http://127.0.0.1:{server.port}", settings)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture(params=["with scripts", "without scripts"])
def visit(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor at a phone, with JavaScript and without."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=request.param == "with scripts")
    yield context
    context.close()


@pytest.fixture
def organiser(visit: BrowserContext, site: Site) -> Page:
    page = visit.new_page()
    page.goto(site.sign_in_link())
    page.get_by_role("button", name="Se connecter").click()
    return page
