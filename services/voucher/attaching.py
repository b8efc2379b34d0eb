"""A voucher that came after its entry was posted (补附票据)."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.ledger import Book, Entry
from models.log import Leaf, LeafKind
from models.revision import Area
from models.voucher import EntryVoucher, Voucher
from rules import voucher as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.log.tree import append
from services.trail import record
from services.visitor import check, the_place


def attach_vouchers(
    session: Session, actor: Visitor, entry_id: int, voucher_ids: Sequence[int]
) -> Leaf:
    """Lay vouchers beside a posted entry. The entry stays as it is; the log gains a leaf."""
    entry = session.get(Entry, entry_id)
    if entry is None:
        raise Refused(N_("There is no such entry."))
    book = session.get_one(Book, entry.book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    session.refresh(book, with_for_update=True)
    papers = _loose(session, entry, voucher_ids)
    body = {"entry": entry.number, "vouchers": sorted(paper.sha256 for paper in papers)}
    leaf = append(session, book, LeafKind.VOUCHER, body)
    for paper in papers:
        assert paper.id is not None
        session.add(EntryVoucher(entry_id=entry_id, voucher_id=paper.id, leaf_index=leaf.index))
    session.flush()
    about = f"entry:{entry_id}"
    record(session, fresh, "voucher.attached", about, place, moves=(Area.LEDGER,), after=body)
    return leaf


def _loose(session: Session, entry: Entry, voucher_ids: Sequence[int]) -> list[Voucher]:
    """Those vouchers of the same books that do not lie beside the entry yet."""
    beside = select(EntryVoucher.voucher_id).where(col(EntryVoucher.entry_id) == entry.id)
    known = set(session.exec(beside))
    wanted = set(voucher_ids) - known
    if not wanted:
        raise Refused(N_("Choose a voucher that does not lie beside this entry yet."))
    if len(known | wanted) > rule.MOST_AT_ONCE:
        raise Refused(N_("At most {n} vouchers for one entry."), n=rule.MOST_AT_ONCE)
    found = select(Voucher).where(col(Voucher.id).in_(wanted), Voucher.book_id == entry.book_id)
    papers = list(session.exec(found.order_by(col(Voucher.id))))
    if len(papers) != len(wanted):
        raise Refused(N_("There is no such voucher in these books."))
    return papers
