"""The event's database: one SQLite file by default, or PostgreSQL; how it is opened, read and written.

SQLite is opened so that several processes can work on one file: write-ahead log, foreign keys checked, writers
that take the lock when they begin (a lock taken later fails or, worse, loses an update).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlmodel import Session

from matchmaker.errors import SaidError
from matchmaker.language import translate as _

BUSY_TIMEOUT_MS = 10_000
MIGRATIONS = Path(__file__).parent / "models" / "migrations"
MIGRATION_LOCK = 4_127_706_851
"""An arbitrary number that PostgreSQL keeps one process at a time migrating by."""
_one_thread_migrates = Lock()  # Alembic's context is one for the whole process


class NewerDatabaseError(SaidError):
    """The database was written by a later version of Aparté, whose tables this one doesn't know."""


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{path.resolve()}"


def open_database(url: str) -> Engine:
    """An engine for ``url`` (``sqlite:///…`` or ``postgresql+psycopg://…``), set up for concurrent use."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session to read; what is changed in it is not kept."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that is committed at the end of the block, wholly or, after an exception, not at all."""
    with (
        engine.connect().execution_options(writes=True) as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        yield session
        session.commit()


def migrate(engine: Engine) -> None:
    """Bring a database, new or old, to the tables of this version; wholly, or after an exception not at all.

    Several processes or threads may call it at once: one migrates, the others wait and find nothing left to do.

    Raises:
        NewerDatabaseError: A later version of Aparté has already changed the tables.
    """
    with _one_thread_migrates, engine.connect().execution_options(writes=True) as connection:
        if engine.dialect.name == "sqlite":
            _migrate_sqlite(connection)
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            _upgrade(connection)
        connection.commit()


def alembic_config(connection: Connection) -> Config:
    """What Alembic's commands need to work on ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        if isinstance(error.__cause__, ResolutionError):
            raise NewerDatabaseError(
                _(
                    "cette base de données a été écrite par une version plus récente d’Aparté : "
                    "mettez Aparté à jour pour l’ouvrir"
                )
            ) from error
        raise


def _migrate_sqlite(connection: Connection) -> None:
    """Upgrade with foreign keys off: SQLite changes a table by dropping it, which would empty those that refer to it.

    The switch works only outside a transaction, hence on the driver's own connection.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        _upgrade(connection)
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"a migration leaves rows that refer to nothing: {broken[:5]}")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin_sqlite does
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",  # first: the others may have to wait too
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
