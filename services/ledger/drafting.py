"""An entry before it is one: drafted by one, waiting for another (录入凭证)."""

from dataclasses import replace

from sqlmodel import Session, func, select

from models.base import now
from models.ledger import Book, DraftState, EntryDraft, EntryKind
from models.place import Place
from models.revision import Area
from rules.ledger.entry import Content, must_be_sound, tidied
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.book import the_book
from services.ledger import binding
from services.ledger.chart import chart
from services.ledger.period import open_period
from services.party import party
from services.trail import record
from services.visitor import check, the_place

MOST_WAITING = 2_000
CODES = {
    DraftState.POSTED: "entry.posted",
    DraftState.REFUSED: "entry.refused",
    DraftState.WITHDRAWN: "entry.withdrawn",
}


def draft_entry(
    session: Session,
    actor: Visitor,
    book_id: int,
    content: Content,
    *,
    bank_line_id: int | None = None,
) -> EntryDraft:
    """Write down an entry for somebody else to approve. Nothing is in the books yet."""
    book = the_book(session, book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    if content.kind is EntryKind.REVERSAL:
        raise Refused(N_("A reversal is made from the entry that it takes back."))
    return keep_draft(session, fresh, book, place, content, bank_line_id)


def keep_draft(
    session: Session,
    actor: Visitor,
    book: Book,
    place: Place,
    content: Content,
    bank_line_id: int | None = None,
) -> EntryDraft:
    """Judge and keep a draft; the caller has checked the right to and locked the book."""
    assert book.id is not None
    assert actor.member_id is not None
    _must_not_flood(session, book.id)
    content = tidied(content)
    must_be_sound(content, chart(session, book.id))
    open_period(session, book, content.day)
    if content.party is not None:
        known = party(session, book.id, content.party)
        content = replace(content, party=None, party_id=known.id)
    binding.must_bind(session, book, content)
    draft = EntryDraft(
        book_id=book.id,
        content=content.to_json(),
        drafted_by=actor.member_id,
        bank_line_id=bank_line_id,
    )
    session.add(draft)
    session.flush()
    after = {"kind": content.kind, "amount_fen": content.amount_fen}
    about = f"entry_draft:{draft.id}"
    record(session, actor, "entry.drafted", about, place, moves=(Area.LEDGER,), after=after)
    return draft


def _must_not_flood(session: Session, book_id: int) -> None:
    pending = select(func.count()).where(
        EntryDraft.book_id == book_id, EntryDraft.state == DraftState.PENDING
    )
    if session.exec(pending).one() >= MOST_WAITING:
        raise Refused(N_("{n} drafts wait already: approve or refuse some first."), n=MOST_WAITING)


def the_draft(session: Session, draft_id: int) -> tuple[EntryDraft, Book, Place]:
    """The draft with its book, locked, and its compound; refused when it no longer waits."""
    draft = session.get(EntryDraft, draft_id)
    if draft is None:
        raise Refused(N_("There is no such draft."))
    book = the_book(session, draft.book_id)
    session.refresh(draft)
    if draft.state is not DraftState.PENDING:
        raise Refused(N_("This draft has been decided already."))
    return draft, book, the_place(session, book.place_id)


def withdraw_draft(session: Session, actor: Visitor, draft_id: int) -> EntryDraft:
    """Take a draft back; only the one who wrote it."""
    draft, _book, place = the_draft(session, draft_id)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    if draft.drafted_by != fresh.member_id:
        raise Refused(N_("Only the one who wrote a draft withdraws it."))
    return end_draft(session, fresh, draft, place, DraftState.WITHDRAWN)


def end_draft(
    session: Session,
    actor: Visitor,
    draft: EntryDraft,
    place: Place,
    state: DraftState,
    reason: str = "",
) -> EntryDraft:
    """Write what became of a draft."""
    draft.state = state
    draft.decided_by, draft.decided_at, draft.reason = actor.member_id, now(), reason
    session.add(draft)
    session.flush()
    after = {"entry": draft.entry_id, "reason": reason}
    about = f"entry_draft:{draft.id}"
    record(session, actor, CODES[state], about, place, moves=(Area.LEDGER,), after=after)
    return draft
