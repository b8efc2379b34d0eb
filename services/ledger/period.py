"""Periods: found by the day, closed in order, reopened by two (会计期间)."""

from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from models.base import now
from models.ledger import (
    Book,
    DraftState,
    Entry,
    EntryDraft,
    Period,
    PeriodAct,
    PeriodActKind,
    VoucherExcuse,
)
from models.log import LeafKind
from models.place import Place
from models.revision import Area
from models.voucher import EntryVoucher
from rules.bank.check import yuan
from rules.calendar import day_of
from rules.ledger.entry import Content
from rules.ledger.leaf import period_body
from rules.ledger.period import span_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import tidy
from services.bank.difference import differences, tellers
from services.book import the_book
from services.log import tree
from services.trail import record
from services.visitor import check, the_place

LONGEST_REASON, SHORTEST_REASON = 500, 4
CODES = {
    PeriodActKind.CLOSED: "period.closed",
    PeriodActKind.REOPENING_ASKED: "period.reopening_asked",
    PeriodActKind.REOPENED: "period.reopened",
    PeriodActKind.REOPENING_REFUSED: "period.reopening_refused",
}


def the_period(session: Session, book: Book, day: date) -> Period:
    """The period that ``day`` lies in, begun if it is new. The caller has locked the book."""
    if day < book.opened_on:
        raise Refused(N_("These books begin on {day}."), day=book.opened_on)
    assert book.id is not None
    span = span_of(book.opened_on, book.period_months, day)
    found = _numbered(session, book.id, span.number)
    while found is None:  # none is left out: a quarter without entries is closed and posted too
        _begin_next(session, book)
        found = _numbered(session, book.id, span.number)
    return found


def _numbered(session: Session, book_id: int, number: int) -> Period | None:
    wanted = select(Period).where(Period.book_id == book_id, Period.number == number)
    return session.exec(wanted).first()


def _begin_next(session: Session, book: Book) -> None:
    last = session.exec(select(func.max(Period.ends_on)).where(Period.book_id == book.id)).one()
    starts = last + timedelta(days=1) if last else book.opened_on
    span = span_of(book.opened_on, book.period_months, starts)
    session.add(
        Period(
            book_id=book.id or 0,
            number=span.number,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
        )
    )
    session.flush()


def open_period(session: Session, book: Book, day: date) -> Period:
    """The period of ``day``, refused when it is closed or still to come."""
    if day > day_of(now()):
        raise Refused(N_("This day is still to come."))
    found = the_period(session, book, day)
    if found.closed_at is not None:
        raise Refused(
            N_("The period from {start} to {end} is closed. Post into an open one."),
            start=found.starts_on,
            end=found.ends_on,
        )
    return found


def period(session: Session, period_id: int) -> tuple[Period, Book, Place]:
    """The period with its book, locked, and its compound; refused when there is none."""
    found = session.get(Period, period_id)
    if found is None:
        raise Refused(N_("There is no such period."))
    book = the_book(session, found.book_id)
    session.refresh(found)
    return found, book, the_place(session, book.place_id)


def close_period(session: Session, actor: Visitor, period_id: int) -> Period:
    """Close a period: nothing is posted into it from here on (结账)."""
    found, book, place = period(session, period_id)
    fresh = check(session, actor, Permission.CLOSE_PERIOD, place)
    if found.closed_at is not None:
        raise Refused(N_("This period is closed already."))
    for obstacle in obstacles(session, found, day_of(now())):
        raise obstacle
    if fresh.member_id in tellers(session, found):
        raise Refused(N_("You told what the bank held: somebody else has to close this period."))
    found.closed_at = now()
    session.add(found)
    _write(session, fresh, found, place, PeriodActKind.CLOSED, "")
    _tell(session, book, found, "closed", [fresh.member_id or 0])
    the_period(session, book, found.ends_on + timedelta(days=1))
    return found


def obstacles(session: Session, found: Period, today: date) -> list[Refused]:
    """Everything that stands in the way of closing, each in one sentence."""
    told: list[Refused] = []
    if found.ends_on >= today:
        told.append(Refused(N_("This period runs until {day}."), day=found.ends_on))
    earlier = select(func.count()).where(
        Period.book_id == found.book_id,
        Period.number < found.number,
        col(Period.closed_at).is_(None),
    )
    if session.exec(earlier).one():
        told.append(Refused(N_("An earlier period is still open: close it first.")))
    if waiting := _drafts_within(session, found):
        told.append(Refused(N_("{n} drafts of this period wait for approval."), n=waiting))
    if bare := len(without_voucher(session, found.id or 0)):
        text = N_("{n} entries have no voucher, and no approved reason for that.")
        told.append(Refused(text, n=bare))
    told.extend(_differing(session, found))
    return told


def _differing(session: Session, found: Period) -> list[Refused]:
    """Every bank account whose balance is not what the books say."""
    told = []
    for account in differences(session, found):
        facts = {"bank": account.bank, "shown": account.shown, "day": account.day}
        if account.statement_fen is None:
            text = N_("{bank} {shown}: nobody has said yet what the bank held on {day}.")
            told.append(Refused(text, **facts))
        elif account.blocks:
            text = N_("{bank} {shown}: on {day} the bank and the books differ by {sum}.")
            told.append(Refused(text, **facts, sum=yuan(account.difference_fen)))
    return told


def _drafts_within(session: Session, found: Period) -> int:
    wanted = select(EntryDraft).where(
        EntryDraft.book_id == found.book_id, EntryDraft.state == DraftState.PENDING
    )
    days = (Content.from_json(draft.content).day for draft in session.exec(wanted))
    return sum(found.starts_on <= day <= found.ends_on for day in days)


def without_voucher(session: Session, period_id: int) -> list[Entry]:
    """The entries of a period that nothing proves, and that nobody has excused."""
    excused = select(VoucherExcuse.entry_id).where(col(VoucherExcuse.approved_by).is_not(None))
    proved = select(EntryVoucher.entry_id)
    wanted = select(Entry).where(
        Entry.period_id == period_id,
        Entry.no_voucher_reason == "",
        col(Entry.reverses_id).is_(None),
        col(Entry.id).not_in(proved),
        col(Entry.id).not_in(excused),
    )
    return list(session.exec(wanted.order_by(col(Entry.number))))


def ask_reopening(session: Session, actor: Visitor, period_id: int, reason: str) -> PeriodAct:
    """Ask to open a closed period again; somebody else answers (申请反结账)."""
    found, _book, place = period(session, period_id)
    fresh = check(session, actor, Permission.CLOSE_PERIOD, place)
    reason = tidy(reason)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refused(N_("Give a reason, in {n} characters or more."), n=SHORTEST_REASON)
    if found.closed_at is None:
        raise Refused(N_("This period is open."))
    if waiting(session, period_id) is not None:
        raise Refused(N_("Somebody has asked for this already; it waits for an answer."))
    later = select(func.count()).where(
        Period.book_id == found.book_id,
        Period.number > found.number,
        col(Period.closed_at).is_not(None),
    )
    if session.exec(later).one():
        raise Refused(N_("A later period is closed: open that one first."))
    return _write(session, fresh, found, place, PeriodActKind.REOPENING_ASKED, reason)


def answer_reopening(
    session: Session, actor: Visitor, period_id: int, agreed: bool, reason: str = ""
) -> PeriodAct:
    """Agree or not; never the one who asked (同意反结账)."""
    found, book, place = period(session, period_id)
    fresh = check(session, actor, Permission.CLOSE_PERIOD, place)
    asked = waiting(session, period_id)
    if asked is None:
        raise Refused(N_("Nobody has asked for this."))
    if asked.member_id == fresh.member_id:
        raise Refused(N_("You asked for this yourself: somebody else has to agree."))
    kind = PeriodActKind.REOPENED if agreed else PeriodActKind.REOPENING_REFUSED
    if agreed:
        found.closed_at = None
        session.add(found)
        _tell(session, book, found, "reopened", [asked.member_id, fresh.member_id or 0])
    return _write(session, fresh, found, place, kind, tidy(reason), asked)


def waiting(session: Session, period_id: int) -> PeriodAct | None:
    """The request to reopen that nobody has answered yet."""
    newest = select(PeriodAct).where(PeriodAct.period_id == period_id)
    last = session.exec(newest.order_by(col(PeriodAct.id).desc()).limit(1)).first()
    asked = last is not None and last.kind is PeriodActKind.REOPENING_ASKED
    return last if asked else None


def _tell(session: Session, book: Book, found: Period, act: str, by: list[int]) -> None:
    """The log says it too: whoever checks it knows when a period was open for entries."""
    tree.append(session, book, LeafKind.PERIOD, period_body(found.number, act, by))


def _write(
    session: Session,
    actor: Visitor,
    found: Period,
    place: Place,
    kind: PeriodActKind,
    reason: str,
    asked: PeriodAct | None = None,
) -> PeriodAct:
    assert found.id is not None
    assert actor.member_id is not None
    done = PeriodAct(
        period_id=found.id,
        kind=kind,
        member_id=actor.member_id,
        reason=reason[:LONGEST_REASON],
        asked_id=asked.id if asked else None,
    )
    session.add(done)
    session.flush()
    after = {"number": found.number, "reason": done.reason}
    about = f"period:{found.id}"
    record(session, actor, CODES[kind], about, place, moves=(Area.LEDGER,), after=after)
    return done
