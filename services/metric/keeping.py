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
from services.definition import state
from services.entity import entity_for
from services.metric.cube import Cube, cubes
from services.metric.rollup import kept_of, looked_at, put_into

_BEFORE = "rows before the flush"
_FEW = 500
_rolled: dict[tuple[str, int], frozenset[str]] = {}


@event.listens_for(Session, "before_flush")
def _note(session: Session, _context: object, _instances: object) -> None:
    """What the rows of this flush were."""
    touched = _touched(session)
    noted: dict[str, tuple[tuple[Cube, ...], list[dict[str, Any]]]] = {}
    for key, ids in touched.items():
        mine = kept_of(session, key)
        if mine:
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


def _touched(session: Session) -> dict[str, list[int]]:
    """The tables of this flush that may have sums, with the rows that are there already."""
    every = [*session.new, *session.dirty, *session.deleted]
    keys = {_key(row) for row in every if isinstance(row, Record)}
    if not keys:
        return {}
    wanted = keys & _rolled_tables(session)
    found: dict[str, list[int]] = {key: [] for key in sorted(wanted)}
    for row in (*session.dirty, *session.deleted):
        if (key := _key(row)) in found and row.id is not None:
            found[key].append(row.id)
    return found


def _rolled_tables(session: Session) -> frozenset[str]:
    with session.no_autoflush:
        at = state(session)
        found = _rolled.get(at) if at else None
        if found is None:
            found = frozenset(cube.entity for cube in cubes(session).values())
            if at is not None:
                _rolled.clear()
                _rolled[at] = found
    return found


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
