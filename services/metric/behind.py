"""The very rows behind a figure (下钻): found by what counts them, and adding up to it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from rules.condition import ALWAYS, Facts, written
from rules.entity import Entity
from rules.metric import Measure, Metric, Op
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.condition import clause
from services.metric.asking import Asked, Source
from services.metric.compiling import behind, only
from services.metric.figures import figure, must_ask, must_be_open
from services.metric.viewing import source_for

ROWS = 50
_CLOSED = N_("When each of these rows was made is not open to you, so they are not listed by time.")


@dataclass(frozen=True)
class Behind:
    """Rows behind a figure (数据明细). ``n`` and ``total`` are those of all of them."""

    entity: Entity
    names: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    n: int
    total: int


@dataclass(frozen=True)
class Drill:
    """The same rows as a list of their table shows them (下钻链接): a condition, and the place that
    they lie in, which a table knows by whatever leads to it."""

    table: str
    where: dict[str, Any]
    within: str = "/"


def rows_behind(
    session: Session,
    viewer: Visitor | None,
    metric: Metric,
    asked: Asked,
    *,
    first: int = 0,
    below: bool = False,
) -> Behind:
    """The rows that one figure is made of, ``ROWS`` from ``first`` on; with ``below`` those that
    it is divided by. Counting rows is open to more people than reading them.

    Raises:
        Refused: the viewer may not read the rows, or too few stand behind the figure.
    """
    measure = measure_of(metric, below)
    must_ask(metric, asked)
    must_be_open(viewer, metric)
    if figure(session, viewer, metric, asked).suppressed:
        raise Refused(N_("Too few rows stand behind this figure to show them."))
    source = source_for(session, viewer, measure.entity, metric.place_path, Action.READ)
    _must_know_when(source, measure)
    fits = _fits(source, metric, measure, asked, below)
    own = source.entity.table.c.id
    names = _listed(source, measure)
    lines = select(own, *(source.column(name).label(name) for name in names)).where(*fits)
    page = lines.order_by(own.desc()).limit(ROWS).offset(first)
    rows = session.connection().execute(page).all()
    n, total = _added_up(session, source, measure, fits)
    return Behind(source.entity, names, tuple(tuple(row) for row in rows), n, total)


def _must_know_when(source: Source, measure: Measure) -> None:
    """Rows of a stretch of time say of each when it was: to whoever may see that, no other."""
    try:
        if measure.time:
            source.column(measure.time)
    except Refused:
        raise Refused(_CLOSED) from None


def drill(metric: Metric, entity: Entity, asked: Asked, below: bool = False) -> Drill | None:
    """What finds the same rows in the list of their table; ``None`` where a list cannot say it:
    it knows no kinds of places."""
    measure = measure_of(metric, below)
    if measure.level is not None:
        return None
    parts = [measure.among, only(entity, asked)]
    parts += [] if below else [measure.where]
    told = [written(part) for part in parts if part != ALWAYS]
    told += _when(metric, measure, asked)
    if measure.column:
        told.append({"field": measure.column, "op": "filled"})
    return Drill(entity.key, {"all": told}, asked.path)


def measure_of(metric: Metric, below: bool) -> Measure:
    """What is counted: the part, or what it is divided by."""
    measure = metric.denominator if below and metric.denominator else metric.numerator
    if measure is None:
        raise Refused(N_("This metric follows from others: their rows stand behind it."))
    return measure


def _fits(source: Source, metric: Metric, measure: Measure, asked: Asked, below: bool) -> list[Any]:
    grows = metric.cumulative and bool(measure.time)
    fits = behind(source, measure, asked, grows)
    if measure.op is Op.SHARE and not below:
        fits.append(clause(measure.where, source.column, Facts(today=asked.today)))
    return fits


def _listed(source: Source, measure: Measure) -> tuple[str, ...]:
    """What is shown of a row: what its list shows, and what is counted."""
    wanted = dict.fromkeys((*source.entity.listed, measure.time, measure.column))
    found = []
    for name in wanted:
        if name and name in source.entity.by_name:
            try:
                source.column(name)
            except Refused:
                continue
            found.append(name)
    return tuple(found)


def _added_up(
    session: Session, source: Source, measure: Measure, fits: list[Any]
) -> tuple[int, int]:
    total: Any = func.count()
    if measure.op is Op.DISTINCT:
        total = func.count(source.column(measure.column).distinct())
    elif measure.column and measure.op is not Op.PERCENTILE:
        total = func.sum(source.column(measure.column))
    own = source.entity.table
    asked = select(func.count(), total).select_from(own).where(*fits)
    n, added = session.connection().execute(asked).one()
    return n, int(added or 0)


def _when(metric: Metric, measure: Measure, asked: Asked) -> list[dict[str, Any]]:
    if not measure.time:
        return []
    at: dict[str, Any] = {"field": measure.time}
    first = None if metric.cumulative or asked.start is None else asked.start.isoformat()
    last = None if asked.end is None else (asked.end - timedelta(days=1)).isoformat()
    if first and last:
        return [{**at, "op": "between", "value": [first, last]}]
    if first or last:
        return [{**at, "op": "ge" if first else "le", "value": first or last}]
    return [{**at, "op": "filled"}]
