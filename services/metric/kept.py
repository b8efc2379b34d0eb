"""Reading figures from the sums that are kept while writing (读日汇总)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlmodel import Session

from db.bucket import DayOfDate, begins_the_path
from db.revision import path_end
from models.place import Place
from rules.condition import names
from rules.entity import Entity, Kind
from rules.metric import Cell, Grain, Measure, Metric
from services.metric.asking import MOST_GROUPS, Asked, Cells, Source, Spots
from services.metric.compiling import shortened
from services.metric.cube import MONTHLY, Cube, cube_of, text_of, value_of
from services.metric.grouping import key_of, must_be_few
from services.metric.rollup import TABLE, is_built

_BY_MONTHS = frozenset({None, Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR})


def kept_cells(
    session: Session, source: Source, metric: Metric, measure: Measure, asked: Asked
) -> Cells | None:
    """The cells of ``measure`` from its sums; ``None`` where they cannot say: the rows can."""
    if not metric.rolled:
        return None
    spots = source.spots({*used(measure), *asked.by, *(name for name, _value in asked.only)})
    if spots is None:
        return None
    cube = cube_of(metric, measure)
    if not is_built(session, cube):
        return None
    grows = metric.cumulative
    question = _question(cube, spots, asked, grows)
    rows = session.connection().execute(question.limit(MOST_GROUPS + 1)).all()
    must_be_few(rows)
    return {
        key_of(_typed(row[:-2], source.entity, asked), asked, asked.grain is not None): Cell(
            int(row[-2]), int(row[-1])
        )
        for row in rows
        if row[-2]
    }


def _question(cube: Cube, spots: Spots, asked: Asked, grows: bool) -> Select[Any]:
    by_months = asked.grain in _BY_MONTHS and all(
        day is None or day.day == 1 for day in (None if grows else asked.start, asked.end)
    )
    name = cube.name + MONTHLY if by_months else cube.name
    found = [TABLE.c.cube == name, _mine(spots)]
    if asked.path != "/":
        found.append(_below(asked.path))
    if asked.start is not None and not grows:
        found.append(TABLE.c.day >= asked.start)
    if asked.end is not None:
        found.append(TABLE.c.day < asked.end)
    found += [_kept(cube, one) == text_of(value) for one, value in asked.only]
    groups: list[Any] = []
    if asked.grain is not None:
        groups.append(shortened(DayOfDate(TABLE.c.day), asked.grain))
    place = Place.__table__.alias("level")  # type: ignore[attr-defined]
    groups += [place.c.id] if asked.level is not None else []
    groups += [_kept(cube, one) for one in asked.by]
    # the places first: SQLite then goes from place to place, and not from sum to every place
    sorted_by = sorted(groups, key=lambda one: one is not place.c.id)
    asked_for: Select[Any] = select(*groups, func.sum(TABLE.c.row_count), func.sum(TABLE.c.total))
    if asked.level is not None:
        of_level = (place.c.kind == asked.level) & begins_the_path(TABLE.c.path, place.c.path)
        asked_for = asked_for.select_from(TABLE.join(place, of_level))
    return asked_for.where(*found).group_by(*sorted_by)


def used(measure: Measure) -> set[str]:
    """The columns that a measure looks at."""
    found = {measure.time, measure.column} | names(measure.among) | names(measure.where)
    return found - {""}


def _kept(cube: Cube, name: str) -> Any:
    return (TABLE.c.first, TABLE.c.second)[cube.dimensions.index(name)]


def _mine(spots: Spots) -> ColumnElement[bool]:
    below, at = spots
    points = [TABLE.c.path.in_(at)] if at else []
    return or_(false(), *(_below(path) for path in below), *points)


def _below(path: str) -> ColumnElement[bool]:
    if path == "/":
        return TABLE.c.path >= path  # type: ignore[no-any-return]
    return and_(TABLE.c.path >= path, TABLE.c.path < path_end(path))


def _typed(row: Any, entity: Entity, asked: Asked) -> list[Any]:
    """The texts that a cube keeps as the values they stand for."""
    given = list(row)
    first = len(given) - len(asked.by)
    for n, name in enumerate(asked.by):
        yes_no = entity.by_name[name].kind is Kind.YES_NO
        given[first + n] = value_of(given[first + n], yes_no)
    return given
