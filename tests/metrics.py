"""Random metrics, hostile ones too, rows for them to count, and a plain count (指标样本)."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from models.claim import Claim, ClaimKind, ClaimState
from models.register import (
    Dispute,
    DisputeState,
    GridPost,
    OrderSource,
    Organisation,
    OrganisationKind,
    WorkOrder,
)
from models.topic import Category
from rules.condition import OPS, AllOf, Facts, holds
from rules.condition import Op as Compare
from rules.entity import Column, Entity, Kind
from rules.metric import Cell, Figure, Grain, Measure, Metric, Op, Period, made, periods
from services.metric.asking import Asked, Key

TODAY = date(2026, 6, 10)
FIRST = date(2025, 5, 1)
TABLES = ("work_order", "dispute", "organisation", "grid_post", "claim", "place")
HOSTILE = (
    "id; drop table member",
    "'; delete from place; --",
    "password_hash",
    "member",
    "trail_line",
    "__class__",
    "extra",
    "name) union select name from member--",
    {"$gt": ""},
    ["state"],
    10**30,
    -1,
    1.5,
    True,
    None,
    "",
    "\0",
    "x" * 700,
    {"all": [{"field": "path", "op": "is", "value": "/"}]},
    {"raw": "1=1"},
)
MARK = "zq9'--marker"  # a value that must never be found in the text of a question


def rows_here(session: Session, places: Iterable[Any], seed: int = 1, count: int = 60) -> None:
    """A few rows of every register, with gaps, and days on both sides of midnight."""
    chance, spots = random.Random(seed), list(places)
    for n in range(count):
        place = chance.choice(spots)
        at = {"place_id": place.id, "path": place.path}
        day = FIRST + timedelta(days=chance.randrange(400))
        done = chance.choice((None, day + timedelta(days=chance.randrange(20))))
        category = chance.choice(list(Category))
        session.add(
            WorkOrder(
                **at,
                number=f"W{seed}-{n}",
                title=chance.choice(("灯坏了", MARK, "漏水")),
                category=category,
                source=chance.choice(list(OrderSource)),
                received_on=day,
                due_on=chance.choice((None, day + timedelta(days=7))),
                handled_on=done,
                on_time=chance.choice((None, True, False)),
                satisfied=chance.choice((None, True, False)),
                cost_fen=chance.choice((0, 1, 99, 10**9, chance.randrange(10**6))),
                created_at=_moment(chance, day),
            )
        )
        session.add(
            Dispute(
                **at,
                title="吵架",
                category=category,
                state=chance.choice(list(DisputeState)),
                raised_on=day,
                settled_on=done,
            )
        )
        session.add(
            Claim(
                **at,
                debtor="物业",
                evidence="图纸",
                kept_by=1,
                kind=chance.choice(list(ClaimKind)),
                state=chance.choice(list(ClaimState)),
                title="用房",
                amount_fen=chance.randrange(10**7),
                area_cm2=chance.choice((0, chance.randrange(10**6))),
                created_at=_moment(chance, day),
            )
        )
    for place in spots:
        at = {"place_id": place.id, "path": place.path}
        session.add(GridPost(**at, name=f"网格{place.id}", households=chance.randrange(600)))
        kind, day = chance.choice(list(OrganisationKind)), chance.choice((None, FIRST))
        session.add(Organisation(**at, kind=kind, name="支部", founded_on=day, people=3))
    session.flush()


def _moment(chance: random.Random, day: date) -> datetime:
    hour = chance.choice((0, 15, 16, 23))
    return datetime(day.year, day.month, day.day, hour, 59, 59, 999_999, UTC)


def random_body(chance: random.Random, entities: Mapping[str, Entity]) -> dict[str, Any]:
    """A metric that can be read."""
    entity = entities[chance.choice(TABLES)]
    times = [c.name for c in entity.columns if c.kind in {Kind.DATE, Kind.MOMENT}]
    body: dict[str, Any] = {
        "label": "随机",
        "entity": entity.key,
        "numerator": _measure(chance, entity),
        "time": chance.choice((None, *times)),
        "grain": chance.choice(list(Grain)).value,
        "scale": chance.choice(("1", "100", "0.01")),
        "precision": chance.randrange(3),
        "where": chance.choice((None, _condition(chance, entity))),
        "dimensions": _dimensions(chance, entity),
        "smallest": chance.choice((0, 0, 0, 3)),
    }
    op = body["numerator"]["op"]
    if op in {"count", "sum", "distinct"} and chance.random() < 1 / 2:
        other = entity if chance.random() < 2 / 3 else entities["place"]
        bottom = _measure(chance, other, ("count", "sum"))
        body["denominator"] = {**bottom, "entity": other.key}
        body["dimensions"] = body["dimensions"] if other is entity else []
    if op not in {"average", "percentile"} and body["time"]:
        body["cumulative"] = chance.random() < 1 / 3
    return body


def _measure(
    chance: random.Random, entity: Entity, ops: tuple[str, ...] = tuple(Op)
) -> dict[str, Any]:
    measures = [c.name for c in entity.columns if c.measure]
    groups = [c.name for c in entity.columns if c.dimension and c.kind in {Kind.CHOICE, Kind.TEXT}]
    op = chance.choice(ops)
    if op in {"sum", "average", "percentile"} and not measures:
        op = "count"
    if op == "distinct" and not groups:
        op = "count"
    if op == "count":
        return {"op": op, "where": chance.choice((None, _condition(chance, entity)))}
    if op == "share":
        return {"op": op, "where": _condition(chance, entity)}
    found = {"op": op, "column": chance.choice(groups if op == "distinct" else measures)}
    if op == "percentile":
        found["at"] = chance.choice((1, 25, 50, 90, 99))
    return found


def _dimensions(chance: random.Random, entity: Entity) -> list[str]:
    kinds = {Kind.CHOICE, Kind.YES_NO}
    named = [c.name for c in entity.columns if c.dimension and c.kind in kinds]
    return chance.sample(named, min(len(named), chance.randrange(3)))


def _condition(chance: random.Random, entity: Entity) -> dict[str, Any]:
    columns = [c for c in entity.columns if c.kind in {Kind.CHOICE, Kind.YES_NO, *_WHOLE}]
    column = chance.choice(columns)
    test = {"field": column.name, **_test(chance, column)}
    return chance.choice((test, {"not": test}, {"any": [test, {"all": []}]}, {"all": [test]}))


_WHOLE = (Kind.NUMBER, Kind.MONEY, Kind.AREA)


def _test(chance: random.Random, column: Column) -> dict[str, Any]:
    op = chance.choice([one for one in OPS[column.kind] if one is not Compare.BETWEEN])
    if op in {Compare.EMPTY, Compare.FILLED}:
        return {"op": op.value}
    many = op in {Compare.IN, Compare.NOT_IN}
    values = [_value(chance, column) for _n in range(2)]
    return {"op": op.value, "value": values if many else values[0]}


def _value(chance: random.Random, column: Column) -> Any:
    if column.kind is Kind.CHOICE:
        return chance.choice(column.choices).code
    return chance.choice((True, False)) if column.kind is Kind.YES_NO else chance.randrange(500)


def spoilt(chance: random.Random, body: Any) -> Any:
    """The same body with one part of it turned into something hostile."""
    if isinstance(body, dict) and body and chance.random() < 7 / 8:
        name = chance.choice(list(body))
        if chance.random() < 1 / 8:
            return {**body, chance.choice(("sql", "path", "__proto__", 7)): chance.choice(HOSTILE)}
        return {**body, name: spoilt(chance, body[name])}
    if isinstance(body, list) and body and chance.random() < 7 / 8:
        at = chance.randrange(len(body))
        return [spoilt(chance, one) if n == at else one for n, one in enumerate(body)]
    return chance.choice(HOSTILE)


def random_asked(chance: random.Random, metric: Metric, paths: list[str]) -> Asked:
    """A question that suits the metric."""
    start = FIRST + timedelta(days=chance.randrange(200))
    by = tuple(name for name in metric.dimensions if chance.random() < 1 / 2)
    return Asked(
        today=TODAY,
        start=start,
        end=start + timedelta(days=chance.randrange(1, 200)),
        path=chance.choice(paths),
        grain=chance.choice((None, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR)),
        by=by,
    )


Row = Mapping[str, Any]
RowsOf = Callable[[str], list[Row]]


def counted(metric: Metric, asked: Asked, rows_of: RowsOf) -> dict[Key, Figure]:
    """The same figures, counted one row after the other."""
    top = _cells(metric, metric.measures[0], asked, rows_of)
    if metric.denominator is None:
        return {key: made(metric, cell, None) for key, cell in top.items()}
    bottom = _cells(metric, metric.denominator, asked, rows_of)
    return {
        key: made(metric, top.get(key, Cell()), bottom.get(key, Cell()))
        for key in {**top, **bottom}
    }


def _cells(metric: Metric, measure: Measure, asked: Asked, rows_of: RowsOf) -> dict[Key, Cell]:
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows_of(measure.entity):
        for key in _keys(metric, measure, asked, row):
            groups[key].append(row)
    grows = metric.cumulative and bool(measure.time)
    found = {key: _cell(measure, rows, asked, grows) for key, rows in groups.items()}
    if not found and not asked.by and not asked.grain:
        return {Key(): Cell(is_empty=measure.op is Op.PERCENTILE)}
    return found


def _keys(metric: Metric, measure: Measure, asked: Asked, row: Row) -> list[Key]:
    if not holds(AllOf((measure.among,)), row, Facts(today=asked.today)):
        return []
    if not row["path"].startswith(asked.path) or (
        measure.column and _plain(row[measure.column]) is None
    ):
        return []
    values = tuple(_plain(row[name]) for name in asked.by)
    spans = periods(asked.start, asked.end, asked.grain) if asked.grain else ()
    if not measure.time:
        return [Key(span.key, None, values) for span in spans] if spans else [Key("", None, values)]
    day = _day(row[measure.time])
    grows = metric.cumulative
    if day is None or day >= asked.end or (not grows and day < asked.start):
        return []
    if not spans:
        return [Key("", None, values)]
    if grows:
        own = Period.of(day, spans[0].grain)
        return [Key(span.key, None, values) for span in spans if own.start <= span.start]
    return [Key(Period.of(day, spans[0].grain).key, None, values)]


def _cell(measure: Measure, rows: list[Row], asked: Asked, grows: bool) -> Cell:
    if measure.op is Op.COUNT:
        return Cell(len(rows), len(rows))
    if measure.op is Op.SHARE:
        part = [row for row in rows if holds(measure.where, row, Facts(today=asked.today))]
        return Cell(len(rows), len(part))
    values = [_plain(row[measure.column]) for row in rows]
    if measure.op is Op.DISTINCT:
        different = len(set(values))
        return Cell(different if grows else len(rows), different)
    if measure.op is Op.PERCENTILE:
        return Cell(len(values), _ranked(sorted(values), measure.at))
    return Cell(len(values), sum(values))


def _ranked(values: list[int], at: int) -> int:
    """The smallest value that at least ``at`` per cent do not exceed."""
    enough = (
        value
        for value in values
        if Fraction(sum(other <= value for other in values), len(values)) >= Fraction(at, 100)
    )
    return next(enough)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return (value.astimezone(UTC) + timedelta(hours=8)).date()
    return value


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
