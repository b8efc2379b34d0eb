"""How a row came to be what it is (行历史): who changed what, before and after, newest first.

A column is shown as far as it may be read of the row; what names people is sealed, and stays so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.history import RowChange, RowChangeKind
from models.member import Member
from rules.condition import holds
from rules.entity import Column, Entity
from rules.permission import Visitor
from rules.refusal import Refused
from rules.right import Action
from services.entity import entity_for
from services.entity.standing import NO_ROW
from services.right import Reach, allowed, may_write, reach
from services.table.listing import Labels, labels

ROWS = 20  # changes on one page
_OWN = frozenset({"id", "created_at"})


@dataclass(frozen=True)
class Field:
    """One column in a change (字段变更)."""

    column: Column
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One change of a row (一次修改). ``sealed``: something that names people changed too."""

    id: int
    at: datetime
    who: str
    kind: RowChangeKind
    fields: tuple[Field, ...]
    sealed: bool
    batch_id: int | None


@dataclass(frozen=True)
class History:
    """The newest changes of a row (历史). ``gone``: the row is not there any more; ``restorable``:
    the visitor may put it back as it was."""

    changes: tuple[Change, ...]
    more: bool
    gone: bool
    restorable: bool
    labels: Labels


def history(session: Session, here: Visitor, key: str, row_id: int, before_id: int = 0) -> History:
    """The changes of a row, those before ``before_id`` where it is given.

    Raises:
        Refused: the row is not, and was not, the visitor's to read.
    """
    entity = entity_for(session, key)
    seen = reach(session, here, entity)
    lines = _lines(session, entity, row_id, before_id)
    names = allowed(session, seen, row_id)
    gone = not names
    if gone:
        names = _of_removed(session, seen, entity, row_id)
    if not names:
        raise Refused(NO_ROW)
    people = _people(session, lines)
    changes = tuple(_change(entity, one, names, people) for one in lines[:ROWS])
    told = [
        (field.column, value)
        for change in changes
        for field in change.fields
        for value in (field.before, field.after)
    ]
    named = labels(session, here, [one for one, _v in told], [tuple(v for _c, v in told)])
    able = _may_restore(session, here, entity, row_id, gone)
    return History(changes, len(lines) > ROWS, gone, able, named)


def _lines(session: Session, entity: Entity, row_id: int, before_id: int) -> list[RowChange]:
    asked = select(RowChange).where(
        RowChange.entity == entity.table.name, RowChange.row_id == row_id
    )
    if before_id:
        asked = asked.where(col(RowChange.id) < before_id)
    return list(session.exec(asked.order_by(col(RowChange.id).desc()).limit(ROWS + 1)))


def _of_removed(session: Session, seen: Reach, entity: Entity, row_id: int) -> frozenset[str]:
    """The columns that could be read of a row until it was removed."""
    last = next(iter(_lines(session, entity, row_id, 0)), None)
    if last is None or last.kind is not RowChangeKind.REMOVED:
        return frozenset()
    values = last.before or {}
    path = None if entity.scope.whole else last.path
    named = [
        grant.names
        for grant in seen.grants
        if grant.area.has(path) and holds(grant.rows, values, seen.facts)
    ]
    return frozenset[str]().union(*named)


def _may_restore(session: Session, here: Visitor, entity: Entity, row_id: int, gone: bool) -> bool:
    try:
        may = may_write(session, here, entity, Action.REMOVE if gone else Action.CHANGE)
    except Refused:
        return False
    return gone or bool(allowed(session, may, row_id))


def _people(session: Session, lines: list[RowChange]) -> Mapping[int, str]:
    """Whoever changes rows here does so in an office: it is told by name."""
    ids = {one.member_id for one in lines if one.member_id is not None}
    found = select(Member.id, Member.name).where(col(Member.id).in_(ids))
    return {one: name for one, name in session.exec(found) if one is not None}


def _change(
    entity: Entity, one: RowChange, names: frozenset[str], people: Mapping[int, str]
) -> Change:
    before, after = one.before or {}, one.after or {}
    columns = [
        column
        for column in entity.columns
        if column.name in names
        and column.name not in _OWN
        and (column.name in before or column.name in after)
    ]
    fields = [Field(one, before.get(one.name), after.get(one.name)) for one in columns]
    kept = tuple(one for one in fields if one.before != one.after)
    who = people.get(one.member_id or 0, "")
    sealed = bool(one.personal) and one.kind is RowChangeKind.CHANGED
    return Change(one.id or 0, one.created_at, who, one.kind, kept, sealed, one.batch_id)
