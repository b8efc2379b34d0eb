"""The tables can be built, taken down and built again, and match the models."""

import pytest
from alembic import command
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

import models
from db import migrate
from db.append_only import APPEND_ONLY
from db.session import transaction
from models.trail import TrailLine


def test_the_models_and_the_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        command.check(migrate.config(connection))


def test_going_down_leaves_nothing_and_going_up_brings_all_back(engine: Engine) -> None:
    with engine.connect() as connection:
        migrate.downgrade(connection)
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        migrate.upgrade(connection)
        connection.commit()
    assert set(inspect(engine).get_table_names()) >= models.names()


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
