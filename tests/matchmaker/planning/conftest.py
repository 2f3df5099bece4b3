from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel

from matchmaker.database import open_database, writing
from tests.matchmaker.planning.afternoon import Afternoon


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = open_database("sqlite://")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def afternoon(engine: Engine) -> Iterator[Afternoon]:
    with writing(engine) as session:
        yield Afternoon(session)
