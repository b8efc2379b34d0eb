"""A small book that the tests of the ledger live in (账簿样本).

``wu`` of the committee writes, ``lin`` and ``tang`` of the council approve.
"""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from models.ledger import Book, Entry, EntryKind, PartyKind
from rules.ledger.entry import Content, Counterparty, Line
from services.ledger.drafting import draft_entry
from services.ledger.opening import open_book
from services.ledger.posting import approve_draft
from services.ledger.reversal import the_entry
from tests.neighbourhood import Neighbourhood
from tests.spendings import covered

OPENED = date(2026, 1, 1)
DAY = date(2026, 6, 1)  # in the second quarter, which the tests' noon lies in
BANK = "Assets:Bank:Revenue"


def opened(session: Session, here: Neighbourhood, on: date = OPENED) -> Book:
    """The book of 枫园小区, begun with the year."""
    return open_book(session, here.wu, here.fengyuan.id or 0, on)


def receipt(fen: int, head: str = "G01", day: date = DAY, name: str = "易停车公司") -> Content:
    """Money in from a firm, with a paper's number but no voucher."""
    return Content(
        kind=EntryKind.RECEIPT,
        day=day,
        lines=(Line(BANK, fen), Line(f"Income:{head}", -fen)),
        purpose="六月停车费",
        party=Counterparty(PartyKind.FIRM, name),
        no_voucher_reason="电子回单，月底补",
    )


def payment(fen: int, head: str = "E04", day: date = DAY, name: str = "江城维修队") -> Content:
    """Money out to a firm."""
    return replace(
        receipt(fen, day=day, name=name),
        kind=EntryKind.PAYMENT,
        lines=(Line(f"Expenses:{head}", fen), Line(BANK, -fen)),
        purpose="修理儿童滑梯",
    )


def opening(fen: int, day: date = OPENED) -> Content:
    """What was there when the books began."""
    return Content(
        kind=EntryKind.OPENING,
        day=day,
        lines=(Line(BANK, fen), Line("Equity:Opening:Revenue", -fen)),
        purpose="开账时账户余额",
        no_voucher_reason="见银行对账单",
    )


def posted(session: Session, here: Neighbourhood, book: Book, content: Content) -> Entry:
    """``content`` written by wu and approved by as many as it takes.

    A payment that names no decision gets leave for small sums, so that tests of other things
    need not walk one through its four steps.
    """
    content = covered(session, here, book, content)
    draft = draft_entry(session, here.wu, book.id or 0, content)
    return approved(session, here, draft.id or 0)


def approved(session: Session, here: Neighbourhood, draft_id: int) -> Entry:
    """A draft of wu's, approved by lin, and by tang where it takes two."""
    draft = approve_draft(session, here.lin, draft_id)
    if draft.entry_id is None:
        draft = approve_draft(session, here.tang, draft_id)
    return the_entry(session, draft.entry_id or 0)
