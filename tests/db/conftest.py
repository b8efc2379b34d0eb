"""What happens to a database here happens to one of its own: tables come and go."""

from collections.abc import Iterator
from itertools import count

import pytest
from sqlalchemy import Engine, make_url

from db import migrate
from db import session as database
from tests.conftest import Fresh

_numbers = count(1)


@pytest.fixture(scope="session")
def apart(postgres: str) -> str:
    """The address of a migrated PostgreSQL database of which copies are made."""
    _create(postgres, "apart", "template0")
    url = make_url(postgres).set(database="apart").render_as_string(False)
    made = database.open_engine(url)
    with made.connect() as connection:
        migrate.upgrade(connection)
        connection.commit()
    made.dispose()
    return url


def _create(server: str, name: str, template: str) -> None:
    root = database.open_engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    root.dispose()


@pytest.fixture(params=["sqlite", "postgresql"], autouse=True)
def engine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, fresh_sqlite: Fresh
) -> Iterator[Engine]:
    """A new database, migrated, in place of the real one."""
    if request.param == "sqlite":
        with fresh_sqlite(False) as made:
            monkeypatch.setattr(database, "engine", lambda: made)
            yield made
        return
    name = f"apart_{next(_numbers)}"
    url = request.getfixturevalue("apart")
    _create(request.getfixturevalue("postgres"), name, "apart")
    made = database.open_engine(make_url(url).set(database=name).render_as_string(False))
    monkeypatch.setattr(database, "engine", lambda: made)
    yield made
    made.dispose()
