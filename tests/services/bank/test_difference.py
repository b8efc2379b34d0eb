"""At a period's end the bank and the books say the same, or the period stays open."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from models.bank import BankAccount
from models.base import clock_at
from models.ledger import Book, Period
from rules.calendar import day_begins
from rules.refusal import Refused
from services.bank.balance import record_balance
from services.bank.difference import differences
from services.bank.matching import match_lines, set_lines_aside, unmatch_line
from services.ledger.period import close_period
from services.ledger.reversal import reverse_entry
from tests import ledgers, statements
from tests.banks import banked, brought, lines
from tests.neighbourhood import Neighbourhood

END = date(2026, 3, 31)
DAY = date(2026, 3, 2)


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> tuple[Book, BankAccount, Period]:
    """The first quarter: 10,000 yuan at the bank, and 300 that came in."""
    book, account = banked(session, here)
    ledgers.posted(session, here, book, replace(ledgers.receipt(30_000), day=DAY))
    first = select(Period).where(Period.book_id == book.id, Period.number == 1)
    return book, account, session.exec(first).one()


Kept = tuple[Book, BankAccount, Period]


def test_a_bank_that_has_said_nothing_keeps_a_period_open(
    session: Session, here: Neighbourhood, book: Kept
) -> None:
    _, _, period = book
    (found,) = differences(session, period)
    assert (found.statement_fen, found.book_fen, found.blocks) == (None, 1_030_000, True)
    with pytest.raises(Refused, match="nobody has said yet what the bank held"):
        close_period(session, here.wu, period.id or 0)


def test_a_balance_that_differs_is_shown_and_blocks(
    session: Session, here: Neighbourhood, book: Kept
) -> None:
    _, account, period = book
    record_balance(session, here.wu, account.id or 0, END, 1_020_000, "网银截图")
    (found,) = differences(session, period)
    assert (found.difference_fen, found.blocks) == (-10_000, True)
    with pytest.raises(Refused, match=r"differ by -¥ 100\.00"):
        close_period(session, here.wu, period.id or 0)
    assert session.get_one(Period, period.id).closed_at is None


def test_a_balance_that_agrees_lets_the_period_close_and_its_matches_stay(
    session: Session, here: Neighbourhood, book: Kept
) -> None:
    _, account, period = book
    record_balance(session, here.wu, account.id or 0, END, 1_020_000, "看错了")
    record_balance(session, here.wu, account.id or 0, END, 1_030_000, "网银截图")
    move = [("2026-03-02", "09:00:00", 30_000, 1_030_000, "早餐摊", "摊位费")]
    brought(session, here, account, statements.boc(move))
    (line,) = lines(session, account)
    (found,) = differences(session, period)
    assert [x.amount_fen for x in found.books_only] == [30_000]
    assert [x.amount_fen for x in found.bank_only] == [30_000]
    match_lines(session, here.wu, account.id or 0, [(line.id or 0, found.books_only[0].id)])
    (found,) = differences(session, period)
    assert (found.bank_only, found.books_only, found.blocks) == ([], [], False)
    with pytest.raises(Refused, match="You told what the bank held"):
        close_period(session, here.wu, period.id or 0)
    close_period(session, here.lin, period.id or 0)
    with pytest.raises(Refused, match="its matches stay"):
        unmatch_line(session, here.wu, line.id or 0)


def test_what_the_bank_said_after_its_last_word_is_added(
    session: Session, here: Neighbourhood, book: Kept
) -> None:
    _, account, period = book
    record_balance(session, here.wu, account.id or 0, date(2026, 3, 10), 1_000_000, "存折")
    move = ("2026-03-20", "09:00:00", 30_000, 0, "早餐摊", "摊位费")
    brought(session, here, account, statements.wechat([move]), accept=True)
    (found,) = differences(session, period)
    assert found.statement_fen == 1_030_000 and not found.blocks


def test_a_reversal_and_what_it_reverses_make_up_for_each_other(
    session: Session, here: Neighbourhood, book: Kept
) -> None:
    _, _account, period = book
    (before,) = differences(session, period)
    draft = reverse_entry(session, here.wu, before.books_only[0].entry_id or 0, DAY, "记错了账户")
    ledgers.approved(session, here, draft.id or 0)
    (after,) = differences(session, period)
    assert after.books_only == [] and after.book_fen == 1_000_000


def test_lines_set_aside_are_no_longer_open(
    session: Session, here: Neighbourhood, book: Kept
) -> None:
    _, account, period = book
    move = [("2026-03-02", "09:00:00", 700, 1_030_700, "银行", "测试入账")]
    brought(session, here, account, statements.boc(move))
    (found,) = differences(session, period)
    set_lines_aside(session, here.wu, [found.bank_only[0].id], "银行测试，次日冲回")
    assert differences(session, period)[0].bank_only == []


@pytest.mark.parametrize(
    ("day", "fen", "document", "sentence"),
    [
        (date(2026, 12, 31), 1, "截图", "cannot know yet"),
        (END, 10**14, "截图", "too large"),
        (END, 1, "  ", "which paper"),
    ],
)
def test_a_balance_is_of_a_day_that_was_a_sane_sum_and_from_a_paper(
    session: Session, here: Neighbourhood, book: Kept, day: date, fen: int, document: str,
    sentence: str,
) -> None:  # fmt: skip
    _, account, _ = book
    with pytest.raises(Refused, match=sentence):
        record_balance(session, here.wu, account.id or 0, day, fen, document)


def test_an_auditor_tells_no_balance(session: Session, here: Neighbourhood, book: Kept) -> None:
    _, account, _ = book
    with clock_at(day_begins(END)), pytest.raises(Refused, match="role does not allow"):
        record_balance(session, here.shen, account.id or 0, END, 1, "截图")
