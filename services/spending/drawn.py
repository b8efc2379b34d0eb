"""What has been paid under a decision so far; what was taken back counts no longer (已付)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.ledger import Account, Entry, EntryKind, EntryLine
from rules.spending.flow import Side, flow


@dataclass(frozen=True)
class Paid:
    """One payment under a decision, as the books have it (付款); below nothing: a refund."""

    entry_id: int
    number: int
    day: date
    fen: int
    voucher_count: int
    purpose: str
    heads: frozenset[str]


def payments(session: Session, *which: ColumnElement[bool]) -> tuple[Paid, ...]:
    """The payments among the entries ``which``, oldest first, without what was reversed."""
    reversal = aliased(Entry)
    gone = select(reversal.id).where(col(reversal.reverses_id) == col(Entry.id)).exists()
    wanted = (
        select(Entry, Account, EntryLine.amount_fen)
        .join(EntryLine, col(EntryLine.entry_id) == Entry.id)
        .join(Account, col(Account.id) == EntryLine.account_id)
        .where(*which, col(Entry.kind) != EntryKind.REVERSAL, ~gone)
        .order_by(col(Entry.number), col(EntryLine.position))
    )
    entries: dict[int, tuple[Entry, list[Side]]] = {}
    for entry, account, fen in session.exec(wanted):
        side = Side(account.fund, account.kind, account.head, fen)
        entries.setdefault(entry.id or 0, (entry, []))[1].append(side)
    found = (_paid(entry, sides) for entry, sides in entries.values())
    return tuple(paid for paid in found if paid.fen)


def _paid(entry: Entry, sides: list[Side]) -> Paid:
    moved = flow(entry.kind, sides)
    assert entry.id is not None
    return Paid(
        entry_id=entry.id,
        number=entry.number,
        day=entry.day,
        fen=moved.fen,
        voucher_count=entry.voucher_count,
        purpose=entry.purpose,
        heads=moved.heads,
    )


def total(paid: Iterable[Paid]) -> int:
    """What they come to."""
    return sum(one.fen for one in paid)
