"""Posted accounts as a stranger, an owner, a council member and the street read them."""

from datetime import date

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.disclosure import Disclosure
from models.log import Leaf, LeafKind
from services.disclosure.objection import raise_objection
from services.disclosure.petition import begin_petition
from services.ledger.opening import open_book
from services.ledger.period import answer_reopening, ask_reopening, close_period
from tests.neighbourhood import Neighbourhood
from tests.posted import hung, owning, quarter
from tests.visit import visit


def told(at: AppTest) -> str:
    parts = [*at.markdown, *at.text, *at.caption, *at.warning, *at.info, *at.title, *at.subheader]
    return "\n".join(str(part.value) for part in parts)


@pytest.fixture
def posted(here: Neighbourhood) -> int:
    with transaction() as session:
        owning(session, here)
        made, spent = hung(session, here)
        raise_objection(session, here.zhou, made.id or 0, "滑梯 *维修* 三百元？", spent.id)
        return made.id or 0


def test_a_stranger_reads_the_statement(monkeypatch: pytest.MonkeyPatch, posted: int) -> None:
    at = visit(monkeypatch, "disclosure", id=str(posted))
    assert not at.exception
    shown = told(at).replace("\\", "")
    for figure in (
        ":small[期末结余]\n\n### ¥\u00a01,500.00",
        ":small[净收益]\n\n### ¥\u00a0800.00",
        ":small[支出]\n\n### ¥\u00a0300.00",
        ":small[应收未收]\n\n### ¥\u00a00.00",
    ):
        assert figure in shown
    assert not at.metric  # on a phone it would cut long words off
    assert "收支公示表" in shown  # what it is, not only which days
    assert "| 凭证 | " in shown.split("| 数量 |")[1]  # a number of papers is not a sum of money
    assert "其中未收" not in shown  # nothing fell due
    with glance() as session:
        log = session.exec(select(Leaf.index).where(Leaf.kind == LeafKind.STATEMENT)).one()
    assert f"日志第 {log + 1} 条" in shown  # people count lines from one, as the entry's page does
    for words in (
        "公共停车位场地使用费",
        "2026 年 1 月 1 日至 3 月 31 日",
        "周**",
        "滑梯 *维修*",
    ):
        assert words in shown
    assert "我有异议" not in [button.label for button in at.button]


def test_an_owner_may_object_and_the_council_may_answer(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, posted: int
) -> None:
    at = visit(monkeypatch, "disclosure", here.he, id=str(posted))
    labels = {button.label for button in at.button}
    assert {"我有异议", "发起审计联名"} <= labels
    assert "答复" not in labels
    at = visit(monkeypatch, "disclosure", here.lin, id=str(posted))
    next(button for button in at.button if button.label == "答复").click().run()
    next(button for button in at.button if button.label == "答复").click()  # draws the dialog
    next(area for area in at.text_area if area.label == "答复").set_value("见票据公开副本。")
    next(button for button in at.button if button.label == "公布答复").click().run()
    assert not at.exception
    assert "见票据公开副本。" in told(at)


def test_the_list_says_what_is_late_and_lets_the_council_post_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        quarter(session, here)
    at = visit(monkeypatch, "disclosures", here.wu, place="fengyuan")
    assert "未公示 · 已逾期 41 天" in told(at)
    next(button for button in at.button if button.label == "公示收支").click().run()
    next(button for button in at.button if button.label == "公示收支").click()
    next(b for b in at.button if b.key == "nb_publish_now").click().run()
    assert not at.exception
    assert "公示中" in told(at)


def test_what_was_opened_again_is_posted_anew_and_the_first_paper_says_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        made, _spent = hung(session, here)
        asked = ask_reopening(session, here.wu, made.period_id, "漏记一笔收入")
        answer_reopening(session, here.lin, asked.period_id, True)
        first, period_id = str(made.id), made.period_id
    at = visit(monkeypatch, "disclosures", here.wu, place="fengyuan")
    assert "须重新公示" in told(at)
    assert "先结账" in told(at)
    assert "公示之后又反结账" in told(visit(monkeypatch, "disclosure", id=first))
    with transaction() as session:
        close_period(session, here.lin, period_id)
    at = visit(monkeypatch, "disclosures", here.wu, place="fengyuan")
    next(button for button in at.button if button.label == "公示收支").click().run()
    next(button for button in at.button if button.label == "公示收支").click()
    next(b for b in at.button if b.key == "nb_publish_now").click().run()
    assert not at.exception
    assert "须重新公示" not in told(visit(monkeypatch, "disclosures", here.wu, place="fengyuan"))
    with glance() as session:
        assert sorted(session.exec(select(Disclosure.version))) == [1, 2]


def test_the_street_sees_who_is_late(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, posted: int
) -> None:
    with transaction() as session:
        open_book(session, here.lin, here.places["qinghe"].id or 0, date(2026, 1, 1))
    at = visit(monkeypatch, "disclosures", here.qin, place="zhelu")
    assert not at.exception
    assert {metric.label: metric.value for metric in at.metric} == {
        "建账小区": "2",
        "逾期小区": "1",
        "待公示小区": "0",
        "待答复异议": "1",
    }


@pytest.mark.parametrize("asked", ["", "abc", "999", "-1"])
def test_an_address_that_leads_nowhere_says_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, asked: str
) -> None:
    at = visit(monkeypatch, "disclosure", id=asked)
    assert not at.exception
    assert "这个地址没有收支公示" in told(at)


def test_the_home_page_tells_the_council_and_the_street(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        quarter(session, here)
    for person in (here.lin, here.qin):
        assert "未公示 · 已逾期 41 天" in told(visit(monkeypatch, "home", person))
    assert "未公示" not in told(visit(monkeypatch, "home", here.chen))


def test_a_day_of_another_year_is_told_with_its_year(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        open_book(session, here.lin, here.places["fengyuan"].id or 0, date(2025, 10, 1))
    shown = told(visit(monkeypatch, "disclosures", place="fengyuan"))
    assert "应于 2026 年 1 月 30 日前公示" in shown
    assert "应于 4 月 30 日前公示" in shown


def test_a_petition_that_ends_next_year_says_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, posted: int
) -> None:
    with transaction() as session:
        book_id = session.get_one(Disclosure, posted).book_id
        made = begin_petition(session, here.zhou, book_id, "请审计电梯广告和停车的往来。")
        made.closes_on = date(2027, 1, 21)
    assert "2027 年 1 月 21 日截止" in told(visit(monkeypatch, "disclosure", id=str(posted)))
