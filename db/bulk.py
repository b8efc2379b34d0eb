"""Very many new rows at once (批量新增): column by column, past the compiler of statements.

What a type does with a value is asked of SQLAlchemy once a column; then whole columns are turned
and handed to the driver, to PostgreSQL as ``COPY``. Every value is bound, never written out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, Table


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add ``rows``, which all name the same columns; what they do not name stays as it comes."""
    if not rows:
        return
    names = list(rows[0])
    columns = [_bound(connection, table, name, [row[name] for row in rows]) for name in names]
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(table.name)} ({', '.join(map(quote, names))})"
    if connection.dialect.name == "postgresql":
        copy(connection, into, zip(*columns))
    else:
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {into} VALUES ({marks})"
        connection.exec_driver_sql(statement, list(zip(*columns)))


def _bound(connection: Connection, table: Table, name: str, values: list[Any]) -> list[Any]:
    """Values as the driver takes them; ``None`` stays nothing."""
    of = table.c[name].type.dialect_impl(connection.dialect)
    turn = of.bind_processor(connection.dialect)
    if turn is None:
        return values
    if isinstance(of, JSON):
        return [None if value is None else turn(value) for value in values]
    known = {value: turn(value) for value in set(values) if value is not None}
    return list(map(known.get, values))  # few days, and few choices, in many rows


def copy(connection: Connection, into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Hand ``rows`` to PostgreSQL as they are written there; ``into`` is a table and its columns,
    never a word of a person's."""
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    finally:
        cursor.close()
