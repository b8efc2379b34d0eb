"""Figures (指标值): one, a row of periods, one for each place or kind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from rules.metric import (
    Cell,
    Figure,
    Grain,
    Measure,
    Metric,
    Op,
    Period,
    derived,
    made,
    periods,
)
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.metric.asking import Asked, Cells, Key, Value
from services.metric.catalogue import metric as metric_of
from services.metric.compiling import compiled
from services.metric.grouping import key_of, must_be_few
from services.metric.kept import kept_cells
from services.metric.viewing import source_for
from services.metric.withholding import withholding

MOST_PERIODS = 800
_EMPTY = Key()


@dataclass(frozen=True)
class Point:
    """One figure of a row of periods (时点)."""

    period: Period
    figure: Figure


@dataclass(frozen=True)
class Part:
    """One figure beside others (分项): of a place, or of the values of dimensions."""

    place_id: int | None
    values: tuple[Value, ...]
    figure: Figure


def figure(session: Session, viewer: Visitor | None, metric: Metric, asked: Asked) -> Figure:
    """The one figure of ``metric`` for what is asked; ``viewer`` ``None`` is the house itself."""
    plain = replace(asked, grain=None, by=(), level=None)
    return beside(session, viewer, metric, plain).get(_EMPTY, Figure())


def series(
    session: Session, viewer: Visitor | None, metric: Metric, asked: Asked
) -> tuple[Point, ...]:
    """One figure for each period of ``asked.grain`` from ``start`` to ``end`` (趋势)."""
    spans = _spans(metric, asked)
    plain = replace(asked, grain=spans[0].grain, by=(), level=None)
    found = beside(session, viewer, metric, plain)
    none = of_nothing(session, metric)
    return tuple(Point(span, found.get(Key(span.key), none)) for span in spans)


def by(session: Session, viewer: Visitor | None, metric: Metric, asked: Asked) -> tuple[Part, ...]:
    """One figure for each value of ``asked.by``, and each place of ``asked.level`` (分项)."""
    found = beside(session, viewer, metric, replace(asked, grain=None))
    parts = [Part(key.place_id, key.values, one) for key, one in found.items()]
    return tuple(sorted(parts, key=lambda part: (part.place_id or 0, str(part.values))))


def beside(
    session: Session, viewer: Visitor | None, metric: Metric, asked: Asked
) -> dict[Key, Figure]:
    """The same as they may be told beside everything else that can be asked: what charts draw."""

    def ask(other: Asked) -> dict[Key, Figure]:
        return table(session, viewer, metric, other)

    return withholding(session, metric, asked, ask(asked), ask)


def table(
    session: Session, viewer: Visitor | None, metric: Metric, asked: Asked
) -> dict[Key, Figure]:
    """Every figure for what is asked, by period, place and values, each judged for itself alone."""
    must_ask(metric, asked)
    must_be_open(viewer, metric)
    if metric.derivation is not None:
        return _derived(session, viewer, metric, asked)
    top = cells(session, viewer, metric, metric.measures[0], asked)
    if metric.denominator is None:
        return {key: made(metric, cell, None) for key, cell in top.items()}
    bottom = cells(session, viewer, metric, metric.denominator, asked)
    return {
        key: made(metric, top.get(key, Cell()), bottom.get(key, Cell()))
        for key in {**top, **bottom}
    }


def must_be_open(viewer: Visitor | None, metric: Metric) -> None:
    """Refuse a stranger what is not for everybody."""
    if viewer is not None and not viewer.signed_in and not metric.public:
        raise Refused(N_("Please sign in first."))


def must_ask(metric: Metric, asked: Asked) -> None:
    """Refuse to tell a metric apart by what it does not name."""
    named = {*asked.by, *(name for name, _value in asked.only)}
    if metric.derivation is None and not named <= set(metric.dimensions):
        raise Refused(N_("This metric is not told apart by that."))
    if asked.grain is not None:
        _spans(metric, asked)


def cells(
    session: Session, viewer: Visitor | None, metric: Metric, measure: Measure, asked: Asked
) -> Cells:
    """What the rows of one measure add up to, group by group."""
    grows = metric.cumulative and bool(measure.time)
    source = source_for(session, viewer, measure.entity, metric.place_path)
    found = kept_cells(session, source, metric, measure, asked)
    if found is None:
        found = _asked(session, compiled(source, measure, asked, grows), measure, asked)
    if asked.grain is not None and measure.time and grows:
        found = _grown(found, asked)
    elif asked.grain is not None and not measure.time:
        found = _at_all_times(found, asked)
    if not found and not (asked.by or asked.level or asked.grain):
        found = {_EMPTY: Cell(is_empty=measure.op is Op.PERCENTILE)}
    return found


def _asked(session: Session, question: Any, measure: Measure, asked: Asked) -> Cells:
    rows = session.connection().execute(question).all()
    must_be_few(rows)
    timed = asked.grain is not None and bool(measure.time)
    return {
        key_of(row[:-2], asked, timed): Cell(row[-2], int(row[-1] or 0)) for row in rows if row[-2]
    }


def _spans(metric: Metric, asked: Asked) -> tuple[Period, ...]:
    grain = asked.grain or metric.grain
    if asked.start is None or asked.end is None or asked.start >= asked.end:
        raise Refused(N_("Say from when to when."))
    if (asked.end - asked.start).days > MOST_PERIODS * (1 if grain is Grain.DAY else 7):
        raise Refused(N_("This gives more than {n} groups."), n=MOST_PERIODS)
    return periods(asked.start, asked.end, grain)


def _grown(found: Cells, asked: Asked) -> Cells:
    """Sums from the beginning: each period has what came before it, too."""
    assert asked.grain is not None and asked.start is not None and asked.end is not None
    spans = periods(asked.start, asked.end, asked.grain)
    first = spans[0].start
    running: dict[Key, Cell] = {}
    own: dict[str, dict[Key, Cell]] = {}
    for key, cell in found.items():
        rest = replace(key, period="")
        if Period.read(key.period).start < first:
            running[rest] = running.get(rest, Cell()) + cell
        else:
            own.setdefault(key.period, {})[rest] = cell
    grown: Cells = {}
    for span in spans:
        for rest, cell in own.get(span.key, {}).items():
            running[rest] = running.get(rest, Cell()) + cell
        grown |= {replace(rest, period=span.key): cell for rest, cell in running.items()}
    return grown


def _at_all_times(found: Cells, asked: Asked) -> Cells:
    assert asked.grain is not None and asked.start is not None and asked.end is not None
    spans = periods(asked.start, asked.end, asked.grain)
    return {replace(key, period=span.key): cell for key, cell in found.items() for span in spans}


def _derived(
    session: Session, viewer: Visitor | None, metric: Metric, asked: Asked
) -> dict[Key, Figure]:
    parts = [metric_of(session, key) for key in metric.parts]
    found: list[tuple[Mapping[Key, Figure], Figure]] = [
        (table(session, viewer, part, asked), of_nothing(session, part)) for part in parts
    ]
    keys = dict.fromkeys(key for one, _none in found for key in one)
    return {key: derived(metric, [one.get(key, none) for one, none in found]) for key in keys}


def of_nothing(session: Session, metric: Metric) -> Figure:
    """What a metric comes to where there are no rows: nought for what is counted or summed, and
    no figure at all for a share or an average."""
    if metric.derivation is not None:
        parts = [metric_of(session, key) for key in metric.parts]
        return derived(metric, [of_nothing(session, part) for part in parts])
    top = Cell(is_empty=metric.measures[0].op is Op.PERCENTILE)
    return made(metric, top, Cell() if metric.denominator else None)
