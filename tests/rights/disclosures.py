"""Accounts posted, objections, petitions: who may (公示权限)."""

from datetime import timedelta

from sqlmodel import Session

from models.base import now
from models.disclosure import AuditPetition, Objection
from models.ledger import Book, Entry, EntryKind, Period
from rules.calendar import day_of
from services.disclosure import objection, petition, publishing
from tests.posted import owning
from tests.rights.row import COUNCIL, DESK, REASON, Row, Rows
from tests.rights.situation import Situation

OWNERS = frozenset({"zhou", "sun", "he", "zhu"})
WORDS = f"{REASON}，请看附件中的说明。"


def post_accounts(session: Session, made: Situation, book: Book) -> None:
    """A statement that may be posted anew, objections to it, petitions under way and reached."""
    owning(session, made.here)
    period = session.get_one(Period, made.closed_period)
    hung = publishing.publish_accounts(session, made.here.lin, made.closed_period)
    period.closed_at = now() + timedelta(minutes=1)  # opened again, and closed anew
    session.add(period)
    made.at["disclosure"] = hung.id or 0
    made.at["correction"] = _reversal(session, book, made.closed_period)
    for name, answered in (("asked", False), ("answered_objection", True)):
        row = Objection(
            disclosure_id=hung.id or 0,
            path=book.path,
            text=WORDS,
            raised_by=made.here.members["chen"].id or 0,
            raised_at=now(),
            due_on=day_of(now()),
            answered_at=now() if answered else None,
        )
        session.add(row)
        session.flush()
        made.at[name] = row.id or 0
    for name, reached in (("petition_reached", True), ("petition", False)):
        made.at[name] = _petition(session, made, book, reached)


def _reversal(session: Session, book: Book, period_id: int) -> int:
    """A reversal as a plain row: how one comes about is the business of other tests."""
    entry = Entry(
        book_id=book.id or 0,
        number=9_000,
        period_id=period_id,
        kind=EntryKind.REVERSAL,
        day=book.opened_on,
        head="",
        amount_fen=0,
        purpose="红冲",
        posted_by=1,
        approved_by=1,
        leaf_index=0,
    )
    session.add(entry)
    session.flush()
    return entry.id or 0


def _petition(session: Session, made: Situation, book: Book, reached: bool) -> int:
    row = AuditPetition(
        book_id=book.id or 0,
        path=book.path,
        text=WORDS,
        begun_by=made.here.members["chen"].id or 0,
        closes_on=day_of(made.moment) + timedelta(days=30),
        total_heads=6,
        total_area_cm2=5_136_000,
        reached_at=now() if reached else None,
    )
    session.add(row)
    session.flush()
    return row.id or 0


ROWS: Rows = {
    publishing.publish_accounts: Row(  # not wu: he closed this period himself
        COUNCIL, lambda d, a, s: publishing.publish_accounts(d, a, s.closed_period)
    ),
    objection.raise_objection: Row(
        OWNERS, lambda d, a, s: objection.raise_objection(d, a, s.disclosure, WORDS)
    ),
    objection.answer_objection: Row(
        DESK, lambda d, a, s: objection.answer_objection(d, a, s.asked, WORDS)
    ),
    objection.link_correction: Row(
        DESK,
        lambda d, a, s: objection.link_correction(d, a, s.answered_objection, s.correction),
    ),
    petition.begin_petition: Row(
        OWNERS,
        lambda d, a, s: petition.begin_petition(d, a, s.book, WORDS),
        late=timedelta(days=40),
    ),
    petition.sign_petition: Row(OWNERS, lambda d, a, s: petition.sign_petition(d, a, s.petition)),
    petition.settle_petition: Row(
        DESK, lambda d, a, s: petition.settle_petition(d, a, s.petition_reached, WORDS)
    ),
}
