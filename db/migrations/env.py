"""How Alembic reaches our tables (数据库迁移)."""

from alembic import context
from sqlalchemy import Connection, text

import models
from db.session import engine
from models.base import Record

MIGRATION_LOCK = 7_310_278  # any number, the same on every replica


def _is_ours(_thing: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    """A class that somebody declares elsewhere, in a test or a benchmark, is no table of the
    house."""
    return kind != "table" or reflected or name in models.names()


def _described(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether the models describe it: what the search index is made of, they cannot."""
    return not (name or "").startswith("search_gram")


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_name=_described,
        include_object=_is_ours,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # two replicas that start at once take turns
            connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        context.run_migrations()


assert models.TABLES
given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with engine().connect() as own:
        _run(own)
        own.commit()
