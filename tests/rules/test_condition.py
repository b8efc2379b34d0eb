"""The one rule language: what it reads, what it refuses, and where it holds."""

import random
from typing import Any

import pytest

from rules.condition import Facts, Op, holds, read_condition, written
from rules.refusal import Refused
from tests.conditions import ENTITY, PATHS, TODAY, condition, row

STRANGER = Facts(today=TODAY, paths=PATHS)


def test_a_condition_can_be_written_down_and_read_again() -> None:
    chance = random.Random(7)
    for _ in range(500):
        read = read_condition(condition(chance), ENTITY)
        assert read_condition(written(read), ENTITY) == read


def _deep(levels: int) -> Any:
    return {"field": "id", "op": "empty"} if levels == 0 else {"not": _deep(levels - 1)}


@pytest.mark.parametrize(
    "hostile",
    [
        [],
        "1=1",
        5,
        True,
        {},
        {"all": {}},
        {"all": [None]},
        {"any": []},
        {"all": [], "any": []},
        {1: 2},
        {"sql": "1=1"},
        {"field": "text", "op": "is", "value": "a", "raw": "1=1"},
        {"field": "secret", "op": "is", "value": "a"},
        {"field": ["text"], "op": "is", "value": "a"},
        {"field": "extra", "op": "filled"},
        {"field": "text", "op": "like", "value": "a"},
        {"field": "text", "op": ["is"], "value": "a"},
        {"field": "text", "op": "is"},
        {"field": "text", "op": "is", "value": ""},
        {"field": "text", "op": "is", "value": None},
        {"field": "text", "op": "is", "value": 5},
        {"field": "text", "op": "is", "value": "a\0b"},
        {"field": "text", "op": "is", "value": "\ud800"},
        {"field": "text", "op": "is", "value": "x" * 201},
        {"field": "text", "op": "in", "value": []},
        {"field": "text", "op": "in", "value": "abc"},
        {"field": "text", "op": "in", "value": ["a"] * 201},
        {"field": "text", "op": "empty", "value": "a"},
        {"field": "number", "op": "contains", "value": "5"},
        {"field": "number", "op": "is", "value": "5"},
        {"field": "number", "op": "is", "value": True},
        {"field": "number", "op": "is", "value": 2.5},
        {"field": "number", "op": "is", "value": 10**18},
        {"field": "number", "op": "between", "value": [1]},
        {"field": "x_formula", "op": "lt", "value": "1e5"},
        {"field": "date", "op": "is", "value": "2026-02-31"},
        {"field": "date", "op": "is", "value": "0001-01-01"},
        {"field": "date", "op": "is", "value": "2026-06-10T00:00:00+08:00"},
        {"field": "moment", "op": "lt", "value": "2026-06-10T00:00:00"},
        {"field": "date", "op": "is", "value": {"fact": "user"}},
        {"field": "date", "op": "is", "value": {"fact": "days_ago:99999"}},
        {"field": "date", "op": "is", "value": {"fact": "days_ago:-1"}},
        {"field": "date", "op": "is", "value": {"fact": "today:1"}},
        {"field": "date", "op": "is", "value": {"fact": "__class__"}},
        {"field": "yes_no", "op": "is", "value": 1},
        {"field": "choice", "op": "is", "value": "shut"},
        {"field": "choice", "op": "lt", "value": "open"},
        {"field": "choice", "op": "is", "value": ["open"]},
        {"field": "place", "op": "within", "value": "枫园"},
        {"field": "place", "op": "within", "value": "/1/' OR 1=1"},
        {"field": "place", "op": "is", "value": {"fact": "my_places"}},
        {"field": "x_choices", "op": "is", "value": "open"},
        {"field": "x_file", "op": "is", "value": "a"},
        _deep(9),
        {"all": [{"field": "text", "op": "empty"}] * 101},
    ],
    ids=lambda given: str(given)[:50],
)
def test_what_is_not_a_condition_is_refused_with_a_sentence(hostile: Any) -> None:
    with pytest.raises(Refused) as refused:
        read_condition(hostile, ENTITY)
    assert str(refused.value).endswith(".")


def test_a_condition_without_parts_holds_for_every_row() -> None:
    assert holds(read_condition(None, ENTITY), {}, STRANGER)
    assert holds(read_condition({"all": []}, ENTITY), {}, STRANGER)


@pytest.mark.parametrize("op", [Op.IS, Op.LT, Op.GE, Op.CONTAINS, Op.FILLED])
def test_nothing_compares_with_an_empty_value(op: Op) -> None:
    value = {} if op is Op.FILLED else {"value": "a"}
    read = read_condition({"field": "text", "op": op.value, **value}, ENTITY)
    assert not holds(read, {"text": None}, STRANGER)
    assert not holds(read, {"text": ""}, STRANGER)
    assert not holds(read, {}, STRANGER)


def test_a_day_means_the_whole_day_in_shanghai() -> None:
    read = read_condition({"field": "moment", "op": "is", "value": "2026-06-10"}, ENTITY)
    chance = random.Random(1)
    found = {made["moment"] for made in (row(n, chance) for n in range(300)) if made["moment"]}
    on = {moment for moment in found if holds(read, {"moment": moment}, STRANGER)}
    assert {(moment.day, moment.hour) for moment in on} == {(9, 16), (9, 23), (10, 0), (10, 15)}
