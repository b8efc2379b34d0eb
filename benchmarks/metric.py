"""Figures over a million rows (指标基准): the language, and sums kept while writing against rows.

The floor is the plainest question to the same rows; the sums have to say the same.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import visitors
from sqlmodel import Session

from benchmarks.drawing import pictures
from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import Houses, houses, live_in
from db import session as database
from models.base import now
from models.definition import DefinitionKind
from models.place import PlaceKind
from models.register import OrderSource
from models.topic import Category
from rules.metric import Grain, Metric, read_metric
from rules.refusal import Refused
from services.definition import append
from services.entity import entities, entity
from services.metric import Asked, Key, metric, table
from services.metric.asking import whole
from services.metric.compiling import compiled
from services.metric.cube import cube_of
from services.metric.rollup import build, prove, sums_of
from services.place import plant
from services.trail import HOUSE
from tests import metrics as sample

KINDS = ("sqlite",)
DIALECT = sqlite.dialect()
ROWS, COMPOUNDS, CHUNK, RUNS = 1_000_000, 40, 20_000, 7
CASES = int(os.environ.get("FUZZ", "100000"))
FIRST, DAYS = date(2023, 1, 1), 1_096
MOST_MS, MOST_COMPILE = 100.0, 1.0
RATIO: dict[str, Any] = {
    "label": "按期办结率",
    "entity": "work_order",
    "time": "received_on",
    "where": {"field": "on_time", "op": "filled"},
    "numerator": {"op": "share", "where": {"field": "on_time", "op": "is", "value": True}},
    "scale": "100",
    "dimensions": ["category"],
    "rolled": True,
}
ASKED = Asked(
    today=FIRST + timedelta(days=DAYS),
    start=FIRST,
    end=date(2026, 1, 1),
    grain=Grain.MONTH,
    by=("category",),
)


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """The language and the pictures, then a million rows on every database that was asked for."""
    sheets = [told(_language()), told(_fuzzed()), told(pictures())]
    for kind in kinds:
        with tempfile.TemporaryDirectory() as where, houses(kind, Path(where)) as here:
            sheets.append(told(_million(here)))
    return sheets


def _language() -> Sheet:
    """Reading a metric, and turning it into the text of a question."""
    chance, every = random.Random(1), entities()
    bodies = [sample.random_body(chance, every) for _n in range(400)]
    read = [_cpu(partial(read_metric, "probe", body, entity)) for body in bodies]
    made = [_cpu(partial(_question, body)) for body in bodies]
    figures = (
        Figure("read", statistics.median(read), "ms CPU", most=MOST_COMPILE),
        Figure("read and compile", statistics.median(made), "ms CPU", most=MOST_COMPILE),
        Figure("read and compile, one in 20 takes", _twentieth(made), "ms CPU"),
    )
    return Sheet("Metrics: one question", figures)


def _question(body: dict[str, Any]) -> str:
    """The question for its numerator, as the database would read it."""
    found = read_metric("probe", body, entity)
    source = whole(entity(found.entity))
    asked = replace(ASKED, by=found.dimensions, grain=found.grain)
    asked_for = compiled(source, found.measures[0], asked, found.cumulative)
    return str(asked_for.compile(dialect=DIALECT))


def _fuzzed() -> Sheet:
    """Random metrics, two in three spoilt: what got beyond the described columns?"""
    chance, every = random.Random(7), entities()
    refused = outside = unbound = 0
    for _n in range(CASES):
        body = sample.random_body(chance, every)
        body = sample.spoilt(chance, body) if chance.random() < 2 / 3 else body
        try:
            found = read_metric("probe", body, entity)
        except Refused:
            refused += 1
            continue
        for measure in found.measures:
            source = whole(every[measure.entity])
            asked = sample.random_asked(chance, found, ["/", "/1/2/"])
            question = compiled(source, measure, asked, found.cumulative)
            outside += _strays(question, source.entity.key)
            text = str(question.compile(dialect=DIALECT))
            unbound += any(sign in text for sign in (sample.MARK, "drop table", ";", "--"))
    figures = (
        Figure("metrics tried", CASES, ""),
        Figure("refused with a sentence", refused, ""),
        Figure("tables or columns beyond the described", outside, "", most=0),
        Figure("values in the text of a question", unbound, "", most=0),
    )
    return Sheet("Metrics: hostile definitions", figures)


def _strays(question: Any, key: str) -> int:
    """Columns of a question that no description names, and tables that are not its own."""
    known = {column.name for column in entity(key).columns}
    known |= {"path", "id"} | ({"extra"} if entity(key).can_extend else set())
    strays = 0
    parts: list[Any] = list(visitors.iterate(question))
    for part in parts:
        of = getattr(part, "table", None)
        if isinstance(of, Table):
            strays += of.name not in {key, "place"} or (of.name == key and part.name not in known)
    return strays


def _million(here: Houses) -> Sheet:
    """By month and category, of the whole platform: from the rows, and from the sums."""
    live_in(here.new("figures"))
    _fill()
    with database.transaction() as session:
        append(session, None, DefinitionKind.METRIC, "ratio", None, RATIO)
        found = metric(session, "ratio")
        mine = cube_of(found, found.measures[0])
        spent = _ms(lambda: build(session, mine), 1)
        sums = sums_of(session, mine)
        right = prove(session, mine)
    with database.glance() as session:
        kept, from_sums = _asked(session, found)
        rows, from_rows = _asked(session, replace(found, rolled=False))
        days = replace(ASKED, end=date(2025, 12, 31))  # not whole months: the sums of the days
        by_days, _all = _asked(session, found, days)
    same = "equal" if kept == rows and right else "NOT EQUAL"
    assert kept == rows and right, "sums and rows must tell the same"
    figures = (
        Figure("ratio by month and category, from rows", from_rows, "ms"),
        Figure("the same from sums", from_sums, "ms", from_rows, most=MOST_MS, note=same),
        Figure("the same from sums of days", _timed(session_of, found, days), "ms"),
        Figure("points", len(kept), ""),
        Figure("sums of days", sums, ""),
        Figure("adding them up at first", spent, "ms"),
    )
    assert by_days, "the last day is left out, not the rest"
    return Sheet(f"Metrics: {ROWS:,} rows on {here.kind}", figures)


def session_of() -> Session:
    """A session on the house that is lived in."""
    return Session(database.engine())


def _timed(opened: Callable[[], Session], found: Metric, asked: Asked) -> float:
    with opened() as session:
        return _asked(session, found, asked)[1]


def _asked(session: Session, found: Metric, asked: Asked = ASKED) -> tuple[dict[Key, Any], float]:
    told_: dict[Key, Any] = table(session, None, found, asked)
    return told_, _ms(lambda: table(session, None, found, asked))


def _fill() -> None:
    with database.transaction() as session:
        street = plant(session, HOUSE, PlaceKind.STREET, "赭麓街道", "zhelu", None)
        made = [
            plant(session, HOUSE, PlaceKind.COMPOUND, f"第 {n} 小区", f"c{n}", street)
            for n in range(COMPOUNDS)
        ]
        spots = [(one.id or 0, one.path) for one in made]
    orders = entity("work_order").table
    lines: list[dict[str, Any]] = []
    for line in _orders(spots):
        lines.append(line)
        if len(lines) == CHUNK:
            with database.transaction() as session:
                session.connection().execute(orders.insert(), lines)
            lines = []
    with database.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def _orders(spots: list[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    chance, moment = random.Random(4), now()
    categories, sources = list(Category), list(OrderSource)
    for n in range(ROWS):
        place_id, path = spots[chance.randrange(COMPOUNDS)]
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        yield {
            "number": f"B{n:07d}",
            "place_id": place_id,
            "path": path,
            "title": "路灯不亮",
            "category": categories[chance.randrange(len(categories))],
            "source": sources[n % len(sources)],
            "received_on": day,
            "on_time": (True, True, True, False, None)[chance.randrange(5)],
            "cost_fen": chance.randrange(100_000),
            "created_at": moment,
        }


def _ms(act: Callable[[], Any], runs: int = RUNS) -> float:
    """Median milliseconds of ``act``."""
    return _median(act, runs, time.perf_counter)


def _cpu(act: Callable[[], Any]) -> float:
    """Median milliseconds of this process's own time: what others do does not count."""
    return _median(act, RUNS, time.process_time)


def _median(act: Callable[[], Any], runs: int, clock: Callable[[], float]) -> float:
    spent = []
    for _n in range(runs):
        start = clock()
        act()
        spent.append((clock() - start) * 1000)
    return statistics.median(spent)


def _twentieth(spent: list[float]) -> float:
    return sorted(spent)[-len(spent) // 20]
