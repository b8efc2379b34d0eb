"""Opening the books of a compound (开账)."""

from datetime import date

from sqlmodel import Session

from models.base import now
from models.ledger import Book
from models.log import LeafKind
from models.place import Place, PlaceKind
from models.revision import Area
from rules.calendar import day_of
from rules.ledger.leaf import account_body, book_body
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.book import book_of
from services.ledger.chart import first_accounts
from services.log import tree
from services.log.key import new_log_key
from services.trail import record
from services.visitor import check, the_place

PERIODS = (1, 3, 6, 12)  # months
EARLIEST = 1990  # every period since then is closed one by one


def open_book(
    session: Session, actor: Visitor, compound_id: int, opened_on: date, period_months: int = 3
) -> Book:
    """Begin to keep the books of a compound, with the accounts that ship and a log of its own."""
    place = the_place(session, compound_id)
    fresh = check(session, actor, Permission.OPEN_BOOK, place)
    _must_be_fit(session, place, opened_on, period_months)
    book = Book(
        place_id=compound_id,
        path=place.path,
        code=place.code,
        origin=f"gonggongshouyi/{place.code}",
        opened_on=opened_on,
        period_months=period_months,
        opened_by=fresh.member_id,
    )
    session.add(book)
    session.flush()
    made = list(first_accounts())
    for account in made:
        account.book_id = book.id or 0
    session.add_all(made)
    body = book_body(book.origin, book.code, place.name, opened_on, period_months)
    told = [account_body(account) for account in made]
    key = new_log_key(session, book)  # whoever reads the log learns from it which key to ask for
    body |= {"key": key.verifier, "accounts": told}
    tree.append(session, book, LeafKind.BOOK, body)
    after = {"opened_on": opened_on.isoformat(), "period_months": period_months}
    about = f"book:{book.id}"
    record(session, fresh, "book.opened", about, place, moves=(Area.LEDGER,), after=after)
    return book


def _must_be_fit(session: Session, place: Place, opened_on: date, months: int) -> None:
    if place.kind is not PlaceKind.COMPOUND:
        raise Refused(N_("Books are kept for a compound."))
    if months not in PERIODS:
        raise Refused(N_("A period has 1, 3, 6 or 12 months."))
    if opened_on > day_of(now()):
        raise Refused(N_("This day is still to come."))
    if opened_on.year < EARLIEST:
        raise Refused(N_("No books are kept here of years before {year}."), year=EARLIEST)
    if book_of(session, place.id or 0) is not None:
        raise Refused(N_("This compound keeps its books here already."))
