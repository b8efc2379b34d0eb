"""What goes first, and what is never paid or promised twice."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col

from models.distribution import Basis, Distribution
from models.ledger import Book, Entry
from rules.refusal import Refused
from rules.spending.use import SHARES_HEAD
from services.distribution.paying import draft_fund_part, draft_payments, draft_return
from services.distribution.planning import Plan, decide_distribution, plan_distribution
from services.ledger.reversal import reverse_entry
from services.spending.drawn import payments, total
from tests.ledgers import DAY, approved, opened, opening, posted
from tests.neighbourhood import Neighbourhood
from tests.services.distribution.test_sharing import shares
from tests.spendings import passed


def stocked(session: Session, here: Neighbourhood, jurisdiction: str = "liaocheng") -> Book:
    """A book with twenty thousand yuan in it, under the law of a place."""
    book = opened(session, here)
    book.jurisdiction = jurisdiction
    session.add(book)
    posted(session, here, book, opening(20_000_00))
    return book


def decided(session: Session, here: Neighbourhood, book: Book, plan: Plan) -> Distribution:
    """A plan that the owners have passed."""
    made = plan_distribution(session, here.wu, book.id or 0, plan)
    text = f"分配 {plan.total_fen // 100} 元，其中 {plan.fund_fen // 100} 元补充维修资金。"
    motion = passed(session, here, text)
    return decide_distribution(session, here.wu, made.id or 0, motion.id or 0)


def test_a_share_that_came_back_and_was_paid_anew_never_came_back_no_more(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    plan = decided(session, here, book, Plan("上半年分配", Basis.AREA, 10_000_00))
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)
    share = next(iter(shares(session, plan).values()))
    draft = draft_return(session, here.wu, plan.id or 0, [share.id or 0], DAY)
    back = approved(session, here, draft.id or 0)
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)
    with pytest.raises(Refused, match="paid already"):
        reverse_entry(session, here.wu, back.id or 0, DAY, "退款其实没有到账")
    paid = payments(session, col(Entry.distribution_id) == plan.id)
    assert total(one for one in paid if one.heads == {SHARES_HEAD}) == plan.total_fen


def test_nobodys_door_stands_in_an_entry_for_ever(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    plan = decided(session, here, book, Plan("上半年分配", Basis.AREA, 10_000_00))
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)
    share = next(iter(shares(session, plan).values()))
    draft = draft_return(session, here.wu, plan.id or 0, [share.id or 0], DAY)
    back = approved(session, here, draft.id or 0)
    assert share.label not in back.purpose
    assert "1 户" in back.purpose


def test_where_the_law_wants_a_part_for_the_fund_it_goes_first(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here, "shanghai")
    half = Plan("按当地规定分配", Basis.AREA, 10_000_00, 5_001_00)
    plan = decided(session, here, book, half)
    with pytest.raises(Refused, match=r"First move ¥ 5,001\.00 to the maintenance fund"):
        draft_payments(session, here.wu, plan.id or 0, DAY)
    approved(session, here, draft_fund_part(session, here.wu, plan.id or 0, DAY).id or 0)
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)


def test_two_plans_do_not_promise_the_same_money(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    whole = Plan("全部分配", Basis.AREA, 20_000_00)
    other = plan_distribution(session, here.wu, book.id or 0, replace(whole, title="再分一次"))
    plan = decided(session, here, book, whole)
    motion = passed(session, here, "分配 20,000 元。")
    with pytest.raises(Refused, match="no other plan has promised"):
        decide_distribution(session, here.wu, other.id or 0, motion.id or 0)
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)
    with pytest.raises(Refused, match=r"only ¥ 0\.00"):
        plan_distribution(session, here.wu, book.id or 0, replace(whole, total_fen=1))
