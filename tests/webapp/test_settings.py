from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.webapp.visitors import signed_in
from webapp import create_app
from webapp.account_command import add_and_print
from webapp.folder import MissingEventError, settings_of
from webapp.headers import ONE_YEAR
from webapp.services import EXTENSION
from webapp.settings import Settings, UnsafeSettingsError, read_settings


def test_production_refuses_a_missing_or_short_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APARTE_ENVIRONMENT", "production")
    for secret in ("", "short"):
        monkeypatch.setenv("APARTE_SECRET_KEY", secret)
        with pytest.raises(UnsafeSettingsError, match="APARTE_SECRET_KEY"):
            read_settings()
    monkeypatch.setenv("APARTE_SECRET_KEY", "x" * 32)
    assert read_settings().in_production


@pytest.mark.parametrize(
    ("name", "value"),
    [("APARTE_ENVIRONMENT", "test"), ("APARTE_LANGUAGE", "de"), ("APARTE_TRUSTED_PROXIES", "many")],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UnsafeSettingsError, match=name):
        read_settings()


def test_the_queue_lies_beside_the_database() -> None:
    assert (
        Settings(database_url="sqlite:////srv/event/aparte.sqlite").queue
        == "sqlite:////srv/event/queue.sqlite"
    )
    assert Settings(database_url="postgresql+psycopg://host/event").queue == "postgresql://host/event"
    assert Settings(queue_url="redis://host").queue == "redis://host"


def test_production_cookies_and_headers(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"environment": "production", "trusted_proxies": 1}))
    app.config["WTF_CSRF_ENABLED"] = False
    production = settings.model_copy(update={"environment": "production"})
    assert production.in_production
    client = app.test_client()
    answer = client.get("/connexion", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["Strict-Transport-Security"] == ONE_YEAR
    assert app.config["SESSION_COOKIE_SECURE"]
    app.extensions[EXTENSION].engine.dispose()


def test_a_folder_keeps_one_secret(database_file: Path) -> None:
    folder = database_file.parent
    first, second = settings_of(folder), settings_of(folder)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (folder / "secret_key").stat().st_mode & 0o077 == 0


def test_a_folder_without_an_event_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(MissingEventError, match="aparte plan"):
        settings_of(tmp_path)


def test_an_account_comes_with_a_link(settings: Settings) -> None:
    assert "/connexion/" in add_and_print(settings, "anne@aser.example", None)
    with pytest.raises(ValueError, match="12"):
        add_and_print(settings, "anne@aser.example", "court")
    with pytest.raises(ValueError, match="nom@domaine"):
        add_and_print(settings, "pas une adresse", None)


def test_the_command_loads_nothing_heavy() -> None:
    program = "import sys, webapp.cli; webapp.cli.build(); print([m for m in sys.modules if m in HEAVY])"
    heavy = "('ortools', 'typst', 'numpy', 'flask', 'sqlalchemy', 'openpyxl', 'huey')"
    done = subprocess.run(
        [sys.executable, "-c", program.replace("HEAVY", heavy)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_links_begin_with_the_public_address(settings: Settings) -> None:
    public = settings.model_copy(update={"public_address": "https://rencontres.example/", "plan_seconds": 90})
    assert "\nhttps://rencontres.example/connexion/" in add_and_print(public, "anne@aser.example", None)
    app = create_app(public)
    app.config["WTF_CSRF_ENABLED"] = False
    organiser = signed_in(app)
    assert 'value="https://rencontres.example/agenda/' in organiser.get("/e/aser/participants/V1").text
    assert '<option value="90" selected>90 secondes' in organiser.get("/e/aser/planning").text
    app.extensions[EXTENSION].engine.dispose()
