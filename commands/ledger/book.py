"""Which book a command is about (账簿)."""

from typing import TYPE_CHECKING, Annotated

import typer

from commands.answer import BadInput

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.ledger import Book

Compound = Annotated[str, typer.Option(help="Code of the compound, as in links.")]


def the_book_at(session: "Session", code: str) -> "Book":
    """The book of the compound with this code, locked."""
    from services.book import book_of, the_book
    from services.place import by_code

    place = by_code(session, code)
    book = book_of(session, place.id or 0) if place is not None else None
    if book is None:
        raise BadInput(f"No books are kept for “{code}”: see “manage.py ledger compounds”.")
    return the_book(session, book.id or 0)
