"""Drawing up a print layout: block by block, with the sheet beside it, into a change set."""

import json

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.definition import ChangeItem, DefinitionKind
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.visit import visit


def keyed(at: AppTest, kind: str, ending: str) -> str:
    return next(w.key for w in getattr(at, kind) if str(w.key).endswith(ending))


def test_the_layouts_of_a_table_are_listed(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "layouts", here.guan, of="work_order")
    assert not page.exception
    told = [text.value for text in page.markdown]
    assert [name in told for name in ("**工单办理单**", "**记录单**")] == [True, True]
    assert not page.text_area


def test_a_layout_is_drawn_up_without_a_word_of_code(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        orders(session, here)
    page = visit(monkeypatch, "layouts", here.guan, of="work_order", new=1)
    assert page.button(key="nb_layout_save").disabled
    page.text_input(key=keyed(page, "text_input", "_about_name")).input("回访单").run()
    assert not page.exception
    assert page.image  # the sheet with the newest row
    page.button(key="nb_layout_add_heading").click().run()
    page.selectbox(key=keyed(page, "selectbox", "_heading_put")).set_value("number")
    page.button(key="nb_layout_block_done").click()
    page.button(key="nb_layout_add_heading").click().run()  # a dialog is open while asked for
    assert not page.exception
    assert any("诉求编号" in text.value or "工单号" in text.value for text in page.markdown)
    page.menu_button(key="nb_layout_do_1").click("up").run()
    page.button(key="nb_layout_add_qr").click().run()
    page.button(key="nb_layout_save").click().run()
    page.button(key="nb_into_save").click()
    page.button(key="nb_layout_save").click().run()
    assert not page.exception
    with transaction() as session:
        item = session.exec(select(ChangeItem)).one()
    assert item.kind is DefinitionKind.LAYOUT
    assert item.after is not None
    kinds = [block["kind"] for block in item.after["blocks"]]
    assert kinds == ["heading", "fields", "qr"]
    assert item.after["blocks"][0]["text"] == "{{number}}"


def test_json_that_names_what_is_not_there_is_not_taken_over(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "layouts", here.guan, of="work_order", key="work_order_slip")
    assert not page.exception
    assert not page.error
    body = json.loads(page.text_area[0].value)
    body["blocks"].append({"kind": "text", "text": "{{password}}"})
    page.text_area[0].set_value(json.dumps(body))
    page.button(key="nb_layout_source").click().run()
    assert not page.exception
    assert "password" in page.error[0].value


def test_who_may_not_configure_finds_it_closed(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "layouts", here.chen, of="work_order", key="work_order_slip")
    assert not page.text_area
    assert page.error[0].icon == ":material/lock:"
    page = visit(monkeypatch, "layouts", here.guan, of="work_order", key="<b>")
    assert page.title[0].value == "没有这个版式。"
    assert "全部数据表" in [one.proto.label for one in page.get("page_link")]


def test_an_address_without_a_table_leads_to_all_of_them(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "layouts", here.guan)
    assert [one.value for one in page.error] == ["没有这张表。"]
    assert "全部数据表" in [one.proto.label for one in page.get("page_link")]
