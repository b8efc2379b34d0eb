"""A closed quarter with something in it, and its accounts posted (公示样本)."""

from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from models.base import clock_at
from models.disclosure import Disclosure
from models.ledger import Book, Entry, Period
from models.member import Grant, Role
from models.roll import Owner, Ownership, Unit
from services.disclosure.publishing import publish_accounts
from services.ledger.period import close_period
from services.visitor import visitor
from tests.ledgers import opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood

QUARTER = date(2026, 2, 10)  # a day in the first quarter
APRIL = datetime(2026, 4, 20, 4, 0, tzinfo=UTC)  # after its end, ten days before it is due


def quarter(session: Session, here: Neighbourhood) -> tuple[Book, Period, Entry]:
    """The first quarter of 2026, closed by lin: opening 1,000, parking 800, a repair of 300."""
    with clock_at(APRIL):
        book = opened(session, here)
        posted(session, here, book, opening(1_000_00))
        posted(session, here, book, receipt(800_00, day=QUARTER))
        spent = posted(session, here, book, payment(300_00, day=QUARTER))
        period = session.exec(select(Period).where(Period.number == 1)).one()
        close_period(session, here.lin, period.id or 0)
    return book, period, spent


def hung(session: Session, here: Neighbourhood) -> tuple[Disclosure, Entry]:
    """Its accounts, posted by wu on the same day; the repair in it."""
    _book, period, spent = quarter(session, here)
    with clock_at(APRIL):
        return publish_accounts(session, here.wu, period.id or 0), spent


def owning(session: Session, here: Neighbourhood) -> None:
    """Give the owners among the personas the role that follows from the roll."""
    rows = session.exec(
        select(Owner.member_id, Unit.place_id)
        .join(Ownership, col(Ownership.owner_id) == Owner.id)
        .join(Unit, col(Unit.id) == Ownership.unit_id)
        .where(col(Owner.member_id).is_not(None))
    )
    held = select(Grant.member_id, Grant.place_id).where(Grant.role == Role.OWNER)
    for member_id, place_id in set(rows) - set(session.exec(held)):
        session.add(Grant(member_id=member_id, role=Role.OWNER, place_id=place_id))
    session.flush()
    for name, member in here.members.items():
        here.visitors[name] = visitor(session, member.id)
