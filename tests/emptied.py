"""One PostgreSQL database for all tests of a worker: emptied after each, quicker than a new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, make_url, text
from sqlmodel import Session

import models
from db import migrate
from db import session as database
from models import base
from models.base import Record
from tests.neighbourhood import settle

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)  # a Wednesday noon in Shanghai
TABLES = [t.name for t in Record.metadata.sorted_tables if t.name in models.names()]
TABLES.append("search_gram")  # which no model describes

EMPTY = "\n".join(  # most tables are empty already, and most counters stand at their start
    [
        "CREATE FUNCTION settled.empty() RETURNS void LANGUAGE plpgsql",
        # Planned once for all tests: what is to be deleted is everything, however much there is.
        "SET plan_cache_mode = force_generic_plan AS $$ BEGIN",
        *(
            f"IF EXISTS (SELECT FROM public.{name}) THEN DELETE FROM public.{name}; END IF;"
            for name in TABLES
        ),
        "PERFORM setval(seqrelid, 1, false) FROM pg_sequence"
        " WHERE pg_sequence_last_value(seqrelid) IS NOT NULL;",
        "END $$",
    ]
)


class Emptied:
    """The database, and a schema beside it that keeps the settled neighbourhood (测试库)."""

    def __init__(self, server: str) -> None:
        root = database.open_engine(server).execution_options(isolation_level="AUTOCOMMIT")
        with root.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE house TEMPLATE template0")
        root.dispose()
        self.url = make_url(server).set(database="house").render_as_string(False)
        made = self.keeper = database.open_engine(self.url)
        self.lent = database.open_engine(self.url)  # keeps what it has translated and prepared
        self.emptied = 0  # how often
        with made.connect() as connection:
            migrate.upgrade(connection)
            connection.commit()
        with base.clock_at(NOON), Session(made) as session, session.begin():
            settle(session)
        with made.begin() as connection:
            self._keep(connection)
            self._empty(connection)

    def _keep(self, connection: Connection) -> None:
        connection.exec_driver_sql("CREATE SCHEMA settled")
        connection.exec_driver_sql(EMPTY)
        self.filled = []
        for name in TABLES:
            rows = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            if rows:
                connection.exec_driver_sql(f"CREATE TABLE settled.{name} AS TABLE public.{name}")
                self.filled.append(name)

    def _empty(self, connection: Connection) -> None:
        """Without triggers: what is append-only for people is not so for a test."""
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("SELECT settled.empty()")
        off = connection.exec_driver_sql(
            "SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE tgenabled = 'D'"
        )
        for (table,) in off.all():  # an attack that a test made ends with the test
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER ALL")

    def _settle(self, connection: Connection) -> None:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        lines = [f"INSERT INTO public.{n} SELECT * FROM settled.{n}" for n in self.filled]
        lines += [
            f"SELECT setval(pg_get_serial_sequence('public.{n}', 'id'), max(id)) FROM settled.{n}"
            for n in self.filled
        ]
        connection.exec_driver_sql("; ".join(lines))

    @contextmanager
    def fresh(self, settled: bool) -> Iterator[Engine]:
        """The database, empty or settled; emptied again when the test is over."""
        if settled:
            with self.keeper.begin() as connection:
                self._settle(connection)
        yield self.lent.execution_options()
        if self.lent.pool.checkedout():  # by a thread that the test left behind
            self.lent.dispose()
        with self.keeper.begin() as connection:
            connection.execute(text(OTHERS))  # whoever is left holds no lock
            self._empty(connection)
        self.emptied += 1
        if not self.emptied % OFTEN:
            self._sweep()

    def _sweep(self) -> None:
        """Deleted rows lie where they were; nobody shall read past those of a thousand tests."""
        swept = self.keeper.execution_options(isolation_level="AUTOCOMMIT")
        with swept.connect() as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(self.filled)}")


OFTEN = 100
OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""
