"""The sums of metrics move with rows that are written past the session (汇总同步)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from rules.entity import Entity
from services.metric.rollup import kept_of, looked_at, put_into


class Sums:
    """What is added up of one table (汇总). Nothing, where nothing is."""

    def __init__(self, session: Session, entity: Entity) -> None:
        self._session, self._table = session, entity.table
        self._mine = kept_of(session, entity.key)
        names = looked_at(self._mine, entity) if self._mine else []
        self._columns = [self._table.c[name] for name in names]

    @contextmanager
    def around(self, ids: Sequence[int]) -> Iterator[None]:
        """Whatever is done to these rows inside moves the sums."""
        if not self._mine:
            yield
            return
        before = self._rows(ids)
        yield
        put_into(self._session, self._mine, before, self._rows(ids))

    def _rows(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        asked = select(*self._columns).where(self._table.c.id.in_(list(ids)))
        return [dict(row) for row in self._session.connection().execute(asked).mappings()]
