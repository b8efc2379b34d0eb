"""The index follows the rows: whatever a session writes can be found when it commits.

What goes past the session (rows inserted in bulk) is ``put`` by whoever writes it.
"""

from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session, SQLModel

from db.search import searched
from db.search.index import drop, put, write


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: UOWTransaction) -> None:
    """Rows that were made, changed or taken away one by one."""
    written: dict[type[SQLModel], list[tuple[int, dict[str, str]]]] = {}
    gone: dict[type[SQLModel], list[int]] = {}
    for row in (*session.new, *session.dirty):
        if searched.is_indexed(type(row)) and _says_something_else(row):
            known = {name: getattr(row, name) for name in searched.columns(type(row))}
            texts = searched.texts(type(row), known)
            written.setdefault(type(row), []).append((row.id, texts))
    for row in session.deleted:
        if searched.is_indexed(type(row)):
            gone.setdefault(type(row), []).append(row.id)
    for model, rows in written.items():
        write(session.connection(), str(model.__tablename__), rows)
    for model, ids in gone.items():
        drop(session.connection(), str(model.__tablename__), ids)


def _says_something_else(row: SQLModel) -> bool:
    """Whether a flush writes what ``row`` is found by."""
    state = inspect(row)
    if not state.has_identity:
        return True
    return any(state.attrs[name].history.has_changes() for name in searched.columns(type(row)))


@event.listens_for(Session, "do_orm_execute")
def _follow_many(state: ORMExecuteState) -> Any:
    """Rows that one statement changes or takes away: which they are is asked before."""
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return None
    model = state.bind_mapper.class_
    if not searched.is_indexed(model) or (state.is_update and not _touches(state, model)):
        return None
    ids = _ids(state, model)
    done = state.invoke_statement()
    connection, table = state.session.connection(), str(model.__tablename__)
    if state.is_delete:
        drop(connection, table, ids)
        return done
    columns = model.__table__.c
    asked = select(columns.id, *(columns[name] for name in searched.columns(model)))
    rows = connection.execute(asked.where(columns.id.in_(ids))).mappings()
    put(connection, table, [dict(row) for row in rows])
    return done


def _touches(state: ORMExecuteState, model: type[SQLModel]) -> bool:
    """Whether an update writes a column that rows are found by."""
    given = getattr(state.statement, "_values", None) or {}
    written = {getattr(column, "key", column) for column in given}
    for some in _lists(state):
        written |= set(some)
    return bool(written & set(searched.columns(model)))


def _lists(state: ORMExecuteState) -> list[dict[str, Any]]:
    """The values of an update of many rows by their keys."""
    given = state.parameters
    return [dict(one) for one in given] if isinstance(given, list | tuple) else []


def _ids(state: ORMExecuteState, model: type[SQLModel]) -> list[int]:
    if rows := _lists(state):
        return [row["id"] for row in rows]
    asked = select(model.__table__.c.id)  # type: ignore[attr-defined]
    where = getattr(state.statement, "whereclause", None)
    return list(state.session.connection().scalars(asked if where is None else asked.where(where)))
