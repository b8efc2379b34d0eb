"""Taking an entry back: a mirrored one, linked to it, in an open period (红冲)."""

from datetime import date

from sqlmodel import Session, col, select

from models.ledger import Account, DraftState, Entry, EntryDraft, EntryKind, EntryLine
from rules.ledger.entry import Content, Line, mirrored
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import one_line
from services.book import the_book
from services.ledger.drafting import keep_draft
from services.visitor import check, the_place

SHORTEST_REASON = 4


def the_entry(session: Session, entry_id: int) -> Entry:
    """The entry with this id; refused when there is none."""
    found = session.get(Entry, entry_id)
    if found is None:
        raise Refused(N_("There is no such entry."))
    return found


def lines_of(session: Session, entry_id: int) -> tuple[Line, ...]:
    """The lines of an entry as the rules see them."""
    wanted = (
        select(Account.code, EntryLine.amount_fen)
        .join(Account, col(Account.id) == EntryLine.account_id)
        .where(EntryLine.entry_id == entry_id)
        .order_by(col(EntryLine.position))
    )
    return tuple(Line(code, fen) for code, fen in session.exec(wanted))


def reverse_entry(
    session: Session, actor: Visitor, entry_id: int, day: date, reason: str
) -> EntryDraft:
    """Draft the reversal of an entry; once approved, both stand in the books side by side.

    It keeps what the entry was bound to, so that what was paid or received under a decision or
    a contract is given back to it.
    """
    entry = the_entry(session, entry_id)
    book = the_book(session, entry.book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    _must_be_reversible(session, entry, day)
    reason = one_line(reason)
    if len(reason) < SHORTEST_REASON:
        raise Refused(N_("Give a reason, in {n} characters or more."), n=SHORTEST_REASON)
    content = Content(
        kind=EntryKind.REVERSAL,
        day=day,
        lines=mirrored(lines_of(session, entry_id)),
        purpose=reason,
        party_id=entry.party_id,
        document=entry.document,
        contract_id=entry.contract_id,
        claim_id=entry.claim_id,
        spending_id=entry.spending_id,
        standing_id=entry.standing_id,
        distribution_id=entry.distribution_id,
        reverses_id=entry.id,
    )
    return keep_draft(session, fresh, book, place, content)


def _must_be_reversible(session: Session, entry: Entry, day: date) -> None:
    if entry.kind is EntryKind.REVERSAL:
        raise Refused(N_("A reversal is not reversed: post a new entry instead."))
    if day < entry.day:
        raise Refused(N_("A reversal is not older than what it takes back."))
    if session.exec(select(Entry).where(Entry.reverses_id == entry.id)).first() is not None:
        raise Refused(N_("This entry has been reversed already."))
    waiting = select(EntryDraft).where(
        EntryDraft.book_id == entry.book_id, EntryDraft.state == DraftState.PENDING
    )
    if any(d.content["reverses_id"] == entry.id for d in session.exec(waiting)):
        raise Refused(N_("A reversal of this entry waits for approval already."))
