"""What happens to a database here happens to one of its own: tables come and go."""

from collections.abc import Iterator
from itertools import count

import pytest
from sqlalchemy import Engine, make_url

from db import migrate
from db import session as database

_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"], autouse=True)
def engine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> Iterator[Engine]:
    """A new database, migrated, in place of the real one."""
    url = f"sqlite:///{tmp_path}/house.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        name = f"apart_{next(_numbers)}"
        root = database.open_engine(server).execution_options(isolation_level="AUTOCOMMIT")
        with root.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
        root.dispose()
        url = make_url(server).set(database=name).render_as_string(False)
    made = database.open_engine(url)
    with made.connect() as connection:
        migrate.upgrade(connection)
        connection.commit()
    monkeypatch.setattr(database, "engine", lambda: made)
    yield made
    made.dispose()
