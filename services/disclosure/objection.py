"""Owners ask, the committee answers, and both stand under the accounts (异议与答复)."""

from typing import Any

from sqlmodel import Session, col, func, select

from models.base import now
from models.disclosure import Disclosure, Objection
from models.ledger import Book, Entry, EntryKind
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.disclosure.clock import reply_due_on
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import tidy
from services.jurisdiction import local
from services.trail import record
from services.visitor import check, the_place

SHORTEST, LONGEST, LONGEST_ANSWER = 5, 1000, 2000
MOST_OPEN = 5  # of one owner under one statement: more is a meeting, not a question


def raise_objection(
    session: Session, actor: Visitor, disclosure_id: int, text: str, entry_id: int | None = None
) -> Objection:
    """Ask about posted accounts, or about one entry in them; the answer is due by the law."""
    disclosure, book, place = _posted(session, disclosure_id)
    fresh = check(session, actor, Permission.OBJECT, place)
    assert fresh.member_id is not None
    text = _must_say(text, SHORTEST, LONGEST)
    if entry_id is not None:
        _entry_of(session, book, entry_id)
    _must_have_patience(session, fresh.member_id, disclosure_id)
    moment = now()
    law = local(session, book.jurisdiction).law
    objection = Objection(
        disclosure_id=disclosure_id,
        path=disclosure.path,
        entry_id=entry_id,
        text=text,
        raised_by=fresh.member_id,
        raised_at=moment,
        due_on=reply_due_on(law, day_of(moment)),
    )
    session.add(objection)
    session.flush()
    after = {"due_on": objection.due_on.isoformat(), "entry": entry_id}
    _tell(session, fresh, "objection.raised", place, objection, after)
    return objection


def answer_objection(
    session: Session,
    actor: Visitor,
    objection_id: int,
    text: str,
    correction_id: int | None = None,
) -> Objection:
    """Answer an objection, once and for all to read; ``correction_id`` is a reversal it led to."""
    objection, book, place = _asked(session, objection_id)
    fresh = check(session, actor, Permission.PUBLISH_ACCOUNTS, place)
    if objection.answered_at is not None:
        raise Refused(N_("This objection is answered already."))
    if objection.raised_by == fresh.member_id:
        raise Refused(N_("Nobody answers his own objection."))
    if objection.entry_id is not None:
        entry = session.get_one(Entry, objection.entry_id)
        if fresh.member_id == entry.posted_by:
            raise Refused(N_("You wrote this entry: somebody else answers for it."))
    objection.answer = _must_say(text, SHORTEST, LONGEST_ANSWER)
    if correction_id is not None:
        _must_correct(session, book, objection, correction_id)
        objection.correction_id = correction_id
    objection.answered_by, objection.answered_at = fresh.member_id, now()
    session.add(objection)
    late = max(0, (day_of(objection.answered_at) - objection.due_on).days)
    _tell(
        session,
        fresh,
        "objection.answered",
        place,
        objection,
        {"late_days": late, "correction": correction_id},
    )
    return objection


def link_correction(
    session: Session, actor: Visitor, objection_id: int, correction_id: int
) -> Objection:
    """Put the reversal that followed beside an objection that was answered before it."""
    objection, book, place = _asked(session, objection_id)
    fresh = check(session, actor, Permission.PUBLISH_ACCOUNTS, place)
    if objection.answered_at is None or objection.correction_id is not None:
        raise Refused(N_("A correction goes beside an answer that has none yet."))
    _must_correct(session, book, objection, correction_id)
    objection.correction_id = correction_id
    session.add(objection)
    after = {"correction": correction_id}
    _tell(session, fresh, "objection.corrected", place, objection, after)
    return objection


def _posted(session: Session, disclosure_id: int) -> tuple[Disclosure, Book, Place]:
    disclosure = session.get(Disclosure, disclosure_id)
    if disclosure is None:
        raise Refused(N_("These accounts are not posted."))
    book = session.get_one(Book, disclosure.book_id)
    return disclosure, book, the_place(session, book.place_id)


def _asked(session: Session, objection_id: int) -> tuple[Objection, Book, Place]:
    objection = session.get(Objection, objection_id, with_for_update=True, populate_existing=True)
    if objection is None:
        raise Refused(N_("There is no such objection."))
    _disclosure, book, place = _posted(session, objection.disclosure_id)
    return objection, book, place


def _must_say(text: str, shortest: int, longest: int) -> str:
    kept = tidy(text)
    if not shortest <= len(kept) <= longest:
        raise Refused(
            N_("Please write {low} to {high} characters; there are {n}."),
            low=shortest,
            high=longest,
            n=len(kept),
        )
    return kept


def _entry_of(session: Session, book: Book, entry_id: int) -> Entry:
    entry = session.get(Entry, entry_id)
    if entry is None or entry.book_id != book.id:
        raise Refused(N_("There is no such entry in these books."))
    return entry


def _must_have_patience(session: Session, member_id: int, disclosure_id: int) -> None:
    waiting = select(func.count()).where(
        Objection.disclosure_id == disclosure_id,
        Objection.raised_by == member_id,
        col(Objection.answered_at).is_(None),
    )
    if session.exec(waiting).one() >= MOST_OPEN:
        raise Refused(N_("{n} of your objections wait for an answer already."), n=MOST_OPEN)


def _must_correct(session: Session, book: Book, objection: Objection, correction_id: int) -> None:
    """A correction is a reversal in the same books, of the entry at issue where one is named."""
    entry = _entry_of(session, book, correction_id)
    if entry.kind is not EntryKind.REVERSAL:
        raise Refused(N_("A correction is a reversal: choose one that was posted."))
    if objection.entry_id is not None and entry.reverses_id != objection.entry_id:
        raise Refused(N_("This reversal takes back another entry than the one at issue."))


def _tell(
    session: Session,
    actor: Visitor,
    code: str,
    place: Place,
    objection: Objection,
    after: dict[str, Any],
) -> None:
    about = f"objection:{objection.id}"
    record(session, actor, code, about, place, moves=(Area.LEDGER,), after=after)
