"""The public copies of a book's vouchers, all at once (票据打包)."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.ledger import Entry, Period
from models.voucher import EntryVoucher, PublicCopy, Voucher, VoucherKind


@dataclass(frozen=True)
class Copied:
    """A voucher of an entry, and its copy as it counts today (公开票据)."""

    entry: int
    day: date
    period: int
    sha256: str  # of the original
    copy_sha256: str
    copy_kind: VoucherKind
    box_count: int

    @property
    def name(self) -> str:
        """What the copy is called where files are kept, and in the bundle."""
        return f"{self.copy_sha256}.{self.copy_kind.value}"


def copies(session: Session, book_id: int, size: int, period: int | None) -> list[Copied]:
    """What everybody may see of the vouchers in the first ``size`` leaves, by entry.

    Only the newest copy of each: an earlier one was replaced because it showed too much.
    """
    other = aliased(PublicCopy)
    newest = sa.select(sa.func.max(col(other.id))).where(col(other.voucher_id) == col(Voucher.id))
    wanted = (
        sa.select(
            col(Entry.number),
            col(Entry.day),
            col(Period.number),
            col(Voucher.sha256),
            col(PublicCopy.sha256),
            col(PublicCopy.kind),
            col(PublicCopy.box_count),
        )
        .join(EntryVoucher, col(EntryVoucher.entry_id) == col(Entry.id))
        .join(Voucher, col(Voucher.id) == col(EntryVoucher.voucher_id))
        .join(PublicCopy, col(PublicCopy.id) == newest.scalar_subquery())
        .join(Period, col(Period.id) == col(Entry.period_id))
        .where(col(Entry.book_id) == book_id, col(EntryVoucher.leaf_index) < size)
    )
    if period is not None:
        wanted = wanted.where(col(Period.number) == period)
    rows = session.execute(wanted.order_by(col(Entry.number), col(EntryVoucher.id)))
    return [Copied(*row) for row in rows]
