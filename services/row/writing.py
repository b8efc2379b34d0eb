"""Writing many rows at once, with a line in the history of each (批量写入).

Who may write what has been checked by whoever calls: this floor only writes. The columns of the
table are meant here; ``kept`` turns the columns that people know into these.
"""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlmodel import Session, col

from db import search
from models.base import now
from models.history import RowChange, RowChangeKind
from models.place import Place
from rules.entity import Entity
from rules.permission import Visitor
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
    """Write them all, and a line of history for each; their numbers, in the same order."""
    session.flush()
    moment = now()
    new = [one for one in writes if one.before is None and one.after is not None]
    old = [one for one in writes if one.before is not None and one.after is not None]
    gone = [one for one in writes if one.after is None and one.before is not None]
    placed(session, entity, [one.after for one in (*new, *old) if one.after is not None])
    numbers = iter(_inserted(session, entity, new))
    _updated(session, entity, old)
    _deleted(session, entity, gone)
    ids = [next(numbers) if one.before is None else int(one.before["id"]) for one in writes]
    lines = [
        _line(entity, one, row_id)
        | {"created_at": moment, "member_id": actor.member_id, "batch_id": batch_id}
        for one, row_id in zip(writes, ids)
    ]
    for part in _parts(lines):
        session.execute(insert(RowChange), part)
    _searched(session, entity, list(zip(writes, ids)))
    session.expire_all()
    return ids


def _searched(session: Session, entity: Entity, written: Sequence[tuple[Write, int]]) -> None:
    """Let the rows be found by what they say now."""
    connection, key = session.connection(), entity.table.name
    looked_at = {*entity.search, "extra"}
    rows = []
    for one, row_id in written:
        if one.after is not None and (one.before is None or looked_at & one.after.keys()):
            rows.append({**(one.before or {}), **one.after, "id": row_id})
    if rows:
        search.put(connection, key, rows)
    if gone := [row_id for one, row_id in written if one.after is None]:
        search.drop(connection, key, gone)


def _filled(entity: Entity, name: str, value: Any) -> Any:
    """An empty text is an empty text where the table wants one."""
    if value is None and not entity.table.c[name].nullable:
        field = entity.model.model_fields.get(name)
        return None if field is None or field.is_required() else field.get_default()
    return value


def _inserted(session: Session, entity: Entity, new: Sequence[Write]) -> list[int]:
    table = entity.table
    ids: list[int] = []
    numbered = _fresh_numbers(session, entity) if new else None
    for part in _parts(new):
        rows = [dict(one.after or {}) for one in part]
        for row, one in zip(rows, part):
            if one.row_id is not None:
                row["id"] = one.row_id
            elif numbered is not None:
                row["id"] = next(numbered)
        asked = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        ids += [int(one) for one in session.execute(asked, rows).scalars()]
    return ids


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


def _updated(session: Session, entity: Entity, old: Sequence[Write]) -> None:
    table = entity.table
    alike: dict[tuple[str, ...], list[Stored]] = {}
    for one in old:
        before, after = one.before or {}, one.after or {}
        changed = {n: v for n, v in after.items() if n != "id" and v != before.get(n)}
        if changed:
            told = {f"new_{name}": value for name, value in changed.items()}
            alike.setdefault(tuple(sorted(changed)), []).append(told | {"row_id": before["id"]})
    for names, rows in alike.items():
        values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        asked = update(table).where(table.c.id == bindparam("row_id")).values(values)
        for part in _parts(rows):
            session.connection().execute(asked, part)


def _deleted(session: Session, entity: Entity, gone: Sequence[Write]) -> None:
    for part in _parts([int((one.before or {})["id"]) for one in gone]):
        session.connection().execute(delete(entity.table).where(entity.table.c.id.in_(part)))


def _line(entity: Entity, one: Write, row_id: int) -> dict[str, Any]:
    """The history's line: what names or reaches a person, or is not described, is sealed apart."""
    before, after = one.before, one.after
    if before is not None and after is not None:
        after = before | after
    old, new = _told(entity, before), _told(entity, after)
    if one.before is not None and one.after is not None:
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
