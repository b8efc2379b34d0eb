"""The bank's page: what differs, what belongs together, what comes in."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db import session as database
from models.bank import BankBalance, BankLine, BankMatch
from tests import banks, ledgers, statements
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


@pytest.fixture
def kept(here: Neighbourhood) -> None:
    """A statement of June, and the entry of its first line."""
    with database.transaction() as session:
        book, account = banks.banked(session, here)
        banks.brought(session, here, account)
        ledgers.posted(session, here, book, ledgers.receipt(120_000))


def _told(at: AppTest) -> str:
    parts = [*at.markdown, *at.caption, *at.info, *at.error]
    return "\n".join([str(part.value) for part in parts] + [one.label for one in at.button])


def test_a_treasurer_sees_what_differs(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, kept: None
) -> None:
    at = visit(monkeypatch, "bank", here.wu)
    assert not at.exception
    assert "有差额，不能结账" in _told(at)
    assert [metric.value for metric in at.metric][:2] == ["¥\u00a011,711.50", "¥\u00a011,200.00"]


def test_what_is_suggested_is_matched_with_one_tap(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, kept: None
) -> None:
    at = visit(monkeypatch, "bank", here.wu, view="match")
    assert "有把握" in _told(at)
    at.button(key="nb_match").click().run()
    assert not at.exception
    with database.glance() as session:
        match = session.exec(select(BankMatch)).one()
        assert session.get_one(BankLine, match.bank_line_id).amount_fen == 120_000
    at = visit(monkeypatch, "bank", here.wu, view="done")
    assert "已勾对 1 笔" in _told(at)


def test_money_that_moved_before_the_books_began_has_no_entry(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with database.transaction() as session:
        _book, account = banks.banked(session, here)
        early = [("2019-06-01", "09:00:00", 500, 500, "早餐摊", "补差")]
        banks.brought(session, here, account, statements.icbc(early), accept=True)
    at = visit(monkeypatch, "bank", here.wu, view="match")
    next(one for one in at.button if one.label == "录入凭证").click().run()
    assert not at.exception
    assert "早于开账日" in _told(at)
    assert "2019 年 6 月 1 日" in _told(at)


def test_a_balance_left_empty_is_not_a_balance_of_nothing(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, kept: None
) -> None:
    at = visit(monkeypatch, "bank", here.wu)
    button = "登记银行余额"
    next(one for one in at.button if one.label == button).click().run()
    at.text_input(key="nb_told_paper").set_value("手机银行截图")
    next(one for one in at.button if one.label == button).click()
    at.button(key="nb_confirm").click().run()
    assert "请填写余额" in _told(at)
    with database.glance() as session:
        assert [one.document for one in session.exec(select(BankBalance))] == ["六月.csv"]


def test_a_statement_is_looked_at_and_then_taken_in(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, kept: None
) -> None:
    at = visit(monkeypatch, "bank", here.wu, view="import")
    later = [("2026-06-09", "09:00:00", 500, 1_171_650, "早餐摊", "补差")]
    content = statements.icbc([*statements.MOVES, *later])
    at.file_uploader[0].upload("六月.csv", content, "text/csv").run()
    assert "1,805" in _told(at) and at.button(key="nb_bank_import").disabled
    at.checkbox(key="nb_bank_accepted").check().run()
    at.button(key="nb_bank_import").click().run()
    assert not at.exception
    assert "对账单已导入" in [toast.value for toast in at.toast]
    with database.glance() as session:
        assert len(session.exec(select(BankLine)).all()) == 5


def test_a_layout_that_nobody_knows_asks_what_its_columns_hold(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, kept: None
) -> None:
    at = visit(monkeypatch, "bank", here.wu, view="import")
    at.file_uploader[0].upload("某行.csv", statements.village_bank(), "text/csv").run()
    assert "认不出这份对账单的版式" in _told(at)
    for field, header in statements.GENERIC.items():
        at.selectbox(key=f"nb_bank_col_{field}").select(header)
    next(one for one in at.button if one.label == "按此读取").click().run()
    assert not at.exception
    assert [metric.value for metric in at.metric][:2] == ["4", "4"]


def test_an_auditor_reads_and_has_nothing_to_press(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, kept: None
) -> None:
    at = visit(monkeypatch, "bank", here.shen, view="match")
    assert not at.exception and "早餐摊" in _told(at)
    assert not [one for one in at.button if one.key != "nb_switch_language"]


def test_the_bank_is_not_for_residents(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, kept: None
) -> None:
    at = visit(monkeypatch, "bank", here.zhou)
    assert "早餐摊" not in _told(at) and "不能做这件事" in at.error[0].value
