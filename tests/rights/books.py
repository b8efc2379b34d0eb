"""Keeping the books: who may (记账权限)."""

from datetime import timedelta

from services.ledger import chart, drafting, excuse, opening, period, posting, reversal
from tests.ledgers import DAY, OPENED, receipt
from tests.rights.row import COUNCIL, Row, Rows

WRITERS = frozenset({"wu", "ma"})
CLOSERS = COUNCIL | {"wu"}
OTHERS = COUNCIL | {"shi"}  # may approve what wu wrote
REASON = "漏记了一笔收入"

ROWS: Rows = {
    opening.open_book: Row(COUNCIL, lambda d, a, s: opening.open_book(d, a, s.no_book, OPENED)),
    chart.add_account: Row(
        CLOSERS, lambda d, a, s: chart.add_account(d, a, s.book, "Income:G01", "东门临停")
    ),
    chart.close_account: Row(CLOSERS, lambda d, a, s: chart.close_account(d, a, s.account)),
    drafting.draft_entry: Row(
        WRITERS, lambda d, a, s: drafting.draft_entry(d, a, s.book, receipt(1))
    ),
    drafting.withdraw_draft: Row(
        frozenset({"wu"}), lambda d, a, s: drafting.withdraw_draft(d, a, s.draft)
    ),
    posting.approve_draft: Row(OTHERS, lambda d, a, s: posting.approve_draft(d, a, s.draft)),
    posting.refuse_draft: Row(OTHERS, lambda d, a, s: posting.refuse_draft(d, a, s.draft, REASON)),
    reversal.reverse_entry: Row(
        WRITERS, lambda d, a, s: reversal.reverse_entry(d, a, s.bare, DAY, REASON)
    ),
    excuse.excuse_voucher: Row(
        WRITERS, lambda d, a, s: excuse.excuse_voucher(d, a, s.bare, REASON)
    ),
    excuse.approve_excuse: Row(
        OTHERS, lambda d, a, s: excuse.approve_excuse(d, a, s.excused, "付款方不开票")
    ),
    period.close_period: Row(
        COUNCIL | {"bei"},
        lambda d, a, s: period.close_period(d, a, s.idle_period),
        late=timedelta(days=60),
    ),
    period.ask_reopening: Row(
        CLOSERS, lambda d, a, s: period.ask_reopening(d, a, s.closed_period, REASON)
    ),
    period.answer_reopening: Row(
        frozenset({"tang", "bei"}),
        lambda d, a, s: period.answer_reopening(d, a, s.asked_period, True),
    ),
}
