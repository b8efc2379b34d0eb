"""The compounds of a street side by side, per household (同街道小区对比)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, case, col, func, select

from db.revision import path_end
from models.ledger import Account, AccountKind, Book, Fund, Period, Turnover
from models.place import Place, PlaceKind
from services.place import above

SPENT = (AccountKind.COST, AccountKind.EXPENSE)


@dataclass(frozen=True)
class Neighbour:
    """One compound that keeps books (小区): public revenue only."""

    place_id: int
    code: str
    name: str
    households: int
    balance_fen: int
    income_fen: int
    spent_fen: int

    def each(self, fen: int) -> int | None:
        """``fen`` for each household, rounded down; ``None`` where nobody counted them."""
        return fen // self.households if self.households else None


def street_of(session: Session, path: str) -> Place | None:
    """The street around ``path``; what lies highest where there is no street."""
    around = above(session, path)
    return next((p for p in around if p.kind is PlaceKind.STREET), next(iter(around), None))


def neighbours(session: Session, street_path: str, since: date) -> tuple[Neighbour, ...]:
    """Every compound below ``street_path`` with books; flows from periods that begin by then."""
    net = col(Turnover.debit_fen) - col(Turnover.credit_fen)
    kind, lately = col(Account.kind), col(Period.starts_on) >= since

    def of(*which: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((and_(*which), net), else_=0)), 0)

    rows = session.execute(
        select(  # type: ignore[call-overload]
            col(Place.id), col(Place.code), col(Place.name), col(Place.households),
            of(kind == AccountKind.ASSET), of(kind == AccountKind.INCOME, lately),
            of(kind.in_(SPENT), lately),
        )
        .select_from(Book)
        .join(Place, col(Place.id) == Book.place_id)
        .outerjoin(Account, and_(col(Account.book_id) == Book.id, Account.fund == Fund.REVENUE))
        .outerjoin(Turnover, col(Turnover.account_id) == Account.id)
        .outerjoin(Period, col(Period.id) == Turnover.period_id)
        .where(col(Book.path) >= street_path, col(Book.path) < path_end(street_path))
        .group_by(col(Place.id), col(Place.code), col(Place.name), col(Place.households))
        .order_by(col(Place.id))
    )  # fmt: skip
    return tuple(
        Neighbour(place_id, code, name, households, int(held), -int(income), int(spent))
        for place_id, code, name, households, held, income, spent in rows
    )
