"""The desk where books are kept: written by one, approved by another, closed in order."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.ledger import Book, DraftState, Entry, EntryDraft
from rules.ledger.entry import Content
from rules.permission import Visitor
from services.ledger.drafting import draft_entry
from tests.contracts import active
from tests.ledgers import opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.papers import handed_in
from tests.spendings import covered
from tests.visit import visit


def words(page: AppTest) -> str:
    lists = (page.markdown, page.caption, page.info, page.title, page.error, page.warning)
    return "\n".join(element.value for elements in lists for element in elements)


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def kept(here: Neighbourhood, *contents: Content) -> None:
    with transaction() as session:
        book = opened(session, here)
        posted(session, here, book, opening(1_000_00))
        for content in contents:
            draft_entry(session, here.wu, book.id or 0, covered(session, here, book, content))


@pytest.mark.parametrize("who", ["chen", "wai", "gao"])
def test_the_desk_is_closed_to_who_has_no_duty_there(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, who: str
) -> None:
    page = visit(monkeypatch, "bookkeeping", getattr(here, who))
    assert "角色不能做这件事" in words(page)
    assert not page.exception


def test_where_no_books_are_kept_the_committee_opens_them(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    assert "由业委会或居委会开账" in words(visit(monkeypatch, "bookkeeping", here.shen))
    page = visit(monkeypatch, "bookkeeping", here.wu)
    page.date_input(key="nb_book_from").set_value(date(2026, 1, 1))
    press(page, "开账")
    with glance() as session:
        assert session.exec(select(Book.code)).one() == "fengyuan"


def test_a_payment_waits_for_two_and_a_receipt_for_one(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    kept(here, payment(86_00), replace(receipt(5_00), purpose="*粗* <b>停车</b>"))
    page = visit(monkeypatch, "bookkeeping", here.lin)
    assert not page.exception
    assert "\\*粗\\* \\<b\\>停车\\</b\\>" in words(page)
    assert "同意（第一人）" in labels(page)
    assert "复核并入账" in labels(page)
    press(page, "同意（第一人）")
    assert first(here.lin) == [here.lin.member_id]
    again = visit(monkeypatch, "bookkeeping", here.lin)
    assert "还要 1 人复核。" in words(again)
    assert "同意（第一人）" not in labels(again)


def test_whoever_approves_looks_at_the_voucher_and_at_what_allows_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        book = opened(session, here)
        posted(session, here, book, opening(1_000_00))
        voucher = handed_in(session, here, book, name="*收据*.jpg")
        content = replace(covered(session, here, book, payment(86_00)), voucher_ids=(voucher.id,))
        draft_entry(session, here.wu, book.id or 0, content)
        number = voucher.id
    page = visit(monkeypatch, "bookkeeping", here.lin)
    assert not page.exception
    ways = [element.proto for element in page.get("link_button")]
    assert [way.url.rpartition("/voucher/")[2] for way in ways] == [f"original/{number}"]
    assert ways[0].label == "票据 1 · JPG"
    links = [element.proto for element in page.get("page_link")]
    assert any(one.page == "motion" and "小额支出" in one.label for one in links)


def test_a_head_is_chosen_by_whoever_writes_and_the_options_are_as_they_were_written(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        book = opened(session, here)
        contract = active(session, here, book)
        named = f"{contract.number} {contract.title}"
    page = visit(monkeypatch, "bookkeeping", here.wu)
    press(page, "记一笔")
    assert page.selectbox(key="nb_entry_other").value is None
    assert page.selectbox(key="nb_entry_bound").options[0].startswith(named)


def first(_who: Visitor) -> list[int | None]:
    """Who approved payments as the first of two."""
    with glance() as session:
        wanted = select(EntryDraft.approved_once_by).where(EntryDraft.state == DraftState.PENDING)
        return [by for by in session.exec(wanted) if by is not None]


def test_whoever_wrote_it_withdraws_it_and_cannot_approve_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    kept(here, receipt(5_00))
    page = visit(monkeypatch, "bookkeeping", here.wu)
    assert "复核并入账" not in labels(page)
    press(page, "撤回")
    assert "没有待复核的凭证。" in words(visit(monkeypatch, "bookkeeping", here.wu))


def test_a_period_says_what_stands_in_the_way(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        book = opened(session, here)
        bare = replace(receipt(5_00, day=date(2026, 2, 1)), no_voucher_reason="")
        posted(session, here, book, bare)
    page = visit(monkeypatch, "bookkeeping", here.wu, part="periods")
    assert "有 1 张凭证没有票据" in words(page)
    assert next(b for b in page.button if b.label == "结账").disabled
    with glance() as session:
        assert entries(session) == 1


def entries(session: Session) -> int:
    return len(list(session.exec(select(Entry.id))))


def test_the_accounts_are_there_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    kept(here)
    page = visit(monkeypatch, "bookkeeping", here.lin, part="chart")
    names = list(page.dataframe[0].value.iloc[:, 0])
    assert "公共区域广告" in names
    assert "公共区域广告（成本）" in names


def test_an_entry_is_taken_back_from_its_own_page(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        number = str(posted(session, here, opened(session, here), receipt(5_00)).id)
    assert "红冲这张凭证" not in labels(visit(monkeypatch, "entry", here.zhou, id=number))
    page = visit(monkeypatch, "entry", here.wu, id=number)
    press(page, "红冲这张凭证")
    page.text_input(key="nb_reverse_reason").set_value("金额写错了")
    next(button for button in page.button if button.label == "红冲这张凭证").click()
    press(page, "提交复核")
    with glance() as session:
        drafts = session.exec(select(EntryDraft).where(EntryDraft.state == DraftState.PENDING))
        assert [draft.content["reverses_id"] for draft in drafts] == [int(number)]
