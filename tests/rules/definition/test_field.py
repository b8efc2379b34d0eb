"""What may be a custom field (自定义字段定义), and what is said of the rest."""

from dataclasses import replace
from typing import Any

import pytest

from models.register import WorkOrder
from rules.definition.field import Around, looks_at, problems
from rules.entity import Choice, Column, Entity, Kind, Scope
from rules.entity.custom import extended

BASE = {"entity": "work_order", "name": "x_new", "label": "新字段", "kind": "text"}
OWN = Entity(
    "work_order",
    WorkOrder,
    "",
    "",
    (
        Column("title", Kind.TEXT, "标题", "Title"),
        Column("state", Kind.CHOICE, "状态", "State", choices=(Choice("open", "Open"),)),
        Column("cost_fen", Kind.MONEY, "花费", "Cost"),
        Column("phone", Kind.TEXT, "电话", "Phone", personal=True),
    ),
    Scope(),
)
OLD = {"entity": "work_order", "name": "x_a", "label": "甲", "kind": "number", "position": 1}
LATE = {"entity": "work_order", "name": "x_z", "label": "末", "kind": "yes_no", "position": 9}
SUM = {
    "entity": "work_order",
    "name": "x_sum",
    "label": "和",
    "kind": "formula",
    "formula": "x_new + 1",
    "position": 1,
}


def said(change: dict[str, Any], *beside: dict[str, Any]) -> list[tuple[str, str]]:
    """The problems of a field among the code's columns, ``OLD``, ``LATE``, and more."""
    body = BASE | {"position": 5} | change
    entity: Entity | None = OWN
    if isinstance(body.get("name"), str) and "kind" in body and body["kind"] in set(Kind):
        entity = extended(OWN, [OLD, LATE, *beside, body])
    around = Around(f"work_order.{body['name']}", entity, frozenset(OWN.by_name), 3)
    found = problems(body, around)
    return [(p.where, p.sentence.format(**p.facts)) for p in found]


GOOD: list[dict[str, Any]] = [
    {},
    {"kind": "long_text", "longest": 4000, "searched": True},
    {"kind": "number", "least": 0, "most": 9, "unit": "户", "measure": True, "indexed": True},
    {"kind": "money", "required": True},
    {"kind": "choice", "choices": [{"code": "a", "label": "甲类"}], "dimension": True},
    {"kind": "choices", "choices": [{"code": "a", "label": "甲类"}, {"code": "b", "label": "乙"}]},
    {"kind": "person"},
    {"kind": "place", "dimension": True},
    {"kind": "file"},
    {"pattern": r"\d{11}", "personal": True},
    {"visible_if": {"field": "state", "op": "is", "value": "open"}},
    {"required_if": {"field": "x_a", "op": "gt", "value": 3}},
    {"valid_if": {"field": "x_new", "op": "begins", "value": "A"}, "valid_words": "须以 A 开头"},
    {"kind": "formula", "formula": "x_a × 2", "unit": "户", "measure": True},
    {"kind": "formula", "formula": "x_a / 3", "digits": 2},
    {"kind": "formula", "formula": "cost_fen / 2", "result": "money"},
    {"kind": "formula", "formula": 'concat(title, "")', "result": "text"},
    {"kind": "formula", "formula": 'concat(phone, "")', "result": "text", "personal": True},
]
BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"name": "title"}, "name", "“title” is a column that the table has already"),
    ({"name": "new"}, "name", "begins with x_"),
    ({"name": "x_N"}, "name", "begins with x_"),
    ({"label": "标题"}, "label", "called “标题” already"),
    ({"label": "甲"}, "label", "called “甲” already"),
    ({"label_en": "Title"}, "label", "already"),
    ({"colour": "red"}, "colour", "not known"),
    ({"kind": "row"}, "kind", "one of"),
    ({"kind": "money", "least": 0.5}, "least", "whole number"),
    ({"longest": 500}, "longest", "200 characters at most"),
    ({"least": 1}, "least", "does not suit"),
    ({"measure": True}, "measure", "does not suit"),
    ({"dimension": True}, "dimension", "cannot be split"),
    ({"kind": "number", "least": 2, "most": 1}, "least", "more than the most"),
    ({"kind": "choice"}, "choices", "choose from"),
    (
        {"kind": "choice", "choices": [{"code": "a", "label": "1"}, {"code": "a", "label": "2"}]},
        "choices",
        "twice",
    ),
    ({"pattern": "(a+)+"}, "pattern", "group is repeated"),
    ({"visible_if": {"field": "zzz", "op": "filled"}}, "conditions", "no such column"),
    ({"visible_if": {"field": "x_z", "op": "is", "value": True}}, "conditions", "comes later"),
    ({"visible_if": {"field": "x_new", "op": "filled"}}, "conditions", "depend on itself"),
    ({"visible_if": "1 = 1"}, "conditions", "not a condition"),
    ({"kind": "formula", "formula": ""}, "formula", "ends too early"),
    ({"kind": "formula", "formula": "zzz"}, "formula", "names “zzz”"),
    ({"kind": "formula", "formula": "cost_fen"}, "formula", "something else"),
    ({"kind": "formula", "formula": "x_new + 1"}, "formula", "round in a circle"),
    ({"kind": "formula", "formula": "x_a", "required": True}, "required", "worked out"),
    ({"kind": "formula", "formula": "phone", "result": "text"}, "formula", "personal"),
    ({"formula": "x_a"}, "formula", "does not suit"),
]


@pytest.mark.parametrize("change", GOOD)
def test_a_sound_field_has_no_problem(change: dict[str, Any]) -> None:
    assert said(change) == []


@pytest.mark.parametrize(("change", "where", "sentence"), BAD)
def test_what_is_wrong_with_a_field_is_said_in_one_sentence(
    change: dict[str, Any], where: str, sentence: str
) -> None:
    found = said(change)
    assert len(found) == 1, found
    assert found[0][0] == where
    assert sentence in found[0][1]


def test_formulas_that_look_at_each_other_are_refused() -> None:
    found = said({"kind": "formula", "formula": "x_sum + 1"}, SUM)
    assert [where for where, _said in found] == ["formula"]
    assert "x_new" in found[0][1]
    assert "x_sum" in found[0][1]


def test_a_condition_cannot_look_at_what_is_worked_out_later() -> None:
    found = said(
        {"visible_if": {"field": "x_sum", "op": "gt", "value": 1}}, SUM | {"formula": "x_a + 1"}
    )
    assert "worked out after" in found[0][1]


def test_a_table_without_room_for_fields_is_told() -> None:
    found = problems(BASE, Around("work_order.x_new", None))
    assert [p.sentence for p in found] == ["This table cannot hold fields of your own."]


def test_a_field_of_another_name_is_another_field() -> None:
    entity = extended(OWN, [BASE])
    found = problems(BASE, Around("work_order.x_old", entity, frozenset(OWN.by_name), 1))
    assert [p.where for p in found] == ["name"]


def test_a_column_knows_what_it_looks_at() -> None:
    column = Column(
        "x_b", Kind.TEXT, "", "", visible_if={"all": [{"field": "x_a", "op": "filled"}]}
    )
    assert looks_at(column, "x_a")
    assert not looks_at(column, "x_b")
    assert looks_at(replace(column, formula="x_c+x_d2", visible_if=None), "x_d2")
    assert not looks_at(replace(column, formula="x_c+x_d2", visible_if=None), "x_d")
