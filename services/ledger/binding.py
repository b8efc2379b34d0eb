"""What an entry may be bound to: rows of the same book, and what they allow (凭证依据)."""

from typing import Any

from sqlmodel import Session, col, select

from models.claim import Claim
from models.contract import Contract
from models.distribution import Distribution
from models.ledger import Account, Book, Entry, EntryKind, Fund
from models.spending import Spending, StandingAuthorisation
from models.voucher import Voucher
from rules.ledger.entry import Content
from rules.ledger.period import span_of
from rules.refusal import N_, Refused
from services.claim.binding import must_be_claimed_here
from services.contract.binding import must_be_due_here
from services.spending import binding as spending


def must_bind(session: Session, book: Book, content: Content) -> None:
    """Refuse an entry bound to what is not there, or to more than it allows.

    Asked when the entry is drafted and again, under the book's lock, when it is posted.
    """
    _must_be_of_this_book(session, book, content)
    _must_begin(session, book, content)
    must_be_due_here(session, book, content)
    must_be_claimed_here(session, book, content)
    spending.must_cover(session, book, content)


def _must_be_of_this_book(session: Session, book: Book, content: Content) -> None:
    bound: tuple[tuple[type[Any], int | None], ...] = (
        (Contract, content.contract_id),
        (Spending, content.spending_id),
        (StandingAuthorisation, content.standing_id),
        (Distribution, content.distribution_id),
        (Entry, content.reverses_id),
        *((Voucher, voucher_id) for voucher_id in content.voucher_ids),
    )
    for table, row_id in bound:
        row = None if row_id is None else session.get(table, row_id)
        if row_id is not None and (row is None or row.book_id != book.id):
            raise Refused(N_("This entry is bound to something that is not in these books."))
    claim = None if content.claim_id is None else session.get(Claim, content.claim_id)
    if content.claim_id is not None and (claim is None or not book.path.startswith(claim.path)):
        raise Refused(N_("This entry is bound to something that is not in these books."))


def _must_begin(session: Session, book: Book, content: Content) -> None:
    """What the books of public revenue began with is told in their first period.

    Later it would be income that stands under no head.
    """
    if content.kind is not EntryKind.OPENING:
        return
    codes = {line.account for line in content.lines}
    owned = select(Account.id).where(
        Account.book_id == book.id, Account.fund == Fund.REVENUE, col(Account.code).in_(codes)
    )
    first = span_of(book.opened_on, book.period_months, book.opened_on)
    if content.day > first.ends_on and session.exec(owned.limit(1)).first() is not None:
        raise Refused(
            N_("What was there when the books began is told until {day}: book this as income."),
            day=first.ends_on,
        )


def settle(session: Session, content: Content, entry: Entry) -> None:
    """Tell the rows that an entry is bound to what has just been posted."""
    spending.settle(session, content, entry)
