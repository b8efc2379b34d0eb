"""Taking an entry back never opens more room than was decided."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col

from models.ledger import Book, Entry, EntryKind
from rules.ledger.entry import Content, Line
from rules.refusal import Refused
from services.ledger.posting import approve_draft
from services.ledger.reversal import reverse_entry
from services.spending.drawn import payments, total
from tests.ledgers import BANK, DAY, approved, opened, opening, payment, posted
from tests.neighbourhood import Neighbourhood
from tests.spendings import leave, walked


def returned(content: Content) -> Content:
    """What was paid comes back whole."""
    fen = content.amount_fen
    spent = next(line.account for line in content.lines if line.fen > 0)
    return replace(content, kind=EntryKind.RECEIPT, lines=(Line(BANK, fen), Line(spent, -fen)))


def bound(session: Session, here: Neighbourhood, under: str) -> tuple[Book, Content]:
    """A book, and a payment that uses a decision up."""
    book = opened(session, here)
    posted(session, here, book, opening(10_000_000))
    if under == "spending":
        spending = walked(session, here, book)
        paid = payment(spending.asked_fen, name=spending.payee)
        return book, replace(paid, spending_id=spending.id)
    standing = leave(session, here, book, each_fen=500_00, period_fen=500_00)
    return book, replace(payment(500_00), standing_id=standing.id)


@pytest.mark.parametrize("under", ["spending", "standing"])
def test_a_refund_is_not_taken_back_once_its_room_was_used_again(
    session: Session, here: Neighbourhood, under: str
) -> None:
    book, paid = bound(session, here, under)
    posted(session, here, book, paid)
    back = posted(session, here, book, returned(paid))
    early = reverse_entry(session, here.wu, back.id or 0, DAY, "退款其实没有到账")
    posted(session, here, book, paid)
    with pytest.raises(Refused, match=r"0\.00 are left"):
        approve_draft(session, here.lin, early.id or 0)
    assert total(payments(session, col(Entry.kind) != EntryKind.OPENING)) == paid.amount_fen


@pytest.mark.parametrize("under", ["spending", "standing"])
def test_a_refund_that_never_came_is_taken_back(
    session: Session, here: Neighbourhood, under: str
) -> None:
    book, paid = bound(session, here, under)
    posted(session, here, book, paid)
    back = posted(session, here, book, returned(paid))
    draft = reverse_entry(session, here.wu, back.id or 0, DAY, "退款其实没有到账")
    approved(session, here, draft.id or 0)
    assert total(payments(session, col(Entry.kind) != EntryKind.OPENING)) == paid.amount_fen


@pytest.mark.parametrize("under", ["spending", "standing"])
def test_a_payment_that_came_back_is_not_taken_back_as_well(
    session: Session, here: Neighbourhood, under: str
) -> None:
    book, paid = bound(session, here, under)
    entry = posted(session, here, book, paid)
    posted(session, here, book, returned(paid))
    with pytest.raises(Refused, match="than was ever paid"):
        reverse_entry(session, here.wu, entry.id or 0, DAY, "这笔款没有付出")
