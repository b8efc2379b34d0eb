"""How the books of a compound stand, in a few sums: what the first screen asks for (账面概况)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.ledger import Account, AccountKind, Book, Period, Turnover
from rules.ledger.period import Span, span_of
from rules.ledger.position import Flow

TELLING = (AccountKind.INCOME, AccountKind.COST, AccountKind.EXPENSE)


@dataclass(frozen=True)
class Standing:
    """A book with its periods and the sums of each: all that the pictures are drawn from.

    ``heads`` gives the Chinese and the English name of every head.
    """

    book_id: int
    code: str
    place_id: int
    path: str
    opened_on: date
    period_months: int
    entry_count: int
    periods: tuple[Span, ...]
    closed: frozenset[int]  # numbers of the periods that are closed
    flows: tuple[Flow, ...]
    heads: dict[str, tuple[str, str]]

    def span(self, day: date) -> Span:
        """The period that ``day`` lies in, whether anything was posted in it or not."""
        return span_of(self.opened_on, self.period_months, max(day, self.opened_on))

    def last_busy(self) -> int:
        """The latest period in which money moved; 0 while none has."""
        return max((flow.period for flow in self.flows), default=0)


def standing(session: Session, place_id: int) -> Standing | None:
    """The book of the compound; ``None`` where none is kept yet."""
    book = session.exec(select(Book).where(Book.place_id == place_id)).first()
    if book is None or book.id is None:
        return None
    wanted = select(Period).where(Period.book_id == book.id).order_by(col(Period.number))
    periods = session.exec(wanted).all()
    return Standing(
        book_id=book.id,
        code=book.code,
        place_id=place_id,
        path=book.path,
        opened_on=book.opened_on,
        period_months=book.period_months,
        entry_count=book.entry_count,
        periods=tuple(Span(p.number, p.starts_on, p.ends_on) for p in periods),
        closed=frozenset(p.number for p in periods if p.closed_at is not None),
        flows=flows(session, book.id),
        heads=_heads(session, book.id),
    )


def flows(session: Session, book_id: int) -> tuple[Flow, ...]:
    """The turnovers of a book, summed by period, fund, kind and head."""
    by = (col(Period.number), col(Account.fund), col(Account.kind), col(Account.head))
    sums = (Turnover.debit_fen, Turnover.credit_fen, Turnover.line_count)
    rows = session.execute(
        select(*by, *(func.sum(col(one)) for one in sums))
        .join(Account, col(Account.id) == Turnover.account_id)
        .join(Period, col(Period.id) == Turnover.period_id)
        .where(col(Account.book_id) == book_id)
        .group_by(*by)
        .order_by(*by)
    )
    return tuple(Flow(*row[:4], *(int(number) for number in row[4:])) for row in rows)


def _heads(session: Session, book_id: int) -> dict[str, tuple[str, str]]:
    """What each head is called in this book: as its first account is."""
    rows = session.exec(
        select(Account.head, Account.name, Account.name_en)
        .where(Account.book_id == book_id, Account.head != "", col(Account.kind).in_(TELLING))
        .where(Account.kind != AccountKind.COST)
        .order_by(col(Account.id).desc())
    )
    return {head: (name, name_en or name) for head, name, name_en in rows}


def kept(session: Session) -> frozenset[str]:
    """The codes of all compounds that keep books."""
    return frozenset(session.exec(select(Book.code)))
