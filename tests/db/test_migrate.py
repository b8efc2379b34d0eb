"""The tables can be built, taken down and built again, and match the models."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

import models
from db import migrate
from db import session as database
from db.append_only import APPEND_ONLY
from db.session import transaction
from models.trail import TrailLine


@pytest.fixture
def apart(engine: Engine) -> Iterator[Engine]:
    """A database of one test alone, whose tables come and go: on PostgreSQL others share theirs."""
    if engine.dialect.name == "sqlite":
        yield engine
        return
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE apart TEMPLATE template0")
    made = database.open_engine(engine.url.set(database="apart").render_as_string(False))
    with made.connect() as connection:
        migrate.upgrade(connection)
        connection.commit()
    yield made
    made.dispose()


def test_the_models_and_the_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        command.check(migrate.config(connection))


def test_going_down_leaves_nothing_and_going_up_brings_all_back(apart: Engine) -> None:
    with apart.connect() as connection:
        migrate.downgrade(connection)
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        migrate.upgrade(connection)
        connection.commit()
    assert set(inspect(apart).get_table_names()) >= models.names()


@pytest.mark.parametrize("verb", ["UPDATE trail_line SET code = 'x'", "DELETE FROM trail_line"])
def test_nobody_rewrites_the_trail(engine: Engine, verb: str) -> None:
    with transaction() as session:
        session.add(TrailLine(code="test.written"))
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.exec_driver_sql(verb)


def test_every_append_only_table_is_guarded(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        else:
            query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        names = {row[0] for row in connection.exec_driver_sql(query)}
    assert {f"{t}_no_{v}" for t in APPEND_ONLY for v in ("update", "delete")} <= names
