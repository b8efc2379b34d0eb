"""Which books there are (账簿)."""

from sqlmodel import Session, col, select

from models.ledger import Book
from models.place import Place
from rules.refusal import N_, Refused


def the_book(session: Session, book_id: int, *, lock: bool = True) -> Book:
    """The book with this id, locked for the act that follows; refused when there is none."""
    book = session.get(Book, book_id, with_for_update=lock or None, populate_existing=lock)
    if book is None:
        raise Refused(N_("There is no such book."))
    return book


def book_of(session: Session, place_id: int) -> Book | None:
    """The book of a compound; ``None`` where none is kept yet."""
    return session.exec(select(Book).where(Book.place_id == place_id)).first()


def books(session: Session) -> list[tuple[Book, Place]]:
    """Every book with its compound, by code."""
    wanted = select(Book, Place).join(Place, col(Place.id) == Book.place_id)
    return list(session.exec(wanted.order_by(col(Book.code))))
