"""One of many values (多值之一): a question of the same few words however many there are."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, any_, literal


def among(
    connection: Connection, column: ColumnElement[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """Whether ``column`` is one of ``values``.

    PostgreSQL takes them as one array: a thousand values written out one by one cost more to read,
    in the driver and in the database, than to look up. SQLite has no arrays, and reads quickly.
    """
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(column.type)))
    return column.in_(values)
