"""What the standing authorisations allow, and what is left of them in this period (授权余额)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.ledger import Book
from models.spending import StandingAuthorisation
from services.spending.binding import used


@dataclass(frozen=True)
class StandingRow:
    """One authorisation with what was used of it in the period of a day (授权)."""

    id: int
    title: str
    use: str
    head: str
    each_fen: int
    period_fen: int
    used_fen: int
    starts_on: date
    ends_on: date
    motion_id: int
    ended_reason: str

    @property
    def left_fen(self) -> int:
        """What may still be paid under it in this period."""
        return max(0, self.period_fen - self.used_fen)

    def holds(self, on: date) -> bool:
        """Whether payments of this day may rest on it."""
        return not self.ended_reason and self.starts_on <= on <= self.ends_on


def standings(session: Session, book_id: int, today: date) -> tuple[StandingRow, ...]:
    """The authorisations of a book with their use in the period of ``today``, newest first."""
    book = session.get_one(Book, book_id)
    found = session.exec(
        select(StandingAuthorisation)
        .where(StandingAuthorisation.book_id == book_id)
        .order_by(col(StandingAuthorisation.id).desc())
    )
    return tuple(_row(session, book, standing, today) for standing in found)


def _row(session: Session, book: Book, standing: StandingAuthorisation, today: date) -> StandingRow:
    return StandingRow(
        id=standing.id or 0,
        title=standing.title,
        use=standing.use,
        head=standing.head,
        each_fen=standing.each_fen,
        period_fen=standing.period_fen,
        used_fen=used(session, book, standing, today),
        starts_on=standing.starts_on,
        ends_on=standing.ends_on,
        motion_id=standing.motion_id,
        ended_reason=standing.ended_reason,
    )
