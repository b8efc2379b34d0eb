"""What may be changed of the code's own columns (字段调整): stricter, never looser."""

from typing import Any

import pytest

from models.register import WorkOrder
from rules.definition.override import problems
from rules.entity import Choice, Column, Entity, Kind, Scope

CHOICES = (Choice("a", "A"), Choice("b", "B"))
OWN = Entity(
    "work_order",
    WorkOrder,
    "",
    "",
    (
        Column("title", Kind.TEXT, "标题", "Title", longest=80, required=True, writable=True),
        Column("number", Kind.TEXT, "工单号", "Number", longest=40, writable=True),
        Column("people", Kind.NUMBER, "人数", "People", least=0, writable=True),
        Column("state", Kind.CHOICE, "状态", "State", choices=CHOICES, writable=True),
        Column("step", Kind.TEXT, "步骤", "Step"),
    ),
    Scope(),
    title="number",
)
GOOD: list[tuple[str, dict[str, Any]]] = [
    ("title", {"label": "事项名称", "help": "一句话"}),
    ("title", {"longest": 80}),
    ("title", {"longest": 20}),
    ("number", {"required": True}),
    ("people", {"least": 1, "most": 5}),
    ("state", {"choices": ["a"], "hidden": True}),
    ("state", {"read_only": True}),
    ("step", {"label": "所在步骤", "hidden": True}),
]
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("title", {"longest": 81}, "never looser"),
    ("title", {"required": False, "help": "x"}, "stays so"),
    ("title", {"hidden": True}, "cannot be hidden or shut"),
    ("title", {"read_only": True}, "cannot be hidden or shut"),
    ("title", {}, "Nothing is changed"),
    ("title", {"required": False}, "Nothing is changed"),
    ("title", {"least": 1}, "never looser"),
    ("people", {"least": -1}, "never looser"),
    ("people", {"longest": 5}, "never looser"),
    ("people", {"least": 5, "most": 1}, "more than the most"),
    ("state", {"choices": ["a", "z"]}, "never looser"),
    ("number", {"hidden": True}, "names the rows"),
    ("step", {"required": True}, "not filled in by hand"),
    ("step", {"longest": 10}, "not filled in by hand"),
    ("step", {"read_only": True}, "not filled in by hand"),
    ("zzz", {"label": "x"}, "no such column"),
    ("title", {"kind": "number"}, "not known"),
]


@pytest.mark.parametrize(("column", "change"), GOOD)
def test_what_is_stricter_holds(column: str, change: dict[str, Any]) -> None:
    body = {"entity": "work_order", "column": column} | change
    assert problems(body, f"work_order.{column}", OWN) == []


@pytest.mark.parametrize(("column", "change", "sentence"), BAD)
def test_what_is_looser_is_refused(column: str, change: dict[str, Any], sentence: str) -> None:
    body = {"entity": "work_order", "column": column} | change
    (found,) = problems(body, f"work_order.{column}", OWN)
    assert sentence in found.sentence.format(**found.facts)


def test_an_unknown_table_and_another_columns_key_are_refused() -> None:
    body = {"entity": "work_order", "column": "title", "label": "x"}
    assert problems(body, "work_order.title", None)
    assert problems(body, "work_order.number", OWN)
