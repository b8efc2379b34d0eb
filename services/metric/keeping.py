"""Whoever writes a row through the session moves its sums, without knowing of them (随写汇总).

What a row was, and what it has become, is asked of the database before and after the flush: so a
value that was never loaded is known, too. Tables that no metric adds up cost nothing.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import event, select
from sqlmodel import Session

from models.base import Record
from rules.refusal import Refused
from services.entity import entity_for
from services.metric.cube import Cube
from services.metric.rollup import kept_by_table, looked_at, put_into

_BEFORE = "rows before the flush"
_FEW = 500


@event.listens_for(Session, "before_flush")
def _note(session: Session, _context: object, _instances: object) -> None:
    """What the rows of this flush were."""
    every = [*session.new, *session.dirty, *session.deleted]
    keys = {_key(row) for row in every if isinstance(row, Record)}
    noted = {}
    for key, mine in kept_by_table(session).items() if keys else ():
        if key in keys:
            there = [*session.dirty, *session.deleted]
            ids = [row.id for row in there if _key(row) == key]
            noted[key] = (mine, _rows(session, key, mine, ids))
    session.info[_BEFORE] = noted


@event.listens_for(Session, "after_flush")
def _keep(session: Session, _context: object) -> None:
    """What they have become; the difference moves the sums."""
    noted = session.info.pop(_BEFORE, None)
    if not noted:
        return
    for key, (mine, before) in noted.items():
        ids = [row.id for row in session.new.union(session.dirty) if _key(row) == key]
        put_into(session, mine, before, _rows(session, key, mine, ids))


def _key(row: Any) -> str:
    return str(getattr(row, "__tablename__", ""))


def _rows(
    session: Session, key: str, mine: tuple[Cube, ...], ids: Iterable[int]
) -> list[dict[str, Any]]:
    try:
        entity = entity_for(session, key)
    except Refused:
        return []
    table, wanted, found = entity.table, list(ids), []
    columns = [table.c[name] for name in looked_at(mine, entity)]
    for first in range(0, len(wanted), _FEW):
        asked = select(*columns).where(table.c.id.in_(wanted[first : first + _FEW]))
        found += [dict(row) for row in session.connection().execute(asked).mappings()]
    return found
