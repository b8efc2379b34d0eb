"""Writing many rows at once, each with its line of history (批量写入)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, select, text, update
from sqlmodel import Session, col

from db import search
from db.bulk import insert_rows
from models.base import now
from models.history import RowChange, RowChangeKind
from rules.entity import Entity
from services.entity.standing import plain, values_of
from services.load.compare import Compared, New
from services.metric.around import Sums
from services.row.writing import HIDDEN

AT_ONCE = 1_000
Change = tuple[int, str | None, Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""The number of a row, its path, what it says and what it shall say, its custom fields."""
_EXTRA = frozenset({f"{HIDDEN}extra"})
_LINES: Table = RowChange.__table__  # type: ignore[attr-defined]  # SQLModel adds it


class Writing:
    """Writes rows of one table for one batch (批量写入)."""

    def __init__(self, session: Session, entity: Entity, batch_id: int, member_id: int) -> None:
        self._session, self.entity, self._batch = session, entity, batch_id
        self._member, self._moment = member_id, now()
        self._personal = frozenset(one.name for one in entity.columns if one.personal)
        self._extra = frozenset(one.name for one in entity.columns if one.extra)
        self._columns = frozenset(entity.table.c.keys())
        self._lines: list[dict[str, Any]] = []
        self._sums = Sums(session, entity)

    def take(self, compared: Compared) -> None:
        """Add what is new, change what differs, and note both."""
        if compared.new:
            ids = _new_ids(self._session, self.entity, len(compared.new))
            with self._sums.around(ids):
                self._add(ids, compared.new)
        if compared.changed:
            self.change(
                RowChangeKind.CHANGED,
                [
                    (one.row_id, one.path, one.before, one.after, one.extra)
                    for one in compared.changed
                ],
            )
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
            told = None if values is None else _plain(values)
            open_[name] = told
            if told is not None:
                hidden = {n: told.pop(n) for n in self._sealed(told)}
                sealed |= {name: hidden} if hidden else {}
        self._lines.append(
            {
                "entity": self.entity.table.name,
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

    def _sealed(self, told: Mapping[str, Any]) -> frozenset[str]:
        return (self._personal | _EXTRA) & told.keys()

    def flush(self) -> None:
        """Write the lines of history that were noted."""
        if self._lines:
            insert_rows(self._session.connection(), _LINES, self._lines)
            self._lines = []

    def _add(self, ids: Sequence[int], rows: Sequence[New]) -> None:
        made = [self._row(row_id, row.values) for row_id, row in zip(ids, rows)]
        insert_rows(self._session.connection(), self.entity.table, made)
        for row_id, row in zip(ids, rows):
            told = {n: one for n, one in row.values.items() if one is not None and n != "path"}
            self.line(RowChangeKind.CREATED, row_id, row.path, None, told)
        search.put(self._session.connection(), self.entity.key, made)

    def _row(self, row_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        row = {name: value for name, value in values.items() if name in self._columns}
        row["id"] = row_id
        if self.entity.can_extend:
            extra = {n: values[n] for n in self._extra if values.get(n) is not None}
            row["extra"] = extra or None
        return row | dict(self.entity.only)

    def change(self, kind: RowChangeKind, rows: Sequence[Change]) -> None:
        """Give rows new values, and note it."""
        for row_id, path, before, after, _extra in rows:
            told = [{n: one for n, one in of.items() if n != "path"} for of in (before, after)]
            self.line(kind, row_id, path, *told)
        with self._sums.around([row[0] for row in rows]):
            self._set(rows)

    def _set(self, rows: Iterable[Change]) -> None:
        by_shape: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
        for row_id, _path, _before, values, extra in rows:
            bound = {f"v_{n}": value for n, value in values.items() if n in self._columns}
            if added := {n: value for n, value in values.items() if n in self._extra}:
                whole = {n: v for n, v in {**extra, **added}.items() if v is not None}
                bound["v_extra"] = whole or None
            by_shape[frozenset(bound)].append({"key": row_id, **bound})
        table, connection = self.entity.table, self._session.connection()
        for shape, some in by_shape.items():
            names = sorted(name.removeprefix("v_") for name in shape)
            given: dict[str, Any] = {
                name: bindparam(f"v_{name}", type_=table.c[name].type) for name in names
            }
            changed = update(table).where(table.c.id == bindparam("key")).values(given)
            connection.execute(changed, some)
        said = {name.removeprefix("v_") for shape in by_shape for name in shape}
        if said & {*self.entity.search, "extra"}:
            self._find_anew([one["key"] for some in by_shape.values() for one in some])

    def _find_anew(self, ids: Sequence[int]) -> None:
        """Let rows be found by what they say now."""
        table, connection = self.entity.table, self._session.connection()
        for start in range(0, len(ids), AT_ONCE):
            asked = select(table).where(table.c.id.in_(ids[start : start + AT_ONCE]))
            rows = [dict(row) for row in connection.execute(asked).mappings()]
            search.put(connection, self.entity.key, rows)

    def remove(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take rows away, and note all that they said."""
        ids = [int(row["id"]) for row in rows]
        for row in rows:
            told = self._described(row)
            self.line(RowChangeKind.REMOVED, row["id"], row.get("path"), told, None)
        table, connection = self.entity.table, self._session.connection()
        with self._sums.around(ids):
            connection.execute(delete(table).where(table.c.id.in_(ids)))
        search.drop(connection, self.entity.key, ids)

    def _described(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A whole row as its history tells it, so that it can be put back."""
        told = {n: one for n, one in values_of(self.entity, row).items() if n != "id"}
        extra = row.get("extra")
        return told | ({f"{HIDDEN}extra": extra} if extra else {})


_AS_IT_IS = frozenset({str, int, bool, float, list, type(None)})


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them."""
    return {n: one if type(one) in _AS_IT_IS else plain(one) for n, one in values.items()}


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
    known = select(func.max(col(RowChange.row_id))).where(col(RowChange.entity) == table.name)
    first = max(last, connection.execute(known).scalar() or 0) + 1
    return list(range(first, first + count))
