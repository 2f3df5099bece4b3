from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from matchmaker.database import sqlite_url
from tests.webapp.small_event import write_small_event
from webapp import create_app
from webapp.services import EXTENSION
from webapp.settings import Settings


@pytest.fixture(scope="session")
def planned_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("event") / "aparte.sqlite"
    write_small_event(path, planned=True)
    return path


@pytest.fixture
def database_file(planned_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(planned_file, tmp_path / "aparte.sqlite"))


@pytest.fixture
def settings(database_file: Path) -> Settings:
    return Settings(
        secret_key="a secret of the tests, longer than 32",
        database_url=sqlite_url(database_file),
        rate_limit="",
        sign_in_rate_limit="",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False  # test_csrf turns it on
    yield app
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def engine(app: Flask) -> Engine:
    engine: Engine = app.extensions[EXTENSION].engine
    return engine


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
