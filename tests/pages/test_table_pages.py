"""The pages of a generated list: read in one go, whatever page the address asks for."""

import pytest

from components.table import listing as drawn
from db.session import transaction
from services.table import listing
from tests.neighbourhood import Neighbourhood
from tests.pages.test_own_fields import raised
from tests.pages.test_roll import labelled
from tests.registers import orders
from tests.visit import visit


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", "占用通道"), ("2", "路灯不亮"), ("99", "占用通道"), ("x", "占用通道")],
)
def test_the_address_says_which_page(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, asked: str, expected: str
) -> None:
    for place in (drawn, listing):
        monkeypatch.setattr(place, "ROWS", 2)
    with transaction() as session:
        orders(session, here)
    query = {"page": asked} if asked else {}
    at = visit(monkeypatch, "table", here.qin, of="work_order", **query)
    assert not at.exception
    rows = next(one.value for one in at.markdown if "/row?of=work_order" in one.value)
    assert expected in rows.splitlines()[2]
    assert rows.count("/row?of=work_order") == 2


def test_a_list_that_was_kept_is_that_view_from_then_on_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        orders(session, here)
    at = visit(monkeypatch, "table", here.qin, of="work_order", q="占用")
    labelled(at, "保存视图").click().run()
    at.text_input(key="nb_view_name").set_value("通道")
    labelled(at, "保存视图").click().run()
    labelled(at, "保存视图").click()
    labelled(at, "保存").click()
    at.run()
    assert not at.exception
    assert [one.value for one in at.toast] == ["已保存。"]
    assert at.query_params["view"] == "1"
    assert at.selectbox(key="nb_view_work_order").value == 1


def test_an_auditor_finds_what_was_done_to_any_row_and_nobody_else_is_led_there(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = raised(here)
    for who, told in ((here.shen, True), (here.zhou, False)):
        page = visit(monkeypatch, "row", who, of="topic", id=str(number))
        assert not page.exception and page.title
        found = [one.proto for one in page.get("page_link") if one.proto.label == "查留痕"]
        assert [one.query_string for one in found] == ([f"about=topic%3A{number}"] if told else [])
