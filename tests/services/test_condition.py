"""One condition means the same in Python, on SQLite and on PostgreSQL, and says what it means."""

import random
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, text

from models.place import Place, PlaceKind
from rules.condition import Facts, holds, read_condition
from services.condition import clause, column_of, in_words
from tests.conditions import ENTITY, FACTS, PATHS, PROBE, TODAY, condition, flat, row

STRANGER = Facts(today=TODAY, paths=PATHS)


@pytest.fixture
def rows(engine: Engine) -> list[dict[str, Any]]:
    """Two hundred rows of the probe, in the database too."""
    chance = random.Random(26)
    made = [row(number, chance) for number in range(1, 201)]
    places = [
        {"id": number, "kind": PlaceKind.STREET, "name": "x", "code": f"p{number}", "path": path}
        for number, path in PATHS.items()
    ]
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS probe"))
        PROBE.create(connection)
        connection.execute(insert(PROBE), made)
        connection.execute(insert(Place), places)
    return made


def test_python_and_the_database_agree_on_random_conditions(
    engine: Engine, rows: list[dict[str, Any]]
) -> None:
    """100,000 pairs of condition and row on SQLite, 20,000 on PostgreSQL; none is unknown."""
    chance, expression, cases = random.Random(520), column_of(ENTITY), 0
    together, times = 20, 25 if engine.dialect.name == "sqlite" else 5
    told = [flat(made) for made in rows]
    with engine.begin() as connection:
        for _ in range(times):
            facts = FACTS if chance.random() < 0.8 else STRANGER
            given = [condition(chance) for _ in range(together)]
            read = [read_condition(one, ENTITY) for one in given]
            asked = [clause(one, expression, facts).label(f"c{n}") for n, one in enumerate(read)]
            found = connection.execute(select(PROBE.c.id, *asked).order_by(PROBE.c.id)).all()
            for made, answer in zip(told, found, strict=True):
                for one, json, truth in zip(read, given, answer[1:], strict=True):
                    assert truth is not None, json
                    assert bool(truth) is holds(one, made, facts), (json, made)
                    cases += 1
        connection.execute(text("DROP TABLE probe"))
    assert cases == together * times * len(rows)


def test_every_value_is_bound_and_none_is_written_out(engine: Engine) -> None:
    hostile = {"field": "text", "op": "contains", "value": "'; drop table probe"}
    read = clause(read_condition(hostile, ENTITY), column_of(ENTITY), FACTS)
    assert "drop" not in str(read.compile(engine))


def test_every_condition_can_be_said_in_both_languages() -> None:
    chance = random.Random(26)
    for _ in range(500):
        read = read_condition(condition(chance), ENTITY)
        assert in_words(read, ENTITY, "zh_CN")
        assert in_words(read, ENTITY, "en")


def test_words_read_like_a_sentence() -> None:
    given = {
        "all": [
            {"field": "choice", "op": "is", "value": "open"},
            {"field": "date", "op": "lt", "value": {"fact": "days_ago:30"}},
            {"not": {"field": "money", "op": "ge", "value": 500000}},
        ]
    }
    read = read_condition(given, ENTITY)
    assert in_words(read, ENTITY, "en") == (
        "all of: Choice is Open; Date is before 30 days ago; not: Money is at least ¥ 5,000.00"
    )
    assert in_words(read, ENTITY, "zh_CN") == (
        "同时满足：列choice为“open”；列date早于 30 天前；不满足：列money不少于 ¥ 5,000.00"
    )
