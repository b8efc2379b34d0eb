"""Vouchers as screens show them (票据读取)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.voucher import EntryVoucher, PublicCopy, Voucher, VoucherKind


@dataclass(frozen=True)
class Shown:
    """A voucher, and the copy that everybody may see (票据一览).

    ``name`` is what the file was called when it was handed in; it may name a person, so it is
    for those who keep or check the books.
    """

    id: int
    sha256: str
    kind: VoucherKind
    name: str
    size: int
    copy_sha256: str = ""
    copy_kind: VoucherKind | None = None
    box_count: int = 0


def vouchers_of(session: Session, entry_id: int) -> list[Shown]:
    """What proves an entry, in the order it came."""
    beside = select(EntryVoucher.voucher_id).where(EntryVoucher.entry_id == entry_id)
    return vouchers(session, tuple(session.exec(beside.order_by(col(EntryVoucher.id)))))


def vouchers(session: Session, ids: tuple[int, ...]) -> list[Shown]:
    """The vouchers with these ids, in this order."""
    found = {v.id: v for v in session.exec(select(Voucher).where(col(Voucher.id).in_(ids)))}
    copies = _latest(session, ids)
    return [_shown(found[n], copies.get(n)) for n in ids if n in found]


def _latest(session: Session, ids: Sequence[int]) -> dict[int, PublicCopy]:
    newest = (
        select(func.max(col(PublicCopy.id)))
        .where(col(PublicCopy.voucher_id).in_(ids))
        .group_by(col(PublicCopy.voucher_id))
    )
    rows = session.exec(select(PublicCopy).where(col(PublicCopy.id).in_(newest)))
    return {copy.voucher_id: copy for copy in rows}


def _shown(voucher: Voucher, copy: PublicCopy | None) -> Shown:
    assert voucher.id is not None
    plain = (voucher.id, voucher.sha256, voucher.kind, voucher.name, voucher.size)
    if copy is None:
        return Shown(*plain)
    return Shown(*plain, copy.sha256, copy.kind, copy.box_count)


def lying_loose(session: Session, book_id: int) -> list[Shown]:
    """The newest vouchers that prove nothing yet."""
    bound = select(EntryVoucher.voucher_id).where(EntryVoucher.voucher_id == Voucher.id)
    loose = select(Voucher.id).where(Voucher.book_id == book_id, ~bound.exists())
    ids = session.exec(loose.order_by(col(Voucher.id).desc()).limit(50))
    return vouchers(session, tuple(n for n in ids if n is not None))


def public_copy(session: Session, sha256: str) -> PublicCopy | None:
    """The copy with this hash, while it is the one that counts and its entry is posted."""
    rows = session.exec(select(PublicCopy).where(PublicCopy.sha256 == sha256)).all()
    for row in rows:
        newest = _latest(session, [row.voucher_id])[row.voucher_id]
        if newest.sha256 == sha256 and _is_posted(session, row.voucher_id):
            return newest
    return None


def _is_posted(session: Session, voucher_id: int) -> bool:
    bound = select(EntryVoucher.id).where(EntryVoucher.voucher_id == voucher_id).limit(1)
    return session.exec(bound).first() is not None
