"""The books in which every act of the ledger can be tried (账簿权限样本)."""

from sqlmodel import Session, col, select

from models.contract import Instalment
from models.ledger import Book
from services.ledger.opening import open_book
from tests.contracts import active, registered, vote
from tests.ledgers import OPENED
from tests.rights.situation import Situation


def keep_books(session: Session, made: Situation) -> None:
    """A book of 枫园, and whatever the acts on it need; the compound next door keeps none."""
    here = made.here
    book = open_book(session, here.wu, here.fengyuan.id or 0, OPENED)
    made.at["book"] = book.id or 0
    _contracts(session, made, book)


def _contracts(session: Session, made: Situation, book: Book) -> None:
    """One that waits for the owners, one that is active, and the vote that the first needs."""
    contract = active(session, made.here, book)
    first = select(Instalment.id).where(Instalment.contract_id == contract.id)
    made.at["contract"] = contract.id or 0
    made.at["instalment"] = session.exec(first.order_by(col(Instalment.due_on))).first() or 0
    made.at["contract_draft"] = registered(session, made.here, book, number="draft").id or 0
    made.at["business_vote"] = vote(session, made.here).id or 0
