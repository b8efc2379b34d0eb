"""Sums that are kept while writing (日汇总): built once, moved with every row, proved equal.

``put`` is for whoever writes many rows past the session; rows written through the session are
seen by ``services.metric.keeping``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite
from sqlmodel import Session

from db.revision import moved
from models.base import now
from models.metric import Rollup
from models.revision import Area
from rules.calendar import day_of
from rules.condition import names
from rules.entity import Entity
from services.definition import look_again
from services.entity import entity_for
from services.metric.asking import Asked, whole
from services.metric.compiling import by_day_and_path
from services.metric.cube import BUILT, LONG_AGO, MONTHLY, Cube, cubes, text_of

TABLE: Any = Rollup.__table__  # type: ignore[attr-defined]  # SQLModel adds it
Spot = tuple[str, date, str, str, str]  # cube, day, path, first, second
Sums = dict[Spot, tuple[int, int]]
_MANY = 500
_COMPLETE = select(TABLE.c.first).where(TABLE.c.cube == BUILT)  # asked with every flush


def built(session: Session) -> frozenset[str]:
    """The cubes whose sums are complete."""
    return frozenset(session.connection().execute(_COMPLETE).scalars())


def is_built(session: Session, cube: Cube) -> bool:
    """Whether the sums of ``cube`` are complete."""
    asked = select(TABLE.c.id).where(TABLE.c.cube == BUILT, TABLE.c.first == cube.name)
    return session.connection().execute(asked).first() is not None


def build(session: Session, cube: Cube) -> int:
    """Add up every row once; from here on writing keeps the sums. How many sums there are."""
    _hold_writers(session, cube)
    drop(session, cube.name)
    sums = raw(session, cube)
    lines = [_line(spot, count) for spot, count in sums.items()]
    for first in range(0, len(lines), _MANY):
        session.connection().execute(insert(TABLE), lines[first : first + _MANY])
    session.connection().execute(
        insert(TABLE), [_line((BUILT, LONG_AGO, "", cube.name, ""), (0, 0))]
    )
    moved(session, Area.METRIC)
    return len(lines)


def build_all(session: Session) -> int:
    """Build what metrics ask for and is not there yet; drop what no metric asks for any more."""
    wanted, there = cubes(session), built(session)
    for name in sorted(there - set(wanted)):
        drop(session, name)
    for name in sorted(set(wanted) - there):
        build(session, wanted[name])
    return len(set(wanted) - there)


def drop(session: Session, name: str) -> None:
    """Forget the sums of a cube."""
    both = (name, name + MONTHLY)
    said = (TABLE.c.cube == BUILT) & (TABLE.c.first == name)
    session.connection().execute(delete(TABLE).where(TABLE.c.cube.in_(both) | said))


def prove(session: Session, cube: Cube) -> bool:
    """Whether the sums are what the rows add up to (核对)."""
    both = (cube.name, cube.name + MONTHLY)
    asked = select(TABLE).where(TABLE.c.cube.in_(both))
    kept: Sums = {}
    for line in session.connection().execute(asked):
        if line.row_count or line.total:
            spot = (line.cube, line.day, line.path, line.first, line.second)
            kept[spot] = (line.row_count, line.total)
    return kept == raw(session, cube)


def put(
    session: Session,
    entity: Entity,
    before_rows: Iterable[Mapping[str, Any]],
    after_rows: Iterable[Mapping[str, Any]],
) -> None:
    """Move the sums: rows as they were, and as they are now; custom fields under ``extra``."""
    mine = kept_of(session, entity.key)
    if mine:
        put_into(session, mine, before_rows, after_rows)


def kept_of(session: Session, key: str) -> tuple[Cube, ...]:
    """The cubes of one table whose sums are kept now."""
    return kept_by_table(session).get(key, ())


def kept_by_table(session: Session) -> dict[str, tuple[Cube, ...]]:
    """The cubes whose sums are kept now, by their table; what was built a moment ago by somebody
    else is among them, even where this session saw the definitions before."""
    there = built(session)
    if not there:
        return {}
    with session.no_autoflush:
        known = cubes(session)
        if not there <= set(known):
            look_again(session)
            known = cubes(session)
    found: dict[str, tuple[Cube, ...]] = {}
    for name in sorted(there & set(known)):
        cube = known[name]
        found[cube.entity] = (*found.get(cube.entity, ()), cube)
    return found


def put_into(
    session: Session,
    mine: Sequence[Cube],
    before_rows: Iterable[Mapping[str, Any]],
    after_rows: Iterable[Mapping[str, Any]],
) -> None:
    """The same for cubes that are known."""
    counts: Counter[Spot] = Counter()
    totals: Counter[Spot] = Counter()
    for sign, rows in ((-1, before_rows), (1, after_rows)):
        for row in rows:
            flat = {**row, **(row.get("extra") or {})}
            for cube in mine:
                _count(cube, flat, sign, counts, totals)
    moves = {spot: (counts[spot], totals[spot]) for spot in counts if counts[spot] or totals[spot]}
    if moves:
        _move(session, moves)


def looked_at(mine: Iterable[Cube], entity: Entity) -> list[str]:
    """The columns of the table that these cubes look at."""
    found = {"id", "path"}
    for cube in mine:
        measure = cube.measure
        found |= {measure.time, measure.column, *cube.dimensions}
        found |= names(measure.among) | names(measure.where)
    extra = {name for name in found if name in entity.by_name and entity.by_name[name].extra}
    return sorted((found - extra - {""}) | ({"extra"} if extra else set()))


def raw(session: Session, cube: Cube) -> Sums:
    """What the rows add up to, day by day and month by month, counted by the database."""
    entity = entity_for(session, cube.entity)
    asked = Asked(today=date.min, by=cube.dimensions)
    question = by_day_and_path(whole(entity), cube.measure, asked)
    found: Counter[Spot] = Counter()
    totals: Counter[Spot] = Counter()
    for day, path, *values, count, total in session.connection().execute(question):
        for spot in _spots(cube, date.fromisoformat(day), path, values):
            found[spot] += count
            totals[spot] += int(total or 0)
    return {spot: (found[spot], totals[spot]) for spot in found}


def _count(
    cube: Cube, row: dict[str, Any], sign: int, counts: Counter[Spot], totals: Counter[Spot]
) -> None:
    found = cube.counts(row)
    if found is None:
        return
    values = [row.get(name) for name in cube.dimensions]
    for spot in _spots(cube, _day(row[cube.measure.time]), row["path"], values):
        counts[spot] += sign * found[0]
        totals[spot] += sign * found[1]


def _spots(cube: Cube, day: date, path: str, values: Sequence[Any]) -> tuple[Spot, Spot]:
    first, second = (*(text_of(value) for value in values), "", "")[:2]
    return (
        (cube.name, day, path, first, second),
        (cube.name + MONTHLY, day.replace(day=1), path, first, second),
    )


def _day(value: Any) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return day_of(value) if isinstance(value, datetime) else value


def _line(spot: Spot, sums: tuple[int, int]) -> dict[str, Any]:
    cube, day, path, first, second = spot
    where = {"cube": cube, "day": day, "path": path, "first": first, "second": second}
    return {**where, "row_count": sums[0], "total": sums[1], "created_at": now()}


def _move(session: Session, moves: Sums) -> None:
    """Add to the sums; always in the same order, so that two writers never wait in a circle."""
    connection = session.connection()
    on = insert_on_sqlite if connection.dialect.name == "sqlite" else insert_on_postgresql
    line: Any = on(TABLE)
    question = line.on_conflict_do_update(
        index_elements=[TABLE.c[name] for name in ("cube", "day", "path", "first", "second")],
        set_={
            "row_count": TABLE.c.row_count + line.excluded.row_count,
            "total": TABLE.c.total + line.excluded.total,
        },
    )
    connection.execute(question, [_line(spot, moves[spot]) for spot in sorted(moves)])
    for path in sorted({spot[2] for spot in moves}):
        moved(session, Area.METRIC, int(path.strip("/").rpartition("/")[2] or 0), path)


def _hold_writers(session: Session, cube: Cube) -> None:
    """While the rows are added up nobody may add one; SQLite has one writer anyway."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        table = entity_for(session, cube.entity).table
        quoted = connection.dialect.identifier_preparer.format_table(table)
        connection.execute(text(f"LOCK TABLE {quoted} IN SHARE MODE"))


def sums_of(session: Session, cube: Cube) -> int:
    """How many sums a cube has."""
    asked = select(func.count()).where(TABLE.c.cube == cube.name)
    return int(session.connection().execute(asked).scalar_one())
