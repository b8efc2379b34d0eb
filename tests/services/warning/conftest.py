"""Books into which somebody has written what no door of the house would let in."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from sqlmodel import Session, select

from models.base import now
from models.ledger import (
    Account,
    Book,
    DraftState,
    Entry,
    EntryDraft,
    EntryKind,
    EntryLine,
    PartyKind,
)
from rules.ledger.entry import Counterparty
from rules.warning import WarningKind
from services.ledger.period import open_period
from services.party import party
from services.warning.finding import Found
from services.warning.reading import warnings
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood

Slip = Callable[..., Entry]
Look = Callable[..., Found]
PAID = {"kind": EntryKind.PAYMENT, "head": "E04"}


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> Book:
    return opened(session, here, date(2025, 1, 1))


@pytest.fixture
def slip(session: Session, here: Neighbourhood, book: Book) -> Slip:
    """Write an entry straight into the tables, with the draft and the lines it would have."""
    numbers = count(1)

    def write(
        fen: int, day: date, name: str = "江城维修队", *, draft: bool = True, **more: Any
    ) -> Entry:
        number = next(numbers)
        usual: dict[str, Any] = {
            "book_id": book.id,
            "number": number,
            "period_id": open_period(session, book, day).id,
            "kind": EntryKind.RECEIPT,
            "day": day,
            "head": "G01",
            "amount_fen": fen,
            "party_id": party(session, book.id or 0, Counterparty(PartyKind.FIRM, name)).id,
            "purpose": f"第 {number} 笔",
            "no_voucher_reason": "电子回单",
            "posted_by": here.wu.member_id,
            "approved_by": here.tang.member_id,
            "leaf_index": number,
            "created_at": now(),
        }
        entry = Entry(**usual | more)
        session.add(entry)
        session.flush()
        _lines(session, entry)
        if draft:
            kept = EntryDraft(
                book_id=entry.book_id,
                content={},
                state=DraftState.POSTED,
                drafted_by=entry.posted_by,
                approved_once_by=here.lin.member_id,
                decided_by=entry.approved_by,
                decided_at=now(),
                entry_id=entry.id,
            )
            session.add(kept)
            session.flush()
        return entry

    return write


def _lines(session: Session, entry: Entry) -> None:
    other = "Expenses" if entry.kind is EntryKind.PAYMENT else "Income"
    sign = -1 if entry.kind is EntryKind.PAYMENT else 1
    for position, code in enumerate(("Assets:Bank:Revenue", f"{other}:{entry.head}"), start=1):
        account = select(Account.id).where(Account.book_id == entry.book_id, Account.code == code)
        session.add(
            EntryLine(
                entry_id=entry.id,
                position=position,
                account_id=session.exec(account).one(),
                period_id=entry.period_id,
                amount_fen=entry.amount_fen * (sign if position == 1 else -sign),
            )
        )


@pytest.fixture
def look(session: Session, book: Book) -> Look:
    """What one rule finds in a year, asked on the tenth of June 2026."""

    def asked(kind: WarningKind, year: int = 2026, today: date = date(2026, 6, 10)) -> Found:
        session.flush()
        return warnings(session, book.id or 0, year, today)[kind]

    return asked
