"""SQLite files for tests: each is a copy of one made before, under an engine that is kept."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

from db import migrate
from db import session as database
from models import base
from tests.emptied import NOON
from tests.neighbourhood import settle


class Copied:
    """A folder of databases, and the engines that nobody uses at the moment (测试库).

    An engine knows by heart every statement that it has translated once. That is a third of the
    work of a test, so engines go from test to test; the file below is new each time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.idle: list[tuple[Path, Engine]] = []
        self.made = 0
        self.templates = {False: folder / "empty.db", True: folder / "settled.db"}
        for settled, path in self.templates.items():
            made = _opened(path)
            with made.connect() as connection:
                migrate.upgrade(connection)
                connection.commit()
            if settled:
                with base.clock_at(NOON), Session(made) as session, session.begin():
                    settle(session)
            made.dispose()

    @contextmanager
    def fresh(self, settled: bool) -> Iterator[Engine]:
        """A database, empty or settled, by an engine that is new to whoever compares it."""
        path, kept = self.idle.pop() if self.idle else self._another()
        shutil.copy(self.templates[settled], path)
        yield kept.execution_options()
        kept.dispose()
        path.unlink()
        self.idle.append((path, kept))

    def _another(self) -> tuple[Path, Engine]:
        self.made += 1
        path = self.folder / f"{self.made}.db"
        return path, _opened(path)


def _opened(path: Path) -> Engine:
    made = database.open_engine(f"sqlite:///{path}")

    @event.listens_for(made, "connect")
    def _hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")  # nothing here outlives the machine

    return made
