"""From one measure to one question to the database (编译统计项).

Every name was looked up among the described columns when the metric was read; every value is
bound; the rights of whoever asks stand in ``source``.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    case,
    func,
    literal,
    literal_column,
    select,
)

from db.bucket import (
    DayOfDate,
    DayOfMoment,
    HalfOf,
    MonthOf,
    QuarterOf,
    WeekOf,
    YearOf,
    begins_the_path,
)
from models.base import UtcDateTime
from models.place import Place
from rules.calendar import day_begins
from rules.condition import ALWAYS, AllOf, Condition, Facts, read_condition
from rules.entity import Entity, Kind
from rules.metric import Grain, Measure, Op
from services.condition import clause
from services.entity import within
from services.metric.asking import MOST_GROUPS, Asked, Source, Value

_SHORTER: dict[Grain, Any] = {
    Grain.WEEK: WeekOf,
    Grain.MONTH: MonthOf,
    Grain.QUARTER: QuarterOf,
    Grain.HALF: HalfOf,
    Grain.YEAR: YearOf,
}
_VALUED = frozenset({Op.SUM, Op.AVERAGE, Op.DISTINCT, Op.PERCENTILE})
PERIOD, AT_PLACE, N, TOTAL = "period", "at_place", "n", "total"
PERCENT = 100


def compiled(source: Source, measure: Measure, asked: Asked, cumulative: bool = False) -> Any:
    """The question for the cells of ``measure``: the columns of the group, ``n`` and ``total``."""
    if measure.op is Op.PERCENTILE:
        rows = _rows(source, measure, asked, cumulative).subquery()
        return _percentile(rows, _groups(rows, asked, bool(measure.time)), measure.at)
    if measure.op is Op.DISTINCT and cumulative and measure.time:
        return _first_seen(_rows(source, measure, asked, cumulative).subquery(), asked)
    return _at_once(source, measure, asked, cumulative)


def _at_once(source: Source, measure: Measure, asked: Asked, cumulative: bool) -> Select[Any]:
    """Grouped by the names of what is shown: an expression with values in it would be another one
    to PostgreSQL each time it is written."""
    place = Place.__table__.alias("level")  # type: ignore[attr-defined]
    groups: list[Any] = []
    if asked.grain is not None and measure.time:
        groups.append(shortened(_day(source, measure), asked.grain).label(f"g_{PERIOD}"))
    if asked.level is not None:
        groups.append(place.c.id.label(f"g_{AT_PLACE}"))
    groups += [source.column(name).label(f"g_{n}") for n, name in enumerate(asked.by)]
    own = source.entity.table
    total = _added(measure, _value(source, measure, asked)).label(TOTAL)
    found: Select[Any] = select(*groups, func.count().label(N), total).select_from(own)
    if asked.level is not None:
        of_level = (place.c.kind == asked.level) & begins_the_path(source.path, place.c.path)
        found = found.join(place, of_level)
    found = found.where(*behind(source, measure, asked, cumulative))
    # the places first: SQLite then goes from place to place, and not from row to every place
    names = sorted((one.name for one in groups), key=lambda name: name != f"g_{AT_PLACE}")
    shown: list[Any] = [literal_column(name) for name in names]
    return found.group_by(*shown).limit(MOST_GROUPS + 1)


def _value(source: Source, measure: Measure, asked: Asked) -> Any:
    """What one row adds."""
    if measure.op is Op.SHARE:
        part = clause(measure.where, source.column, Facts(today=asked.today))
        return case((part, literal(1)), else_=literal(0))
    return source.column(measure.column) if measure.column else None


def _added(measure: Measure, value: Any) -> ColumnElement[Any]:
    if measure.op is Op.COUNT:
        return func.count()
    if measure.op is Op.DISTINCT:
        return func.count(value.distinct())
    return func.sum(value)


def behind(source: Source, measure: Measure, asked: Asked, cumulative: bool = False) -> list[Any]:
    """What a row must meet to stand behind a figure: the same as what counts it."""
    facts = Facts(today=asked.today)
    conditions = AllOf((measure.among, only(source.entity, asked)))
    found = [source.rows, clause(conditions, source.column, facts)]
    if asked.path != "/":
        found.append(within(source.entity, asked.path))
    if measure.op in _VALUED:
        found.append(source.column(measure.column).is_not(None))
    if measure.level is not None:
        place = Place.__table__.alias("counted")  # type: ignore[attr-defined]
        of_level = select(place.c.id).where(place.c.kind == measure.level)
        found.append(source.column(measure.column).in_(of_level))
    return found + _in_time(source, measure, asked, cumulative)


def only(entity: Entity, asked: Asked) -> Condition:
    """The values that the dimensions shall have, as a condition."""
    if not asked.only:
        return ALWAYS
    return read_condition({"all": [_is(name, value) for name, value in asked.only]}, entity)


def _is(name: str, value: Value) -> dict[str, Any]:
    if value is None or value == "":
        return {"field": name, "op": "empty"}
    return {"field": name, "op": "is", "value": value}


def _rows(source: Source, measure: Measure, asked: Asked, cumulative: bool) -> Select[Any]:
    """One line a row: when, where, of what kind, how much; nothing is added up yet."""
    shown: list[Any] = []
    if measure.time:
        shown.append(_day(source, measure).label("day"))
    if asked.level is not None:
        place = Place.__table__.alias("level")  # type: ignore[attr-defined]
        shown.append(place.c.id.label(AT_PLACE))
    shown += [source.column(name).label(f"d{n}") for n, name in enumerate(asked.by)]
    value = _value(source, measure, asked)
    if value is not None:
        shown.append(value.label("value"))
    found: Select[Any] = select(*(shown or [source.entity.table.c.id])).select_from(
        source.entity.table
    )
    if asked.level is not None:
        of_level = (place.c.kind == asked.level) & begins_the_path(source.path, place.c.path)
        found = found.join(place, of_level)
    return found.where(*behind(source, measure, asked, cumulative))


def _day(source: Source, measure: Measure) -> ColumnElement[str]:
    column = source.entity.by_name[measure.time]
    expression = source.column(measure.time)
    if column.kind is Kind.MOMENT:
        return DayOfMoment(expression)
    return expression if column.extra else DayOfDate(expression)


def _in_time(source: Source, measure: Measure, asked: Asked, cumulative: bool) -> list[Any]:
    if not measure.time:
        return []
    column, at = source.entity.by_name[measure.time], source.column(measure.time)
    found: list[Any] = []
    if asked.start is not None and not cumulative:
        found.append(at >= _bound(asked.start, column))
    if asked.end is not None:
        found.append(at < _bound(asked.end, column))
    return found or [at.is_not(None)]


def _bound(day: date, column: Any) -> ColumnElement[Any]:
    if column.kind is Kind.MOMENT:
        return literal(day_begins(day), UtcDateTime())
    return literal(day.isoformat(), String()) if column.extra else literal(day, Date())


def _groups(rows: Any, asked: Asked, timed: bool) -> list[Any]:
    found: list[Any] = []
    if asked.grain is not None and timed:
        found.append(shortened(rows.c.day, asked.grain).label(PERIOD))
    if asked.level is not None:
        found.append(rows.c[AT_PLACE])
    return found + [rows.c[f"d{n}"] for n in range(len(asked.by))]


def shortened(day: Any, grain: Grain | None) -> ColumnElement[str]:
    """The text of a day as the text of its period."""
    found: ColumnElement[str] = _SHORTER[grain](day) if grain in _SHORTER else day
    return found


def _percentile(rows: Any, groups: list[Any], at: int) -> Select[Any]:
    """The smallest value that at least so many per cent of the values do not exceed (最近秩)."""
    rank = func.row_number().over(partition_by=groups or None, order_by=rows.c.value).label("rank")
    of = func.count().over(partition_by=groups or None).label(N)
    ranked = select(*groups, rows.c.value.label(TOTAL), rank, of).subquery()
    kept = [column for column in ranked.c if column.name not in {TOTAL, "rank", N}]
    wanted = (ranked.c[N] * literal(at) + literal(PERCENT - 1)) // literal(PERCENT)
    found: Select[Any] = select(*kept, ranked.c[N], ranked.c[TOTAL])
    return found.where(ranked.c.rank == wanted).limit(MOST_GROUPS + 1)


def _first_seen(rows: Any, asked: Asked) -> Select[Any]:
    """Each value counts from the day it is first seen on: so it can be added up over time."""
    kept = _groups(rows, asked, False)
    day = func.min(rows.c.day).label("day")
    first = select(*kept, rows.c.value, day).group_by(*kept, rows.c.value).subquery()
    groups = _groups(first, asked, True)
    found: Select[Any] = select(*groups, func.count().label(N), func.count().label(TOTAL))
    return found.select_from(first).group_by(*groups).limit(MOST_GROUPS + 1)


def by_day_and_path(source: Source, measure: Measure, asked: Asked) -> Select[Any]:
    """What the rows of each day, path and value of the dimensions add up to."""
    rows = _rows(source, measure, asked, False).add_columns(source.path.label("path")).subquery()
    groups = [rows.c.day, rows.c.path, *(rows.c[f"d{n}"] for n in range(len(asked.by)))]
    found: Select[Any] = select(*groups, func.count(), _added(measure, rows.c.get("value")))
    return found.select_from(rows).group_by(*groups)
