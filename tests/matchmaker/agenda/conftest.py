from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel

from matchmaker.database import open_database, writing
from tests.matchmaker.agenda.small_day import SmallDay, full_day


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = open_database("sqlite://")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["Europe/Paris", "Indian/Reunion"])
def day(engine: Engine, request: pytest.FixtureRequest) -> Iterator[SmallDay]:
    """The small day, in each of two time zones."""
    with writing(engine) as session:
        yield full_day(session, request.param)


@pytest.fixture
def paris_day(engine: Engine) -> Iterator[SmallDay]:
    with writing(engine) as session:
        yield full_day(session)
