"""Sums kept while writing are what the rows add up to, whoever writes, and tell the same."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlmodel import Session, select

from models.base import now
from models.definition import DefinitionKind
from models.metric import Rollup
from models.place import PlaceKind
from models.register import OrderSource, WorkOrder
from models.topic import Category
from rules.entity import Entity
from rules.metric import Grain
from services.definition import append
from services.entity import entity
from services.metric import Asked, metric, table
from services.metric.cube import Cube, cubes
from services.metric.rollup import build_all, built, drop, prove, put
from tests import metrics as sample
from tests.neighbourhood import Neighbourhood

ON_TIME = {
    "label": "按期办结率",
    "entity": "work_order",
    "time": "received_on",
    "where": {"field": "on_time", "op": "filled"},
    "numerator": {"op": "share", "where": {"field": "on_time", "op": "is", "value": True}},
    "scale": "100",
    "dimensions": ["category", "satisfied"],
    "rolled": True,
}
COST = {
    "label": "户均花费",
    "entity": "work_order",
    "time": "created_at",
    "numerator": {"op": "sum", "column": "cost_fen"},
    "denominator": {"op": "count", "entity": "dispute", "time": "raised_on"},
    "dimensions": ["category"],
    "cumulative": True,
    "rolled": True,
}
KEYS = {"on_time": ON_TIME, "cost": COST}


@pytest.fixture
def rolled(session: Session, here: Neighbourhood) -> list[Any]:
    """Rows, two metrics that ask for sums, and the sums built."""
    codes = ("fengyuan", "qinghe", "fengyuan-grid-1", "fengyuan-community")
    places = [here.places[code] for code in codes]
    sample.rows_here(session, places)
    for key, body in KEYS.items():
        append(session, None, DefinitionKind.METRIC, key, None, body)
    build_all(session)
    return places


def _all_proved(session: Session) -> bool:
    session.flush()
    return all(prove(session, cube) for cube in _mine(session))


def _mine(session: Session) -> list[Cube]:
    mine = {"work_order", "dispute"}
    return [cube for cube in cubes(session).values() if cube.entity in mine]


def _order(chance: random.Random, place: Any, n: int) -> dict[str, Any]:
    return {
        "number": f"N{n}",
        "place_id": place.id,
        "path": place.path,
        "title": "灯",
        "category": chance.choice(list(Category)),
        "source": chance.choice(list(OrderSource)),
        "received_on": sample.FIRST + timedelta(days=chance.randrange(60)),
        "on_time": chance.choice((None, True, False)),
        "satisfied": chance.choice((None, True, False)),
        "cost_fen": chance.randrange(1000),
    }


def test_sums_stay_equal_to_the_rows_whatever_is_written(
    session: Session, rolled: list[Any]
) -> None:
    """Created, changed before it was ever loaded, moved to another place, removed, in bulk."""
    chance = random.Random(3)
    assert len(built(session)) >= 3
    for n in range(120):
        orders = session.exec(select(WorkOrder)).all()
        one, what = chance.choice(orders), chance.randrange(6)
        if what == 0:
            session.add(WorkOrder(**_order(chance, chance.choice(rolled), n)))
        elif what == 1:
            session.expire(one)
            one.category = chance.choice(list(Category))
        elif what == 2:
            place = chance.choice(rolled)
            one.place_id, one.path = place.id, place.path
        elif what == 3:
            one.on_time, one.cost_fen = chance.choice((None, True, False)), chance.randrange(99)
        elif what == 4 and len(orders) > 20:
            session.delete(one)
        else:
            _in_bulk(session, chance, rolled, n)
        if n % 10 == 0:
            assert _all_proved(session), n
    assert _all_proved(session)


def _in_bulk(session: Session, chance: random.Random, places: list[Any], n: int) -> None:
    """Past the session, and told: two more, and one changed."""
    session.flush()
    of: Entity = entity("work_order")
    more = [_order(chance, chance.choice(places), 1000 * n + m) for m in range(2)]
    lines = [{**line, "created_at": now()} for line in more]
    session.connection().execute(insert(of.table), lines)
    put(session, of, [], lines)
    at = of.table.select().limit(1)
    before = dict(session.connection().execute(at).mappings().one())
    change = update(of.table).where(of.table.c.id == before["id"]).values(on_time=True)
    session.connection().execute(change)
    put(session, of, [before], [{**before, "on_time": True}])
    session.expire_all()


def test_what_was_written_behind_their_back_is_found_and_mended(
    session: Session, rolled: list[Any]
) -> None:
    of = entity("work_order")
    session.connection().execute(update(of.table).values(on_time=True))
    broken = [cube for cube in _mine(session) if not prove(session, cube)]
    assert broken
    for cube in broken:
        drop(session, cube.name)
    assert build_all(session) == len(broken)
    assert _all_proved(session)


def test_sums_tell_the_same_figures_as_the_rows(session: Session, rolled: list[Any]) -> None:
    chance = random.Random(8)
    paths, asked_before = ["/", *(place.path for place in rolled)], 0
    for _n in range(60):
        kept = metric(session, chance.choice(list(KEYS)))
        asked = sample.random_asked(chance, kept, paths)
        asked = replace(asked, level=chance.choice((None, PlaceKind.COMPOUND)))
        if chance.random() < 1 / 2:
            asked = replace(asked, start=asked.start.replace(day=1), end=asked.end.replace(day=1))
        if asked.start >= asked.end:
            continue
        category = chance.choice((None, "parking"))
        asked = replace(asked, only=(("category", category),) if category else ())
        told = table(session, None, kept, asked)
        assert told == table(session, None, replace(kept, rolled=False), asked), asked
        asked_before += len(told)
    assert asked_before > 200


def test_figures_are_read_from_the_sums_and_not_from_the_rows(
    session: Session, rolled: list[Any]
) -> None:
    kept = metric(session, "on_time")
    asked = Asked(today=sample.TODAY, grain=Grain.MONTH, start=sample.FIRST, end=sample.TODAY)
    table_of: Any = Rollup.__table__
    before = table(session, None, kept, replace(asked, end=asked.end.replace(day=1)))
    session.connection().execute(
        update(table_of).where(table_of.c.row_count > 0).values(total=table_of.c.row_count)
    )
    after = table(session, None, kept, replace(asked, end=asked.end.replace(day=1)))
    assert before != after
    assert {figure.value for figure in after.values()} == {100}


def test_sums_that_no_metric_asks_for_are_dropped(session: Session, rolled: list[Any]) -> None:
    there = built(session)
    append(session, None, DefinitionKind.METRIC, "on_time", None, None)
    build_all(session)
    assert built(session) < there
    assert metric(session, "cost").rolled
