"""The index as it is kept: FTS5 on SQLite, GIN over numbers on PostgreSQL (倒排索引).

FTS5 of SQLite 3.40 forgets a row only when it is told what it had, so ``search_text`` is read
before it is written. PostgreSQL keeps the grams of a row beside it.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, event, select, text
from sqlmodel import Session, SQLModel

from db.among import among
from db.bulk import copy
from db.search import searched
from db.search.gram import ROW_BITS, first_id, grams
from models.search import SEARCH_TEXT

AT_ONCE = 1_000
Texts = Mapping[str, str]
One = TypeVar("One")

_INSTALL = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_gram USING fts5("
        "grams, content='', columnsize=0, detail=none, tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE search_gram (id bigint PRIMARY KEY, grams integer[] NOT NULL)",
        # What was written last is looked through as it is: much of that would slow each search.
        "CREATE INDEX search_gram_grams ON search_gram USING gin (grams)"
        " WITH (gin_pending_list_limit = 512)",
    ),
}


def install(connection: Connection) -> None:
    """Make the index beside ``search_text``; no description of tables can say what it is."""
    for statement in _INSTALL[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def remove(connection: Connection) -> None:
    """Take the index away."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_gram")


@event.listens_for(SEARCH_TEXT, "after_create")
def _with_its_table(_table: object, connection: Connection, **_: object) -> None:
    install(connection)


@event.listens_for(SEARCH_TEXT, "before_drop")
def _without_its_table(_table: object, connection: Connection, **_: object) -> None:
    remove(connection)


def table_of(key: str) -> str:
    """The table that holds the rows of an entity: answers to all forms are in one."""
    return "form_answer" if key.startswith("form:") else key


def put(connection: Connection, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Let ``rows`` be found by what they say now: values by column, ``id`` among them.

    For those who write many rows at once, past the session. Nothing where no index is kept.
    """
    table = table_of(key)
    model = searched.indexed().get(table)
    if model is not None:
        write(connection, table, ((row["id"], searched.texts(model, row)) for row in rows))


def write(connection: Connection, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
    """Put the folded texts of rows, by their number, in the place of what was there."""
    first = first_id(table)
    for some in _pieces(rows):
        wanted = {first + number: texts for number, texts in some}
        before = _before(connection, list(wanted))
        changed = {n: texts for n, texts in wanted.items() if before.get(n) != texts}
        _forget(connection, table, {n: before[n] for n in changed if n in before})
        _keep(connection, table, {n: texts for n, texts in changed.items() if texts})


def drop(connection: Connection, key: str, ids: Iterable[int]) -> None:
    """Let rows be found no more."""
    table = table_of(key)
    first = first_id(table)
    for some in _pieces(ids):
        _forget(connection, table, _before(connection, [first + number for number in some]))


def rebuild(session: Session, key: str, progress: Callable[[int], None] | None = None) -> int:
    """Index a table anew, from its rows; how many. ``progress`` hears it on the way."""
    table = table_of(key)
    model, connection = searched.indexed()[table], session.connection()
    _clear(connection, table)
    done = 0
    for rows in _rows(session, model):
        write(connection, table, rows)
        done += len(rows)
        if progress is not None:
            progress(done)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_gram (search_gram) VALUES ('optimize')")
    return done


def clear_all(connection: Connection) -> None:
    """An empty index, whatever was in it: also what an older version found rows by."""
    remove(connection)
    connection.execute(delete(SEARCH_TEXT))
    install(connection)


def _clear(connection: Connection, table: str) -> None:
    first = first_id(table)
    ours = SEARCH_TEXT.c.id.between(first, first + (1 << ROW_BITS) - 1)
    while some := connection.scalars(select(SEARCH_TEXT.c.id).where(ours).limit(AT_ONCE)).all():
        _forget(connection, table, _before(connection, some))


def _rows(session: Session, model: type[SQLModel]) -> Iterable[list[tuple[int, Texts]]]:
    """All rows of a table in pieces, as what they are found by."""
    columns = model.__table__.c  # type: ignore[attr-defined]
    asked = select(columns.id, *(columns[name] for name in searched.columns(model)))
    last = -1
    while True:
        some = session.connection().execute(
            asked.where(columns.id > last).order_by(columns.id).limit(AT_ONCE)
        )
        rows: list[tuple[int, Texts]] = [
            (row["id"], searched.texts(model, dict(row))) for row in some.mappings()
        ]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _pieces(many: Iterable[One]) -> Iterator[list[One]]:
    """``many`` a thousand at a time."""
    left = iter(many)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _before(connection: Connection, ids: Collection[int]) -> dict[int, dict[str, str]]:
    asked = select(SEARCH_TEXT).where(among(connection, SEARCH_TEXT.c.id, ids))
    return {row.id: row.texts for row in connection.execute(asked)}


def _tokens(table: str, texts: Texts) -> str:
    return " ".join(grams(table, texts, "sqlite"))


def _array(table: str, texts: Texts) -> str:
    return f"{{{','.join(grams(table, texts, 'postgresql'))}}}"


_written = json.JSONEncoder(ensure_ascii=False).encode  # made once: many short texts go through it


def _plain(texts: Texts) -> str:
    return _written(dict(texts))


def _forget(connection: Connection, table: str, rows: Mapping[int, Texts]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO search_gram (search_gram, rowid, grams) VALUES ('delete', ?, ?)",
            [(number, _tokens(table, texts)) for number, texts in rows.items()],
        )
    else:
        gone = text("DELETE FROM search_gram WHERE id = ANY(CAST(:ids AS bigint[]))")
        connection.execute(gone, {"ids": list(rows)})
    connection.execute(delete(SEARCH_TEXT).where(among(connection, SEARCH_TEXT.c.id, rows)))


def _keep(connection: Connection, table: str, rows: Mapping[int, Texts]) -> None:
    if not rows:
        return
    texts = [_plain(one) for one in rows.values()]
    if connection.dialect.name == "sqlite":
        run = connection.exec_driver_sql
        run("INSERT INTO search_text (id, texts) VALUES (?, ?)", list(zip(rows, texts)))
        tokens = [(number, _tokens(table, one)) for number, one in rows.items()]
        run("INSERT INTO search_gram (rowid, grams) VALUES (?, ?)", tokens)
        return
    codes = [_array(table, one) for one in rows.values()]
    copy(connection, "search_text (id, texts)", zip(rows, texts))
    copy(connection, "search_gram (id, grams)", zip(rows, codes))
