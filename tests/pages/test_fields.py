"""Drawing up fields on the page of their table (字段管理)."""

import pytest
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.definition import DefinitionKind
from services.change.publishing import publish_at_once
from tests.neighbourhood import Neighbourhood
from tests.visit import visit

KEY = "nb_fd_work_order_"


def editor(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, field: str = "new") -> AppTest:
    at = visit(monkeypatch, "table", here.guan, of="work_order", part="fields", field=field)
    assert not at.exception
    return at


def errors(at: AppTest) -> str:
    return " ".join(error.value for error in at.error)


def test_only_whoever_configures_sees_the_fields(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "table", here.guan, of="work_order", part="fields")
    assert not at.exception
    assert "字段：诉求工单" in [title.value for title in at.title]
    at = visit(monkeypatch, "table", here.ma, of="topic", part="fields", field="new")
    assert not at.exception
    assert "nb_field_save" not in [button.key for button in at.button]


def test_a_field_is_seen_while_it_is_drawn_up(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = editor(monkeypatch, here)
    assert at.button(key="nb_field_save").disabled
    at.text_input(key=f"{KEY}_label").input("积水深度")
    at.selectbox(key=f"{KEY}_kind").set_value("number").run()
    assert "nb_ask_try_work_order_x_1" in [box.key for box in at.number_input]
    assert not at.button(key="nb_field_save").disabled
    at.text_input(key=f"{KEY}_label").input("事项").run()
    assert "已经有叫“事项”的字段了" in errors(at)
    assert at.button(key="nb_field_save").disabled


def test_a_condition_is_put_together_by_picking_and_tried_at_once(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = editor(monkeypatch, here)
    at.text_input(key=f"{KEY}_label").input("现场情况").run()
    at.button(key=f"{KEY}_visible_if_count_more").click().run()
    at.selectbox(key=f"{KEY}_visible_if_0_field").set_value("source").run()
    picked = at.selectbox(key=f"{KEY}_visible_if_0_source_is")
    picked.set_value("grid").run()
    assert not at.exception
    assert "nb_ask_try_work_order_x_1" not in [box.key for box in at.text_input]
    at.selectbox(key="nb_ask_try_work_order_source").set_value("grid").run()
    assert "nb_ask_try_work_order_x_1" in [box.key for box in at.text_input]
    assert any("来源 是 网格上报" in c.value or "来源" in c.value for c in at.caption)


def test_a_formula_that_cannot_be_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = editor(monkeypatch, here)
    at.text_input(key=f"{KEY}_label").input("每天花费")
    at.selectbox(key=f"{KEY}_kind").set_value("formula").run()
    at.text_area(key=f"{KEY}_formula").input("cost_fen + 1").run()
    assert "金额和数不能放在一起算" in errors(at)
    at.text_area(key=f"{KEY}_formula").input("x_1 + 1").run()
    assert "公式互相引用成了圈" in errors(at)
    at.text_area(key=f"{KEY}_formula").input("cost_fen ÷ 30").run()
    assert "结果类型不同" in errors(at)
    at.selectbox(key=f"{KEY}_result").set_value("money").run()
    assert not at.error
    assert not at.button(key="nb_field_save").disabled


def test_a_field_that_holds_is_opened_as_it_is_and_a_column_of_the_program_only_tightened(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    choices = [{"code": "a", "label": "东门"}, {"code": "b", "label": "西门"}]
    body = {"entity": "work_order", "name": "x_gate", "kind": "choice", "label": "哪个门"}
    with transaction() as session:
        given = ((DefinitionKind.FIELD, "work_order.x_gate", body | {"choices": choices}),)
        publish_at_once(session, here.guan, "门", here.places["jiangcheng"].id, given)
    at = editor(monkeypatch, here, "x_gate")
    assert at.text_area(key=f"{KEY}x_gate_choices").value == "东门\n西门"
    assert at.text_input(key=f"{KEY}x_gate_name").disabled
    at = editor(monkeypatch, here, "title")
    key = "nb_ov_work_order.title"
    at.number_input(key=f"{key}_longest").set_value(20).run()
    assert not at.error
    assert not at.button(key="nb_override_save").disabled


def test_a_table_that_holds_no_fields_of_your_own_says_so_instead_of_drawing_one_up(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "table", here.guan, of="trail_line", part="fields", field="new")
    assert not at.exception
    assert "nb_field_save" not in [button.key for button in at.button]
    assert "这张表不能加自定义字段。" in [caption.value for caption in at.caption]
