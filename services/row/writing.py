"""Writing many rows at once, with a line in the history of each (批量写入).

Who may write what has been checked by whoever calls: this floor only writes. The columns of the
table are meant here; ``kept`` turns the columns that people know into these.
"""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session, col
from sqlmodel import select as find

from models.base import Record, now
from models.history import RowChange, RowChangeKind
from models.place import Place
from rules.entity import Entity
from rules.permission import Visitor
from services.entity import path_of
from services.entity.standing import Stored, plain

HIDDEN = "."  # before the name of a column that is not described; no described one begins so
AT_ONCE = 5_000


@dataclass(frozen=True)
class Write:
    """One row to be written (写入项): what it was, and what it shall be, as the table holds it.

    ``before`` is ``None`` for a new row, ``after`` for one that goes; ``after`` of a change may
    hold only what is to be set. ``kind`` says how the history calls it; left out, it is plain.
    """

    before: Stored | None
    after: Stored | None
    row_id: int | None = None  # the number under which a removed row comes back
    kind: RowChangeKind | None = None


def kept(entity: Entity, values: Mapping[str, Any], before: Stored | None = None) -> Stored:
    """Values by the names that people know, as the table holds them: those that are set."""
    row: Stored = {}
    extra = dict((before or {}).get("extra") or {})
    for name, value in values.items():
        if not entity.by_name[name].extra:
            row[name] = _filled(entity, name, value)
        elif value is None:
            extra.pop(name, None)
        else:
            extra[name] = plain(value)
    if entity.can_extend and any(entity.by_name[name].extra for name in values):
        row["extra"] = extra or None
    return row


def blank(entity: Entity) -> Stored:
    """A new row before anything is filled in: the defaults of the model."""
    row: Stored = {}
    for column in entity.table.columns:
        if column.name == "id":
            continue
        field = entity.model.model_fields.get(column.name)
        given = field is not None and not field.is_required()
        row[column.name] = field.get_default(call_default_factory=True) if field and given else None
    return row | dict(entity.only)


def placed(session: Session, entity: Entity, rows: Sequence[Stored]) -> None:
    """Write the path of its place into each row that has both, or sets the one."""
    columns = entity.table.columns
    if "place_id" not in columns or "path" not in columns:
        return
    ids = {row["place_id"] for row in rows if row.get("place_id") is not None}
    paths: dict[int, str] = {}
    for part in _parts(sorted(ids)):
        asked = select(col(Place.id), col(Place.path)).where(col(Place.id).in_(part))
        paths |= {place: path for place, path in session.execute(asked)}  # noqa: C416 not a dict yet
    for row in rows:
        if "place_id" in row:
            row["path"] = paths.get(row["place_id"], "/")


def write_rows(
    session: Session,
    actor: Visitor,
    entity: Entity,
    writes: Sequence[Write],
    batch_id: int | None = None,
) -> list[int]:
    """Write them all, and a line of history for each; their numbers, in the same order.

    The session writes them, so that what follows rows (words, sums, formulas) follows these too.
    """
    session.flush()
    placed(session, entity, [one.after for one in writes if one.after is not None])
    known = [int(one.before["id"]) for one in writes if one.before is not None]
    paths = _paths(session, entity, known)
    rows = _taken(session, entity, writes, known)
    session.flush()
    ids = [int(one.id or 0) for one in rows]
    paths |= _paths(session, entity, ids)
    told = {"created_at": now(), "member_id": actor.member_id, "batch_id": batch_id}
    lines = []
    for one, row, row_id in zip(writes, rows, ids):
        after = None if one.after is None else _as_stored(entity, row)
        at = {"path": paths[row_id]} if row_id in paths else {}
        lines.append(_line(entity, one, after, row_id) | at | told)
    for part in _parts(lines):
        session.execute(insert(RowChange), part)
    session.expire_all()  # what was given as a code is read back as its kind
    return ids


def follow_change(
    session: Session, entity: Entity, before: Stored, row: Record, member_id: int | None
) -> None:
    """A line of history for a row that an act of its own subject changed; none where nothing did.

    ``member_id`` is left out where the row itself does not say whose it is.
    """
    after = _as_stored(entity, row)
    if _told(entity, before) == _told(entity, after):
        return
    line = _line(entity, Write(before, after), after, int(row.id or 0))
    told = {"created_at": now(), "member_id": member_id, "batch_id": None}
    session.execute(insert(RowChange), [line | told])


def _taken(
    session: Session, entity: Entity, writes: Sequence[Write], known: Sequence[int]
) -> list[Record]:
    """The rows as the session holds them, with what is to be written."""
    model: Any = entity.model
    held: dict[int, Record] = {}
    for part in _parts(known):
        for row in session.exec(find(model).where(model.id.in_(part))):
            held[row.id] = row
    numbered = _fresh_numbers(session, entity) if len(known) < len(writes) else None
    taken: list[Record] = []
    for one in writes:
        if one.before is None:
            row_id = one.row_id or (next(numbered) if numbered is not None else None)
            row = model(**{**(one.after or {}), "id": row_id})
            session.add(row)
        else:
            row = held[int(one.before["id"])]
            _written(session, row, one)
        taken.append(row)
    return taken


def _written(session: Session, row: Record, one: Write) -> None:
    if one.after is None:
        session.delete(row)
        return
    before = one.before or {}
    for name, value in one.after.items():
        if name != "id" and value != before.get(name):
            setattr(row, name, value)
    session.add(row)


def _as_stored(entity: Entity, row: Record) -> Stored:
    return {column.name: getattr(row, column.name) for column in entity.table.columns}


def _paths(session: Session, entity: Entity, ids: Sequence[int]) -> dict[int, str]:
    """Where rows belong whose table has no path of its own, along its keys."""
    table = entity.table
    if entity.scope.whole or not entity.scope.steps:
        return {}
    found: dict[int, str] = {}
    for part in _parts(list(ids)):
        asked = select(table.c.id, path_of(entity)).where(table.c.id.in_(part))
        found |= {row_id: path for row_id, path in session.execute(asked) if path}
    return found


def _filled(entity: Entity, name: str, value: Any) -> Any:
    """An empty text is an empty text where the table wants one."""
    if value is None and not entity.table.c[name].nullable:
        field = entity.model.model_fields.get(name)
        return None if field is None or field.is_required() else field.get_default()
    return value


def _fresh_numbers(session: Session, entity: Entity) -> Iterator[int] | None:
    """Where SQLite would give the number of a row that was removed to another: numbers beyond.

    A number with a history belongs to one row for ever.
    """
    if session.get_bind().dialect.name != "sqlite":
        return None
    known = select(func.max(RowChange.row_id)).where(RowChange.entity == entity.table.name)
    last = session.execute(known).scalar() or 0
    top = session.execute(select(func.max(entity.table.c.id))).scalar() or 0
    return itertools.count(last + 1) if last > top else None


def _line(entity: Entity, one: Write, after: Stored | None, row_id: int) -> dict[str, Any]:
    """The history's line: what names or reaches a person, or is not described, is sealed apart."""
    before = one.before
    old, new = _told(entity, before), _told(entity, after)
    if before is not None and after is not None:
        same = {name for name in old if old[name] == new.get(name)}
        old = {name: value for name, value in old.items() if name not in same}
        new = {name: value for name, value in new.items() if name not in same}
    elif before is None:
        new = {name: value for name, value in new.items() if not name.startswith(HIDDEN)}
    open_names = {column.name for column in entity.columns if not column.personal}
    secret = {
        word: {name: value for name, value in told.items() if name not in open_names}
        for word, told in (("before", old), ("after", new))
    }
    plainly = one.kind or _kind(one)
    return {
        "entity": entity.table.name,
        "row_id": row_id,
        "kind": plainly,
        "path": str((after or before or {}).get("path") or "/"),
        "before": None if before is None else _only(old, open_names),
        "after": None if after is None else _only(new, open_names),
        "personal": json.dumps(secret, ensure_ascii=False) if any(secret.values()) else None,
    }


def _kind(one: Write) -> RowChangeKind:
    if one.before is None:
        return RowChangeKind.CREATED
    return RowChangeKind.REMOVED if one.after is None else RowChangeKind.CHANGED


def _only(told: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name in names}


def _told(entity: Entity, row: Stored | None) -> dict[str, Any]:
    """A whole row as JSON: the described columns by name, all else under a hidden name."""
    if row is None:
        return {}
    extra = row.get("extra") or {}
    told = {
        one.name: plain(extra.get(one.name) if one.extra else row.get(one.name))
        for one in entity.columns
        if one.name != "id"
    }
    for name, value in row.items():
        if name not in entity.by_name and name != "id":
            told[HIDDEN + name] = plain(value)
    return told


def _parts(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
