"""An index on the values of one custom field (字段索引), made when it is asked for.

It is made inside the transaction that publishes the field: so it is there when the field says so,
and gone when that is rolled back. ``CONCURRENTLY`` cannot be part of a transaction; writers of the
one table wait instead, a second or two for a million rows. The expression is letter by letter the
one that filters use (``services.condition.stored``), or no database would think of the index.
"""

import hashlib

from sqlalchemy import text
from sqlmodel import Session

from rules.entity import Entity
from services.condition import stored

LONGEST = 63  # letters of a name in PostgreSQL
_KNOWN = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = :name",
    "postgresql": "SELECT 1 FROM pg_indexes"
    " WHERE schemaname = current_schema() AND indexname = :name",
}


def index_name(table: str, name: str) -> str:
    """What the index on a field is called; long names are told apart by a hash."""
    plain = f"ixf_{table}_{name}"
    if len(plain) <= LONGEST:
        return plain
    return f"{plain[: LONGEST - 9]}_{hashlib.sha256(plain.encode()).hexdigest()[:8]}"


def is_indexed(session: Session, table: str, name: str) -> bool:
    """Whether the database has the index."""
    asked = _KNOWN[session.get_bind().dialect.name]
    found = session.connection().execute(text(asked), {"name": index_name(table, name)})
    return found.first() is not None


def set_index(session: Session, entity: Entity, name: str, wanted: bool) -> None:
    """Make or drop the index on the field ``name`` of ``entity``; names are made of safe letters,
    for they come from ``rules.entity.custom.NAME`` and from the code's own tables."""
    table = entity.table
    called = index_name(table.name, name)
    if not wanted:
        session.connection().execute(text(f'DROP INDEX IF EXISTS "{called}"'))
        return
    dialect = session.get_bind().dialect
    compiler = dialect.statement_compiler(dialect, None)
    said = compiler.process(stored(entity.by_name[name], table), include_table=False)
    session.connection().execute(
        text(f'CREATE INDEX IF NOT EXISTS "{called}" ON "{table.name}" ({_safe(said)})')
    )


def _safe(said: str) -> str:
    """A colon in SQL text would begin a parameter."""
    return said.replace(":", "\\:")
