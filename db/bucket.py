"""Days, weeks, months and quarters of a column, the same on SQLite and on PostgreSQL (时间分组).

A day is a day in Shanghai, eight hours ahead of UTC all year round (the summer times of 1986 to
1991 are not followed). ``DayText`` makes the text 2026-06-10 of a date or a moment; the others
shorten such a text: 2026-06, 2026-Q2, 2026-H1, 2026, and the Monday of a week.
"""

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Calendar(FunctionElement[str]):
    """One text made of one column (历法文本)."""

    inherit_cache = True
    type = String()


class DayOfDate(Calendar):
    """The text of a day (日期文本)."""

    inherit_cache = True
    name = "day_of_date"


class DayOfMoment(Calendar):
    """The day in Shanghai that a moment, kept in UTC, falls on (时刻所在日)."""

    inherit_cache = True
    name = "day_of_moment"


class WeekOf(Calendar):
    """The Monday of the week of a day's text (周一)."""

    inherit_cache = True
    name = "week_of"


class MonthOf(Calendar):
    """2026-06 (月)."""

    inherit_cache = True
    name = "month_of"


class QuarterOf(Calendar):
    """2026-Q2 (季度)."""

    inherit_cache = True
    name = "quarter_of"


class HalfOf(Calendar):
    """2026-H1 (半年)."""

    inherit_cache = True
    name = "half_of"


class YearOf(Calendar):
    """2026 (年)."""

    inherit_cache = True
    name = "year_of"


_PART = "substr({0}, 1, 4) || '-{1}' || CAST((CAST(substr({0}, 6, 2) AS INTEGER) + {2}) / {3} AS "
_SHORTER: dict[type[Calendar], str] = {
    MonthOf: "substr({0}, 1, 7)",
    QuarterOf: "(" + _PART.format("{0}", "Q", 2, 3) + "TEXT))",
    HalfOf: "(" + _PART.format("{0}", "H", 5, 6) + "TEXT))",
    YearOf: "substr({0}, 1, 4)",
}
_SQLITE = _SHORTER | {
    DayOfDate: "{0}",
    DayOfMoment: "date(substr({0}, 1, 19), '+8 hours')",  # else SQLite rounds up to the next day
    WeekOf: "date({0}, 'weekday 0', '-6 days')",
}
_POSTGRESQL = _SHORTER | {
    DayOfDate: "to_char({0}, 'YYYY-MM-DD')",
    DayOfMoment: "to_char({0} + INTERVAL '8 hours', 'YYYY-MM-DD')",
    WeekOf: "to_char(date_trunc('week', CAST({0} AS timestamp)), 'YYYY-MM-DD')",
}


@compiles(Calendar, "sqlite")
def _on_sqlite(element: Calendar, compiler: Any, **kw: Any) -> str:
    return _written(_SQLITE, element, compiler, **kw)


@compiles(Calendar, "postgresql")
def _on_postgresql(element: Calendar, compiler: Any, **kw: Any) -> str:
    return _written(_POSTGRESQL, element, compiler, **kw)


def _written(how: dict[type[Calendar], str], element: Calendar, compiler: Any, **kw: Any) -> str:
    (column,) = element.clauses
    return how[type(element)].format(compiler.process(column, **kw))


def begins_the_path(of: ColumnElement[str], path: Any) -> ColumnElement[bool]:
    """Whether ``of`` lies in the subtree of ``path``, both columns.

    The index on ``of`` may answer it, and none on ``path``: from few places to their rows, and not
    from every row to all places that stand before it.
    """
    inside: ColumnElement[bool] = (of >= path.concat("")) & (of < PathEnd(path))
    return inside


class PathEnd(FunctionElement[str]):
    """The first text after every path that begins with this one (子树上界)."""

    inherit_cache = True
    name = "path_end"
    type = String()


@compiles(PathEnd)
def _path_end(element: PathEnd, compiler: Any, **kw: Any) -> str:
    (column,) = element.clauses
    text = compiler.process(column, **kw)
    return f"(substr({text}, 1, length({text}) - 1) || '0')"
