"""The migrations lead, from any database, to the tables as the code describes them."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, inspect, text
from sqlmodel import Session, SQLModel, select

from matchmaker import database
from matchmaker.database import NewerDatabaseError, alembic_config, migrate, open_database, reading, writing
from matchmaker.models import Event, Room


def test_a_new_database_has_the_tables_of_the_code(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrating_again_changes_nothing(engine: Engine, event: Event) -> None:
    migrate(engine)
    with writing(engine) as session:
        session.add(event)
    migrate(engine)
    with reading(engine) as session:
        assert session.exec(select(Event.code)).all() == ["journee"]


def test_several_threads_may_migrate_at_once(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate_url, [url] * 4))
    assert "participant" in inspect(engine).get_table_names()


def test_several_processes_may_migrate_at_once(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=migrate_url, args=(url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert "participant" in inspect(engine).get_table_names()


def migrate_url(url: str) -> None:
    engine = open_database(url)
    migrate(engine)
    engine.dispose()


def test_a_database_of_a_later_version_is_refused_and_left_alone(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError, match="plus récente"):
        migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_every_migration_can_be_taken_back(engine: Engine) -> None:
    migrate(engine)
    with engine.connect().execution_options(writes=True) as connection:
        command.downgrade(alembic_config(connection), "base")
        connection.commit()
    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_every_constraint_has_a_name(engine: Engine) -> None:
    migrate(engine)
    found = inspect(engine)
    for table in SQLModel.metadata.tables:
        for key in found.get_foreign_keys(table) + found.get_unique_constraints(table):
            assert key["name"], table


def test_changing_a_table_keeps_the_rows_that_refer_to_it(
    engine: Engine, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite rebuilds the table; with foreign keys on, dropping the old one would empty those that refer to it."""
    migrate(engine)
    with writing(engine) as session:
        session.add(event)
        session.flush()
        session.add(Room(event_id=event.id, name="Salle Seine"))

    def rename_a_column(config: database.Config, _revision: str) -> None:
        context = MigrationContext.configure(config.attributes["connection"])
        with Operations(context).batch_alter_table("event") as batch:
            batch.alter_column("theme", new_column_name="topic")

    monkeypatch.setattr(database.command, "upgrade", rename_a_column)
    migrate(engine)
    with Session(engine) as session:
        assert session.exec(select(Room.name)).all() == ["Salle Seine"]
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
