"""Custom fields on the pages of their subjects (自定义字段): asked, shown, filled in."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.definition import DefinitionKind
from models.topic import Category
from services.change.publishing import publish_at_once
from services.row.changing import change_row
from services.table.detail import detail
from services.topic.submitting import submit
from tests.neighbourhood import Neighbourhood
from tests.visit import visit

DEPTH: dict[str, Any] = {
    "entity": "topic",
    "name": "x_depth",
    "kind": "number",
    "label": "积水深度",
}
DEPTH |= {"unit": "厘米", "visible_if": {"field": "category", "op": "is", "value": "repair"}}


PHONE = {"entity": "topic", "name": "x_phone", "kind": "text", "label": "联系电话"}
PHONE |= {"personal": True}


def add(here: Neighbourhood, body: dict[str, Any] = DEPTH) -> None:
    with transaction() as session:
        given = ((DefinitionKind.FIELD, f"topic.{body['name']}", body),)
        publish_at_once(session, here.guan, "积水", here.places["jiangcheng"].id, given)


def raised(here: Neighbourhood, own: dict[str, Any] | None = None) -> int:
    with transaction() as session:
        words = "车库入口一下雨就积水，希望尽快维修。"
        place = here.fengyuan.id or 0
        topic = submit(session, here.chen, place, "车库积水", words, Category.REPAIR, own=own)
        return topic.id or 0


def said(at: AppTest) -> str:
    return " ".join(str(one.value) for one in at.markdown)


def test_the_form_asks_for_a_field_where_its_condition_holds(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    add(here)
    at = visit(monkeypatch, "propose", here.chen)
    key = "nb_ask_own_topic_x_depth"
    assert key not in [box.key for box in at.number_input]
    at.selectbox(key="nb_category").set_value("repair").run()
    assert not at.exception
    assert key in [box.key for box in at.number_input]


def test_the_council_reads_and_fills_it_and_a_stranger_does_not_see_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    topic = str(raised(here))
    plain = visit(monkeypatch, "topic", here.lin, id=topic)
    assert f"nb_own_topic_{topic}" not in [button.key for button in plain.button]
    add(here)
    at = visit(monkeypatch, "topic", here.lin, id=topic)
    assert f"nb_own_topic_{topic}" in [button.key for button in at.button]
    at.button(key=f"nb_own_topic_{topic}").click().run()
    assert f"nb_ask_own_topic_{topic}_x_depth" in [box.key for box in at.number_input]
    with transaction() as session:
        row = detail(session, here.lin, "topic", int(topic))
        change_row(session, here.lin, "topic", row.id, {"x_depth": 35}, row.seen)
    at = visit(monkeypatch, "topic", here.lin, id=topic)
    assert "35 厘米" in said(at)
    for stranger in (here.wai, None):
        other = visit(monkeypatch, "topic", stranger, id=topic)
        assert not other.exception
        assert "35 厘米" not in said(other)
        assert f"nb_own_topic_{topic}" not in [button.key for button in other.button]


def test_what_names_people_is_filled_in_anew_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    topic = raised(here)
    add(here)
    add(here, PHONE)
    with transaction() as session:
        row = detail(session, here.lin, "topic", topic)
        change_row(session, here.lin, "topic", topic, {"x_phone": "13800001234"}, row.seen)

    at = visit(monkeypatch, "topic", here.lin, id=str(topic))
    at.button(key=f"nb_own_topic_{topic}").click().run()
    assert at.text_input(key=f"nb_ask_own_topic_{topic}_x_phone").value == ""
    assert any("留空则不变" in one.value for one in at.caption)
    assert "13800001234" not in said(at)
