"""Why an entry has no voucher: said by one, approved by another (无票据说明)."""

from sqlmodel import Session, select

from models.ledger import Entry, VoucherExcuse
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import tidy
from services.book import the_book
from services.ledger.reversal import the_entry
from services.trail import record
from services.visitor import check, the_place

SHORTEST_REASON, LONGEST_REASON = 4, 300


def excuse_voucher(session: Session, actor: Visitor, entry_id: int, reason: str) -> VoucherExcuse:
    """Say why nothing proves an entry; it counts when somebody else approves."""
    entry, place = _entry(session, entry_id)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    reason = tidy(reason)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refused(N_("Give a reason, in {n} characters or more."), n=SHORTEST_REASON)
    found = excuse(session, entry_id)
    if found is not None and found.approved_by is not None:
        raise Refused(N_("A reason has been approved already."))
    assert fresh.member_id is not None
    found = found or VoucherExcuse(entry_id=entry_id, reason=reason, asked_by=fresh.member_id)
    found.reason, found.asked_by = reason, fresh.member_id
    session.add(found)
    after = {"number": entry.number, "reason": reason}
    about = f"entry:{entry_id}"
    record(session, fresh, "voucher.excuse_given", about, place, moves=(Area.LEDGER,), after=after)
    return found


def approve_excuse(session: Session, actor: Visitor, entry_id: int, seen: str) -> VoucherExcuse:
    """Accept the reason as it was ``seen``; never the one who gave it."""
    entry, place = _entry(session, entry_id)
    fresh = check(session, actor, Permission.APPROVE_ENTRY, place)
    found = excuse(session, entry_id)
    if found is None or found.approved_by is not None:
        raise Refused(N_("No reason waits for approval."))
    if found.asked_by == fresh.member_id:
        raise Refused(N_("You wrote this yourself: somebody else has to approve it."))
    if found.reason != seen:
        raise Refused(N_("The reason was changed while you looked. Please read it again."))
    found.approved_by = fresh.member_id
    session.add(found)
    about = f"entry:{entry_id}"
    after = {"number": entry.number, "reason": found.reason}
    code = "voucher.excuse_approved"
    record(session, fresh, code, about, place, moves=(Area.LEDGER,), after=after)
    return found


def excuse(session: Session, entry_id: int) -> VoucherExcuse | None:
    """The reason that was given for an entry."""
    return session.exec(select(VoucherExcuse).where(VoucherExcuse.entry_id == entry_id)).first()


def _entry(session: Session, entry_id: int) -> tuple[Entry, Place]:
    entry = the_entry(session, entry_id)
    book = the_book(session, entry.book_id)
    return entry, the_place(session, book.place_id)
