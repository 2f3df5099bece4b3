"""The same tests on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from matchmaker.database import open_database, sqlite_url
from matchmaker.models import Event

POSTGRESQL_URL = "APARTE_TEST_POSTGRESQL_URL"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of either kind; on PostgreSQL, a schema of its own that is dropped afterwards."""
    if request.param == "sqlite":
        engine = open_database(sqlite_url(tmp_path / "event.sqlite"))
        yield engine
        engine.dispose()
        return
    url = os.environ.get(POSTGRESQL_URL)
    if not url:
        pytest.skip(f"set {POSTGRESQL_URL} to try PostgreSQL")
    schema = f"test_{uuid.uuid4().hex}"
    owner = create_engine(url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine = open_database(f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}")
    yield engine
    engine.dispose()
    with owner.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    owner.dispose()


@pytest.fixture
def event() -> Event:
    return Event(
        code="journee",
        name="Journée des achats responsables",
        starts_on=date(2021, 11, 18),
        ends_on=date(2021, 11, 18),
        organiser_name="Chambre régionale",
        organiser_email="contact@chambre.example",
        created_at=datetime(2021, 9, 1, tzinfo=UTC),
    )
