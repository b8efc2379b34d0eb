"""Putting a row back as it was before a change (恢复记录), the removed ones too."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as find

from models.history import RowChange, RowChangeKind
from rules.asking import checked
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import entity_for
from services.entity.standing import NO_ROW, Stored, stored, typed, values_of
from services.right import Reach, allowed, may_write
from services.row.beforehand import would_be
from services.row.changing import OUT_OF_REACH, must_be_free, note, public
from services.row.writing import HIDDEN, Write, kept, write_rows
from services.visitor import visitor

NO_CHANGE = N_("There is no such change in the history of this row.")


def restore_row(session: Session, actor: Visitor, key: str, change_id: int) -> int:
    """Put a row back as it was before one of its changes, or back at all; its number.

    Raises:
        Refused: no right to that; nothing was different then; what it said then may not be said
            any more.
    """
    entity = entity_for(session, key)
    change = session.get(RowChange, change_id)
    if change is None or change.entity != entity.table.name:
        raise Refused(NO_CHANGE)
    table, row_id = entity.table, change.row_id
    there = session.execute(select(table.c.id).where(table.c.id == row_id)).first()
    if there is None:
        return _back(session, actor, entity, change)
    may = may_write(session, actor, entity, Action.CHANGE)
    return _as_before(session, actor, may, change)


def values_before(session: Session, entity: Entity, change: RowChange) -> dict[str, Any]:
    """What a row that is there would take back to be as it was before ``change``: all that later
    changes replaced, the newest first."""
    later = find(RowChange).where(
        RowChange.entity == change.entity,
        RowChange.row_id == change.row_id,
        col(RowChange.id) >= change.id,
    )
    values: dict[str, Any] = {}
    for one in session.exec(later.order_by(col(RowChange.id).desc())):
        if one.kind is not RowChangeKind.CREATED:
            values |= told(one, "before")
    return typed_values(entity, values)


def typed_values(entity: Entity, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the history says of the columns that still are there, as it can be written again."""
    known = [name for name in values if name in entity.by_name and name != "created_at"]
    return {name: _typed(entity, name, values[name]) for name in known}


def told(change: RowChange, word: str) -> dict[str, Any]:
    """What a change says of ``before`` or ``after``, with what is sealed."""
    opened = getattr(change, word) or {}
    sealed: Mapping[str, Any] = json.loads(change.personal) if change.personal else {}
    return {**opened, **sealed.get(word, {})}


def _as_before(session: Session, actor: Visitor, may: Reach, change: RowChange) -> int:
    entity, row_id = may.entity, change.row_id
    fresh = visitor(session, actor.member_id)
    row = stored(session, entity, row_id, lock=True)
    names = allowed(session, may, row_id)
    if not names:
        raise Refused(NO_ROW)
    if change.kind is RowChangeKind.CREATED:
        raise Refused(N_("Before this the row was not there. Remove it, if it shall go."))
    before = values_of(entity, row)
    wanted = values_before(session, entity, change)
    values = {name: value for name, value in wanted.items() if value != before.get(name)}
    if not values:
        raise Refused(N_("The row is already as it was then."))
    must_be_free(entity, set(values), names)
    if checked(entity, values, may.facts, before).wrong:
        raise Refused(N_("The row cannot be put back: what it said then is not allowed any more."))
    if not set(values) <= would_be(session, may, {**row, **before, **values}):
        raise Refused(OUT_OF_REACH)
    one = Write(row, kept(entity, values, row), kind=RowChangeKind.RESTORED)
    write_rows(session, fresh, entity, [one])
    if not set(values) <= allowed(session, may, row_id):
        raise Refused(OUT_OF_REACH)
    old = public(entity, {name: before.get(name) for name in values})
    after = public(entity, values)
    note(session, fresh, "row.restored", entity, row_id, before=old, after=after)
    return row_id


def _back(session: Session, actor: Visitor, entity: Entity, change: RowChange) -> int:
    """A row that was removed: whoever may remove it may put it back."""
    may = may_write(session, actor, entity, Action.REMOVE)
    fresh = visitor(session, actor.member_id)
    if change.kind is not RowChangeKind.REMOVED:
        raise Refused(N_("The row was removed. Put it back first."))
    row = row_of(entity, told(change, "before"))
    if not would_be(session, may, row | values_of(entity, row)):
        raise Refused(NO_ROW)
    back = Write(None, row, row_id=change.row_id, kind=RowChangeKind.RESTORED)
    write_rows(session, fresh, entity, [back])
    if not allowed(session, may, change.row_id):
        raise Refused(NO_ROW)
    after = public(entity, values_of(entity, row))
    note(session, fresh, "row.restored", entity, change.row_id, after=after)
    return change.row_id


def row_of(entity: Entity, values: Mapping[str, Any]) -> Stored:
    """A whole row as the table holds it, from what the history says of it."""
    row: Stored = {}
    for name, value in values.items():
        column = name.removeprefix(HIDDEN)
        if column in entity.table.columns:
            row[column] = typed(entity, column, value)
    return row


def _typed(entity: Entity, name: str, value: Any) -> Any:
    return value if entity.by_name[name].extra else typed(entity, name, value)
