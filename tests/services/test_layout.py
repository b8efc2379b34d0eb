"""Layouts: closed in their shape, and filled in with what may be read."""

from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import layout as rule
from services import definition
from services.entity import entity, entity_for
from services.layout import layouts, paper
from tests.neighbourhood import Neighbourhood
from tests.registers import orders

FIELDS = {"kind": "fields", "names": ["number", "cost_fen"]}


def body(*blocks: dict[str, Any], of: str = "work_order") -> dict[str, Any]:
    return {"name": "单", "entity": of, "blocks": list(blocks)}


@pytest.mark.parametrize(
    ("given", "where"),
    [
        (body(), "blocks"),
        (body({"kind": "typst", "text": "#panic()"}), "blocks 1.kind"),
        (body({"kind": "text", "text": "{{nothing}}"}), "blocks 1"),
        (body({"kind": "text"}), "blocks 1.text"),
        (body({"kind": "fields", "names": ["password"]}), "blocks 1"),
        (body({"kind": "text", "text": "{{number}}"}, of="*"), "blocks 1"),
        (body(FIELDS, of="nothing"), "entity"),
        (body({"kind": "rows", "entity": "place", "by": "name", "names": ["name"]}), "blocks 1.by"),
        (body(FIELDS) | {"raw": "#x"}, "raw"),
    ],
)
def test_what_is_no_layout_is_named(session: Session, given: dict[str, Any], where: str) -> None:
    found = rule.problems(given, lambda key: entity_for(session, key))
    assert [one.where for one in found] == [where]


def test_every_shipped_layout_is_sound(session: Session) -> None:
    found = definition.bodies(session, DefinitionKind.LAYOUT)
    assert {one.key for one in found} >= {"work_order_slip", "record"}
    for one in found:
        assert not rule.problems(one.body, lambda key: entity_for(session, key))
    assert layouts(session, entity("work_order"))[0].key == "work_order_slip"


def test_rows_that_point_here_stand_on_the_sheet(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    given = body(
        {"kind": "heading", "text": "{{name}}的工单"},
        {"kind": "rows", "entity": "work_order", "by": "place_id", "names": ["number", "cost_fen"]},
        of="place",
    )
    assert not rule.problems(given, lambda key: entity_for(session, key))
    place = here.places["fengyuan"].id or 0
    made = paper(session, here.lin, entity("place"), place, given, "zh_CN")
    assert made["blocks"][0]["text"] == "枫园小区的工单"
    assert made["blocks"][1]["rows"] == [["G-001", "¥ 0.00"], ["G-002", "¥ 120.50"]]
    hidden = paper(session, here.chen, entity("place"), place, given, "zh_CN")
    assert hidden["blocks"][1]["rows"] == []
