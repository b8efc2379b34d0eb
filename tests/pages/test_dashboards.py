"""Dashboards on the screen: told before drawn, narrowed by the address, closed where they are."""

import pytest
from streamlit.testing.v1 import AppTest

from db.session import transaction
from tests import dashboards as sample
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


@pytest.fixture(autouse=True)
def drawn(here: Neighbourhood) -> None:
    with transaction() as session:
        sample.drawn_up(session, here)


def _told(at: AppTest) -> str:
    return "\n".join(
        str(one.value) for one in (*at.title, *at.markdown, *at.caption, *at.error, *at.info)
    )


def test_the_street_sees_its_figures_and_how_they_stand(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "dashboard", here.qin, key="street", place="zhelu", period="2026")
    assert not at.exception
    assert [one.value for one in at.metric] == ["82.4%"]
    assert "越过提醒线" in _told(at) and "目标 95\\.0%" in _told(at)
    assert "/chart/street/places.png?place=zhelu&period=2026" in _told(at)
    assert "/chart/street/rate.csv?place=zhelu&period=2026" in _told(at)
    assert "/chart/street/rate.png" not in _told(at)


def test_what_was_picked_stands_in_words_with_the_way_back(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(
        monkeypatch, "dashboard", here.qin, key="street", place="zhelu", on="category:parking"
    )
    assert not at.exception
    button = next(one for one in at.button if one.key == "nb_let_go_category")
    assert button.label == "类别: 停车"
    button.click().run()
    assert not [one for one in at.button if one.key == "nb_let_go_category"]


def test_figures_that_are_not_his_are_closed_to_a_member(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "dashboard", here.chen, key="street", place="zhelu", language="en")
    assert not at.exception
    assert "There is no such column in this table." in _told(at)


@pytest.mark.parametrize("key", ["", "nothing", "1' or 1"])
def test_what_is_not_there_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, key: str
) -> None:
    at = visit(monkeypatch, "dashboard", key=key)
    assert not at.exception
    assert at.info[0].value == "没有这个看板。" and not at.metric and not at.error


def test_a_stranger_is_asked_to_sign_in_where_a_dashboard_is_for_members(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "dashboard", key="street")
    assert not at.metric and not at.error
    assert "请先登录" in at.info[0].value
    assert [one.label for one in at.button if one.key == "nb_ask_in"] == ["登录"]


def test_what_no_figure_knows_is_not_said_to_be_picked(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "dashboard", here.qin, key="street", place="zhelu", on="zz:1")
    assert not at.exception
    assert not [one for one in at.button if str(one.key).startswith("nb_let_go")]


def test_a_tile_leads_to_how_its_figure_is_counted(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "dashboard", here.qin, key="street", place="zhelu", period="2026")
    assert "怎么算出来的](/metric?key=on_time&place=zhelu&period=2026)" in _told(at)


def test_the_shelf_lists_what_the_visitor_may_open(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    assert "给街道" in _told(visit(monkeypatch, "dashboards", here.qin))
    at = visit(monkeypatch, "dashboards")
    assert "给街道" not in _told(at)
    assert "个只对成员开放。" in _told(at)  # there is more behind the door, and here is the door
    (way,) = [one.proto for one in at.get("page_link") if one.proto.query_string.startswith("next")]
    assert way.page == "sign_in"


def test_a_new_dashboard_asks_for_what_is_missing_and_blames_nobody(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "dashboard", here.lin, part="edit")
    assert not at.exception and not at.error
    told = [one.value for one in at.caption]
    assert ":material/info: 请填写标题。" in told
    assert ":material/info: 请至少添加一个图块。" in told
    assert "代码" not in [one.label for one in at.text_input]
    at.text_input(key="nb_board_title").set_value("我们的看板").run()
    assert ":material/info: 请填写标题。" not in [one.value for one in at.caption]


def test_what_stops_a_dashboard_is_said_in_its_own_words(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "dashboard", here.lin, part="edit", key="street")
    at.checkbox(key="nb_board_public").set_value(True).run()
    assert "指标“工单数”不公开" in _told(at)
    assert "/chart/street/" not in _told(at)  # a draft has no file yet
