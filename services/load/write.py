"""Writing many rows at once, each with its line of history (批量写入)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, text, update
from sqlmodel import Session, col

from db import search
from models.base import now
from models.history import RowChange, RowChangeKind
from rules.entity import Entity
from services.entity.standing import plain
from services.load.compare import Changed, Compared, New

AT_ONCE = 1_000


class Writing:
    """Writes rows of one table for one batch (批量写入)."""

    def __init__(self, session: Session, entity: Entity, batch_id: int, member_id: int) -> None:
        self._session, self.entity, self._batch = session, entity, batch_id
        self._member, self._moment = member_id, now()
        self._personal = frozenset(one.name for one in entity.columns if one.personal)
        self._extra = frozenset(one.name for one in entity.columns if one.extra)
        self._columns = frozenset(entity.table.c.keys())
        self._lines: list[dict[str, Any]] = []

    def take(self, compared: Compared) -> None:
        """Add what is new, change what differs, and note both."""
        self._add(compared.new)
        self._change(compared.changed)
        self.flush()

    def line(
        self,
        kind: RowChangeKind,
        row_id: int,
        path: str | None,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        """Note one change; what names people is sealed apart."""
        open_: dict[str, Any] = {}
        sealed: dict[str, Any] = {}
        for name, values in (("before", before), ("after", after)):
            told = None if values is None else {n: plain(value) for n, value in values.items()}
            open_[name] = told
            if told is not None and self._personal:
                hidden = {n: told.pop(n) for n in self._personal & told.keys()}
                sealed |= {name: hidden} if hidden else {}
        self._lines.append(
            {
                "entity": self.entity.key,
                "row_id": row_id,
                "kind": kind,
                "path": path or "/",
                **open_,
                "personal": json.dumps(sealed, ensure_ascii=False) if sealed else None,
                "member_id": self._member,
                "batch_id": self._batch,
                "created_at": self._moment,
            }
        )

    def flush(self) -> None:
        """Write the lines of history that were noted."""
        if self._lines:
            self._session.connection().execute(insert(RowChange), self._lines)
            self._lines = []

    def _add(self, rows: Sequence[New]) -> None:
        if not rows:
            return
        ids = _new_ids(self._session, self.entity, len(rows))
        made = [self._row(row_id, row.values) for row_id, row in zip(ids, rows)]
        self._session.connection().execute(insert(self.entity.table), made)
        for row_id, row in zip(ids, rows):
            told = {name: value for name, value in row.values.items() if value is not None}
            self.line(RowChangeKind.CREATED, row_id, row.path, None, told)
        search.put(self._session.connection(), self.entity.key, made)

    def _row(self, row_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        row = {name: value for name, value in values.items() if name in self._columns}
        row["id"] = row_id
        if self.entity.can_extend:
            extra = {n: values[n] for n in self._extra if values.get(n) is not None}
            row["extra"] = extra or None
        return row | dict(self.entity.only)

    def _change(self, rows: Sequence[Changed]) -> None:
        for row in rows:
            self.line(RowChangeKind.CHANGED, row.row_id, row.path, row.before, row.after)
        self.set((row.row_id, row.after, row.extra) for row in rows)

    def set(self, rows: Iterable[tuple[int, Mapping[str, Any], Mapping[str, Any]]]) -> None:
        """Give rows by id new values; with each come its custom fields as they stand."""
        by_shape: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
        for row_id, values, extra in rows:
            bound = {f"v_{n}": value for n, value in values.items() if n in self._columns}
            if added := {n: value for n, value in values.items() if n in self._extra}:
                whole = {n: v for n, v in {**extra, **added}.items() if v is not None}
                bound["v_extra"] = whole or None
            by_shape[frozenset(bound)].append({"key": row_id, **bound})
        table, connection = self.entity.table, self._session.connection()
        for shape, some in by_shape.items():
            given: dict[str, Any] = {
                name.removeprefix("v_"): bindparam(name) for name in sorted(shape)
            }
            if given:
                changed = update(table).where(table.c.id == bindparam("key")).values(given)
                connection.execute(changed, some)
        names = {name.removeprefix("v_") for shape in by_shape for name in shape}
        if names & set(self.entity.search):
            self.find_anew(one["key"] for some in by_shape.values() for one in some)

    def find_anew(self, ids: Iterable[int]) -> None:
        """Let rows be found by what they say now."""
        table, connection = self.entity.table, self._session.connection()
        known = list(ids)
        for start in range(0, len(known), AT_ONCE):
            asked = select(table).where(table.c.id.in_(known[start : start + AT_ONCE]))
            rows = [dict(row) for row in connection.execute(asked).mappings()]
            search.put(connection, self.entity.key, rows)

    def remove(self, ids: Sequence[int]) -> None:
        """Take rows away."""
        table, connection = self.entity.table, self._session.connection()
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            connection.execute(delete(table).where(table.c.id.in_(some)))
            search.drop(connection, self.entity.key, some)


def _new_ids(session: Session, entity: Entity, count: int) -> list[int]:
    """Numbers that no row has, nor ever had as far as history knows."""
    connection = session.connection()
    table = entity.table
    if connection.dialect.name == "postgresql":
        asked = text(
            "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :n)"
        )
        return list(connection.execute(asked, {"name": f'"{table.name}"', "n": count}).scalars())
    last = connection.execute(select(func.max(table.c.id))).scalar() or 0
    known = select(func.max(col(RowChange.row_id))).where(col(RowChange.entity) == entity.key)
    first = max(last, connection.execute(known).scalar() or 0) + 1
    return list(range(first, first + count))
