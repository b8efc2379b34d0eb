"""What is posted, what is due and what is late: for a compound and for a street (公示情况)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.disclosure import Disclosure, Objection
from models.ledger import Book, Period
from models.notice import Notice
from models.place import Place
from rules.calendar import day_of
from rules.disclosure.clock import Clock, ClockState, clock, months_behind
from rules.jurisdiction import Law
from rules.ledger.period import Span, span_of
from rules.notice import last_day
from services.jurisdiction import local

URGENT = (ClockState.LATE, ClockState.DUE, ClockState.POSTED, ClockState.OVER, ClockState.RUNNING)
MOST_BOOKS = 500  # of one street


@dataclass(frozen=True)
class Term:
    """One period of one book, and how it stands with the law (公示期)."""

    span: Span
    clock: Clock
    period_id: int | None  # None: nothing was posted into it, and nobody has closed it
    closed: bool
    disclosure_id: int | None
    notice_code: str
    posted_at: datetime | None
    version: int
    open_objections: int
    outdated: bool = False  # its books were opened again after its accounts were posted


@dataclass(frozen=True)
class Shelf:
    """All periods of one book, what presses first (账簿公示情况)."""

    book_id: int
    place_id: int
    place: str
    code: str
    path: str
    law: str  # the jurisdiction's code
    too_long: bool  # its periods are longer than the law lets accounts wait
    terms: tuple[Term, ...]

    def count(self, state: ClockState) -> int:
        """How many periods stand like this."""
        return sum(term.clock.state is state for term in self.terms)

    @property
    def open_objections(self) -> int:
        """How many objections wait for an answer."""
        return sum(term.open_objections for term in self.terms)

    @property
    def pressing(self) -> Term | None:
        """The period that was to be posted first and is not."""
        waiting = (ClockState.LATE, ClockState.DUE)
        found = [term for term in self.terms if term.clock.state in waiting]
        return min(found, key=lambda term: term.span.number, default=None)


def shelves(session: Session, path: str, today: date) -> tuple[Shelf, ...]:
    """Every book at ``path`` and below: who is late stands on top."""
    wanted = (
        select(Book, Place)
        .join(Place, col(Place.id) == Book.place_id)
        .where(Book.path >= path, Book.path < path_end(path))
        .order_by(Book.path)
        .limit(MOST_BOOKS)
    )
    books = session.exec(wanted).all()
    ids = [book.id or 0 for book, _ in books]
    periods, posted, asked = _periods(session, ids), _posted(session, ids), _asked(session, ids)
    laws = {code: local(session, code).law for code in {book.jurisdiction for book, _ in books}}
    made = []
    for book, place in books:
        law = laws[book.jurisdiction]
        kept = periods.get(book.id or 0, {})
        terms = [
            _term(law, span, kept.get(span.number), posted, asked, today)
            for span in _spans(book, today)
        ]
        made.append(_shelf(book, place, law, terms))
    return tuple(sorted(made, key=_pressure))


def _shelf(book: Book, place: Place, law: Law, terms: list[Term]) -> Shelf:
    longest = terms[-1].span
    return Shelf(
        book_id=book.id or 0,
        place_id=book.place_id,
        place=place.name,
        code=book.code,
        path=book.path,
        law=book.jurisdiction,
        too_long=months_behind(law, longest.starts_on, longest.ends_on),
        terms=tuple(sorted(terms, key=_urgency)),
    )


def _urgency(term: Term) -> tuple[int, int]:
    state = term.clock.state
    older_first = state in (ClockState.LATE, ClockState.DUE)
    return URGENT.index(state), term.span.number if older_first else -term.span.number


def _pressure(shelf: Shelf) -> tuple[int, int, str]:
    late = max((term.clock.days_late for term in _unposted(shelf.terms)), default=0)
    return -late, URGENT.index(shelf.terms[0].clock.state), shelf.path


def _unposted(terms: Iterable[Term]) -> Iterator[Term]:
    return (term for term in terms if term.disclosure_id is None)


def _spans(book: Book, today: date) -> list[Span]:
    """Every period from the first to that of ``today``, begun in the books or not."""
    day, found = book.opened_on, []
    while True:
        span = span_of(book.opened_on, book.period_months, day)
        found.append(span)
        if span.ends_on >= today:
            return found
        day = span.ends_on + timedelta(days=1)


@dataclass(frozen=True)
class Hung:
    """The version of a statement that counts, and the day its first one hung (公示版本)."""

    disclosure: Disclosure
    notice: Notice
    first_at: datetime


def opened_since(period: Period, posted: Disclosure) -> bool:
    """Whether the books of a period were opened again after its accounts were posted."""
    return period.closed_at is None or period.closed_at > posted.posted_at


Posted = dict[int, Hung]


def _term(
    law: Law,
    span: Span,
    period: Period | None,
    posted: Posted,
    asked: dict[int, int],
    today: date,
) -> Term:
    period_id = period.id if period else None
    made = posted.get(period_id or 0)
    days = (day_of(made.first_at), last_day(made.notice.posted_until)) if made else None
    return Term(
        span=span,
        clock=clock(law, span.ends_on, days, today),
        period_id=period_id,
        closed=period is not None and period.closed_at is not None,
        disclosure_id=made.disclosure.id if made else None,
        notice_code=made.notice.code if made else "",
        posted_at=made.disclosure.posted_at if made else None,
        version=made.disclosure.version if made else 0,
        open_objections=asked.get(period_id or 0, 0),
        outdated=period is not None and made is not None and opened_since(period, made.disclosure),
    )


def _periods(session: Session, book_ids: list[int]) -> dict[int, dict[int, Period]]:
    found: dict[int, dict[int, Period]] = {}
    for row in session.exec(select(Period).where(col(Period.book_id).in_(book_ids))):
        found.setdefault(row.book_id, {})[row.number] = row
    return found


def _posted(session: Session, book_ids: list[int]) -> Posted:
    """The version of each period that counts; whether it was late, its first version says."""
    rows = session.exec(
        select(Disclosure, Notice)
        .join(Notice, col(Notice.id) == Disclosure.notice_id)
        .where(col(Disclosure.book_id).in_(book_ids))
        .order_by(col(Disclosure.version))
    )
    found: Posted = {}
    for made, notice in rows:
        first = found.get(made.period_id)
        found[made.period_id] = Hung(made, notice, first.first_at if first else made.posted_at)
    return found


def _asked(session: Session, book_ids: list[int]) -> dict[int, int]:
    """How many objections wait, by period."""
    rows = session.exec(
        select(Disclosure.period_id, func.count())
        .join(Objection, col(Objection.disclosure_id) == Disclosure.id)
        .where(col(Disclosure.book_id).in_(book_ids), col(Objection.answered_at).is_(None))
        .group_by(col(Disclosure.period_id))
    )
    return dict(rows.all())
