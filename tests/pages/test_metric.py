"""The pages of metrics: everybody reads what is public, a council member makes his own."""

import json
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from components.text import plain
from db.session import transaction
from models.claim import Claim
from models.definition import DefinitionKind
from rules.calendar import day_of
from rules.condition import Op
from rules.metric import Period
from services.definition import append
from services.metric import Asked, figure, figure_shown, metric
from tests import metrics as sample
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


@pytest.fixture
def filled(here: Neighbourhood) -> Neighbourhood:
    """Work orders in two compounds, and one metric that is for members alone."""
    body = {"label": "内部数", "entity": "dispute", "numerator": {"op": "count"}}
    with transaction() as session:
        sample.rows_here(session, [here.places["fengyuan"], here.places["qinghe"]])
        append(session, None, DefinitionKind.METRIC, "inner", None, body)
    return here


def _said(page: object) -> str:
    return " ".join(str(one.value) for one in page.markdown) + " ".join(  # type: ignore[attr-defined]
        str(one.value)
        for one in page.caption  # type: ignore[attr-defined]
    )


def test_a_stranger_reads_the_public_metrics_with_their_figures(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metrics")
    said = _said(page)
    assert "按期办结率" in said and "诉求工单数" in said and "近 12 个月" in said
    assert "内部数" not in said
    page = visit(monkeypatch, "metrics", filled.lin)
    assert "内部数" in _said(page)


def test_a_word_finds_the_metrics_that_say_it(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metrics", None, q="公约")
    said = _said(page)
    assert "居民公约" in said and "按期办结率" not in said


def test_a_metric_says_how_it_is_counted_and_what_others_published(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", None, key="on_time_rate")
    said = _said(page)
    assert "“诉求工单”中按期办结为是的占比" in said
    assert "98\\.9%" in said and "镜湖区" in said
    closed = visit(monkeypatch, "metric", None, key="inner")
    assert "请先登录" in closed.info[0].value and not closed.error
    assert [one.label for one in closed.button if one.key == "nb_ask_in"] == ["登录"]
    missing = visit(monkeypatch, "metric", filled.lin, key="no; drop")
    assert missing.info[0].value == "没有这个指标。"


def test_what_a_metric_follows_from_is_named_in_words(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, key="revenue_recovered")
    named = [one.proto.label for one in page.get("page_link")]
    assert "入账的清收款" in named and "revenue_booked" not in named


def test_a_metric_that_follows_from_others_leads_to_the_rows_of_each(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same place, same time: what the parts come to adds up to the figure."""
    with transaction() as session:
        claim = session.exec(select(Claim).where(Claim.path == filled.places["fengyuan"].path))
        won = claim.first()
        assert won is not None
        won.recovered_fen, won.recovered_on = 12_300, date(2026, 5, 2)
    with transaction() as session:
        path, today = filled.places["jiangcheng"].path, day_of(NOON)
        asked = Asked(today=today, path=path).of(Period.read("2026-Q2"))
        whole = metric(session, "revenue_recovered")
        parts = [metric(session, key) for key in whole.parts]
        figures = [figure(session, filled.lin, one, asked) for one in (whole, *parts)]
        said = [figure_shown(one, told, "zh_CN") for one, told in zip((whole, *parts), figures)]
        assert figures[0].value == sum(one.value for one in figures[1:]) != 0
    same = {"place": "jiangcheng", "period": "2026-Q2"}
    page = visit(monkeypatch, "metric", filled.lin, key="revenue_recovered", part="rows", **same)
    assert not page.error and not page.exception
    for one in said:
        assert plain(one) in _said(page)
    ways = [one.proto.query_string for one in page.get("page_link")]
    for part in whole.parts:
        assert urlencode({"key": part, "part": "rows", **same}) in ways
    rows = visit(monkeypatch, "metric", filled.lin, key="revenue_before_books", part="rows", **same)
    assert "条记录得出" in _said(rows)


def test_the_tile_of_a_derived_metric_leads_to_its_parts(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, key="revenue_recovered")
    ways = [one.value for one in page.markdown if "part=rows" in one.value]
    assert any("key=revenue_recovered&place=fengyuan-community" in one for one in ways), ways


def test_the_rows_are_for_those_who_may_read_them(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"key": "work_orders", "part": "rows", "period": "2026"}
    page = visit(monkeypatch, "metric", filled.lin, **asked)
    assert "条记录得出" in _said(page) and "枫园小区" in _said(page)
    page = visit(monkeypatch, "metric", None, **asked)
    assert [one.label for one in page.button if one.key == "nb_ask_in"] == ["登录"]
    assert "条记录得出" not in _said(page)
    page = visit(monkeypatch, "metric", filled.chen, **asked)
    assert page.error and "条记录得出" not in _said(page)


def test_the_rows_say_what_they_are_narrowed_to_in_words(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"key": "work_orders", "part": "rows", "period": "2026", "on": "source:grid"}
    page = visit(monkeypatch, "metric", filled.lin, **asked)
    assert [one.label for one in page.button if one.key == "nb_let_go_source"] == ["来源: 网格上报"]


def test_the_builder_is_for_those_who_configure(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, part="edit")
    assert "在左边点选" in page.info[0].value
    assert not visit(monkeypatch, "metric", filled.chen, part="edit").button_group
    page = visit(monkeypatch, "metric", filled.lin, part="edit", key="on_time_rate")
    assert [one.label for one in page.button if one.label == "保存"] == ["保存"]


def test_rows_of_what_grows_are_those_from_the_beginning_on(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"key": "disputes_settled", "part": "rows", "period": "2026-Q2"}
    assert "累计到 2026 年第 2 季度" in _said(visit(monkeypatch, "metric", filled.lin, **asked))


def test_a_metric_says_since_when_it_is_counted_so(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, key="inner")
    assert "第 1 版自 2026 年" in _said(page) and "重新计算" in _said(page)
    shipped = visit(monkeypatch, "metric", filled.lin, key="work_orders")
    assert "重新计算" not in _said(shipped)


def _body(page: AppTest) -> dict[str, Any]:
    """What the builder has come to, as its text says it."""
    found: dict[str, Any] = json.loads(page.code[0].value)
    return found


def _group(page: AppTest, key: str) -> Any:
    return next(one for one in page.button_group if one.key == key)


def test_a_metric_that_follows_from_others_is_picked(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, part="edit")
    _group(page, "nb_m_made_of").set_value("others").run()
    page.multiselect(key="nb_m_derived_of_many").set_value(
        ["revenue_booked", "revenue_before_books"]
    ).run()
    assert not page.error and not page.exception
    body = _body(page)
    assert body["derived"] == {"op": "sum", "of": ["revenue_booked", "revenue_before_books"]}
    assert (body["unit"], body["label"]) == ("¥", "入账的清收款 + 建账前清回的公共收益")
    save = next(one for one in page.button if one.key == "nb_m_save")
    assert not save.disabled


def test_a_new_metric_may_be_written_as_text(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, part="edit")
    page.checkbox(key="nb_m_as_text").check().run()
    told = {"label": "纠纷", "entity": "dispute", "numerator": {"op": "count"}}
    page.text_area(key="nb_m_text").set_value(json.dumps(told)).run()
    assert not page.error and "纠纷" in _said(page)
    page.text_area(key="nb_m_text").set_value('{"label": "x", "entity": 7}').run()
    assert page.error and not page.exception


def test_which_rows_count_is_picked_in_the_builder(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, part="edit", key="work_orders")
    key = "nb_m_only_work_order"
    page.button(key=f"{key}_count_more").click().run()
    page.selectbox(key=f"{key}_0_field").set_value("on_time").run()
    page.selectbox(key=f"{key}_0_on_time_op").set_value(Op.FILLED).run()
    assert not page.exception and not page.error
    assert _body(page)["where"] == {"field": "on_time", "op": "filled"}


def test_a_year_has_its_target_and_others_their_figures(
    filled: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "metric", filled.lin, part="edit", key="on_time_rate")
    before = _body(page)
    assert before["targets"] == [{"value": "98"}] and len(before["compare"]) == 1
    page.text_input(key="nb_m_target_2027").set_value("99").run()
    for part, said in (("name", "宜阳县"), ("value", "90"), ("most", "95"), ("source", "民生网")):
        page.text_input(key=f"nb_m_compare_1_{part}").set_value(said).run()
    body = _body(page)
    assert {"period": "2027", "value": "99"} in body["targets"] and len(body["targets"]) == 2
    assert body["compare"][0] == before["compare"][0], "what stood there stays word for word"
    assert body["compare"][1] == {
        "label": "宜阳县", "value": "90", "most": "95", "source": "民生网",
    }  # fmt: skip
    assert not page.error
