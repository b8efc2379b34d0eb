"""What a receipt under a contract has to be (合同收款校验)."""

from sqlmodel import Session, col, select

from models.contract import Contract, ContractState
from models.ledger import Account, AccountKind, Book, EntryKind
from rules.contract.life import began
from rules.ledger.entry import Content
from rules.refusal import N_, Refused
from services.contract.standing import allotment
from services.wording import yuan


def must_be_due_here(session: Session, book: Book, content: Content) -> None:
    """Refuse an entry that is bound to a contract which does not owe it.

    A contract takes receipts under its own head, while it is active; after its end only what
    it still owes. The caller holds the lock on the book, so two receipts are judged in turn.
    """
    if content.contract_id is None or content.kind is EntryKind.REVERSAL:
        return
    if content.kind is EntryKind.PAYMENT:
        return  # what it cost to earn: ``services.spending.binding`` asks
    contract = session.get(Contract, content.contract_id)
    if contract is None or contract.book_id != book.id:
        raise Refused(N_("There is no such contract in these books."))
    if content.kind is not EntryKind.RECEIPT:
        raise Refused(N_("Only a receipt is booked under a contract."))
    if not began(contract):
        raise Refused(
            N_("Contract {number} is not active: the owners decide first (Civil Code 278)."),
            number=contract.number,
        )
    heads = _income_heads(session, book, content)
    if heads != {contract.head}:
        raise Refused(N_("Contract {number} is booked under another head."), number=contract.number)
    if contract.state is ContractState.ENDED:
        _must_be_left(session, contract, content.amount_fen)


def _income_heads(session: Session, book: Book, content: Content) -> set[str]:
    """Under which heads the entry books its income."""
    codes = [line.account for line in content.lines]
    booked = select(Account.head).where(
        Account.book_id == book.id,
        Account.kind == AccountKind.INCOME,
        col(Account.code).in_(codes),
    )
    return set(session.exec(booked))


def _must_be_left(session: Session, contract: Contract, fen: int) -> None:
    left = allotment(session, contract).open_fen
    if fen > left:
        raise Refused(
            N_("Contract {number} has ended; only {left} is still owed under it."),
            number=contract.number,
            left=yuan(left),
        )
