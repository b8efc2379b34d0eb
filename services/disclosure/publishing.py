"""Posting the accounts of a period: frozen, bound into the log, hung up for all (公示收支).

The leaf binds the entries to the posted balance; the checkpoint is signed over the leaf and
printed on the notice, so that whoever keeps the paper can check the books against it later.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.disclosure import Disclosure
from models.ledger import Book, Period, PeriodAct, PeriodActKind
from models.log import Checkpoint, LeafKind, LogKey
from models.notice import Notice, NoticeKind
from models.place import Place
from models.revision import Area
from rules.disclosure.clock import due_on
from rules.jurisdiction import Law
from rules.notice import text_hash
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.disclosure.body import body_of, leaf_of
from services.disclosure.paper import sections, title
from services.jurisdiction import local
from services.ledger.period import period as the_period
from services.log import tree
from services.log.publishing import checkpoint
from services.notice import post_notice
from services.trail import record
from services.visitor import check


@dataclass(frozen=True)
class _Whole:
    """All that is posted together (公示内容)."""

    book: Book
    period: Period
    place: Place
    law: Law
    body: dict[str, Any]
    version: int


def publish_accounts(session: Session, actor: Visitor, period_id: int) -> Disclosure:
    """Post the accounts of a closed period; after a reopening they are posted again."""
    period, book, place = the_period(session, period_id)
    fresh = check(session, actor, Permission.PUBLISH_ACCOUNTS, place)
    before = posted_last(session, period_id)
    _must_be_closed(period)
    _must_be_new(period, before)
    _must_be_another(session, period, fresh)
    law = local(session, book.jurisdiction).law
    version = before.version + 1 if before else 1
    whole = _Whole(book, period, place, law, body_of(session, book, period), version)
    leaf = tree.append(session, book, LeafKind.STATEMENT, leaf_of(whole.body, version))
    signed = checkpoint(session, book)
    notice = _hung_up(session, fresh, whole, signed)
    made = _kept(session, fresh, whole, (leaf.index, signed.id or 0, notice.id or 0))
    after = {"version": made.version, "sha256": made.sha256, "leaf": made.leaf_index}
    about = f"disclosure:{made.id}"
    record(session, fresh, "accounts.posted", about, place, moves=(Area.LEDGER,), after=after)
    return made


def posted_last(session: Session, period_id: int) -> Disclosure | None:
    """The accounts of a period as they were posted last."""
    wanted = select(Disclosure).where(Disclosure.period_id == period_id)
    return session.exec(wanted.order_by(col(Disclosure.version).desc()).limit(1)).first()


def _must_be_closed(period: Period) -> None:
    if period.closed_at is None:
        raise Refused(N_("Close the period first: what is posted does not change any more."))


def _must_be_new(period: Period, before: Disclosure | None) -> None:
    """What is posted is posted again only after it was opened and closed anew."""
    assert period.closed_at is not None
    if before is not None and period.closed_at <= before.posted_at:
        raise Refused(N_("The accounts of this period are posted already."))


def _must_be_another(session: Session, period: Period, actor: Visitor) -> None:
    """Closing and posting are duties of two persons: one looks at what the other has done."""
    acts = select(PeriodAct).where(
        PeriodAct.period_id == period.id, PeriodAct.kind == PeriodActKind.CLOSED
    )
    last = session.exec(acts.order_by(col(PeriodAct.id).desc()).limit(1)).first()
    if last is not None and last.member_id == actor.member_id:
        raise Refused(N_("You closed this period: somebody else posts its accounts."))


def _hung_up(session: Session, actor: Visitor, whole: _Whole, signed: Checkpoint) -> Notice:
    key = session.get_one(LogKey, signed.key_id)
    shown = {
        "sections": sections(whole.body, whole.law, signed.note, key.verifier, whole.version),
        "figures": whole.body,
        "checkpoint": signed.note,
        "key": key.verifier,
    }
    words = title(whole.place.name, whole.body, whole.version)
    days = whole.law.posting_days
    return post_notice(session, actor, NoticeKind.ACCOUNTS, whole.place, words, shown, days)


def _kept(
    session: Session, actor: Visitor, whole: _Whole, bound: tuple[int, int, int]
) -> Disclosure:
    leaf_index, checkpoint_id, notice_id = bound
    assert actor.member_id is not None
    made = Disclosure(
        book_id=whole.period.book_id,
        path=whole.book.path,
        period_id=whole.period.id or 0,
        version=whole.version,
        body=whole.body,
        sha256=text_hash(whole.body),
        leaf_index=leaf_index,
        checkpoint_id=checkpoint_id,
        notice_id=notice_id,
        due_on=due_on(whole.law, whole.period.ends_on).on,
        posted_at=now(),
        posted_by=actor.member_id,
    )
    session.add(made)
    session.flush()
    return made
