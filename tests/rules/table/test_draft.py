"""Filters as people put them together: both ways, and nothing is lost on the way."""

from typing import Any

import pytest

from rules.condition import read_condition, written
from rules.entity import Kind
from rules.table.draft import ALONE, ASKS, OFFERED, Group, Line, condition_of, draft_of
from services.entity import entity

KINDS = {column.name: column.kind for column in entity("work_order").columns}


def leaf(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op} | ({} if value is None else {"value": value})


@pytest.mark.parametrize(
    "given",
    [
        leaf("title", "contains", "灯"),
        leaf("title", "is_not", "灯"),
        leaf("cost_fen", "between", [1, 2]),
        leaf("on_time", "is", True),
        leaf("on_time", "empty"),
        leaf("category", "in", ["green", "other"]),
        leaf("place_id", "within", "/1/2/"),
        leaf("place_id", "within", {"fact": "my_places"}),
        leaf("received_on", "ge", "2026-06-01"),
        leaf("received_on", "between", [{"fact": "days_ago:30"}, {"fact": "today"}]),
        leaf("due_on", "between", [{"fact": "today"}, {"fact": "days_ahead:7"}]),
        leaf("due_on", "lt", {"fact": "today"}),
        {
            "all": [
                leaf("title", "is", "甲"),
                {"any": [leaf("on_time", "empty"), leaf("id", "ge", 3)]},
            ]
        },
        {
            "any": [
                leaf("id", "ge", 1),
                {"all": [leaf("id", "le", 9), {"any": [leaf("id", "is", 3), leaf("id", "is", 4)]}]},
            ]
        },
    ],
)
def test_what_was_put_together_is_shown_again_as_it_was(given: dict[str, Any]) -> None:
    drafted = draft_of(given, KINDS)
    assert drafted is not None
    made = condition_of(drafted, KINDS)
    assert made == given
    assert written(read_condition(made, entity("work_order"))) == given


@pytest.mark.parametrize(
    ("given", "same"),
    [
        (leaf("category", "is", "green"), leaf("category", "in", ["green"])),
        (leaf("category", "is_not", "green"), leaf("category", "not_in", ["green"])),
        ({"all": [leaf("id", "ge", 3)]}, leaf("id", "ge", 3)),
    ],
)
def test_what_says_the_same_is_said_in_one_way(given: Any, same: Any) -> None:
    drafted = draft_of(given, KINDS)
    assert drafted is not None and condition_of(drafted, KINDS) == same


@pytest.mark.parametrize(
    "given",
    [
        {"not": leaf("id", "ge", 3)},
        leaf("received_on", "ge", {"fact": "month_start"}),
        leaf("gone", "is", 1),
        {"all": [{"any": [{"all": [{"any": [leaf("id", "ge", 3)]}]}]}]},
    ],
)
def test_what_the_builder_cannot_show_it_does_not_take_apart(given: Any) -> None:
    assert draft_of(given, KINDS) is None


def test_lines_without_a_value_are_left_out() -> None:
    empty = [
        Line("title", "contains", ""),
        Line("id", "between", [1, None]),
        Group(),
        Line("x", "is"),
    ]
    assert condition_of(Group(parts=empty), KINDS) is None
    assert draft_of(None, KINDS) == Group()


def test_everything_that_is_offered_has_a_word_and_can_be_read() -> None:
    assert {ask for asks in OFFERED.values() for ask in asks} == set(ASKS)
    values = {"contains": "x", "begins": "x", "last_days": 3, "next_days": 3, "within": "/1/"}
    for name, kind in KINDS.items():
        for ask in OFFERED[kind]:
            value: Any = values.get(ask, 1)
            if kind in {Kind.DATE, Kind.MOMENT} and ask not in values:
                value = "2026-06-10"
            if kind is Kind.TEXT:
                value = "x"
            if kind is Kind.CHOICE:
                value = [entity("work_order").by_name[name].choices[0].code]
            if ask.endswith("between"):
                value = [value, value]
            made = condition_of(
                Group(parts=[Line(name, ask, None if ask in ALONE else value)]), KINDS
            )
            assert made is not None, (name, ask)
            read_condition(made, entity("work_order"))
            assert draft_of(made, KINDS) is not None
