"""A book with its bank account, and statements read into it (银行样本)."""

from sqlmodel import Session, select

from models.bank import BankAccount, BankImport, BankLine
from models.ledger import Account, Book, Entry, EntryLine
from services.bank.account import add_bank_account
from services.bank.file import examined
from services.bank.importing import import_statement
from tests import ledgers, statements
from tests.neighbourhood import Neighbourhood

NUMBER = "6222000011119876"


def banked(session: Session, here: Neighbourhood) -> tuple[Book, BankAccount]:
    """The book of 枫园小区 with 10,000 yuan at a bank."""
    book = ledgers.opened(session, here)
    ledgers.posted(session, here, book, ledgers.opening(1_000_000))
    return book, add_bank_account(session, here.wu, purse(session, book).id or 0, "工行", NUMBER)


def purse(session: Session, book: Book) -> Account:
    """The account of the books whose money lies at the bank."""
    wanted = select(Account).where(Account.book_id == book.id, Account.code == ledgers.BANK)
    return session.exec(wanted).one()


def brought(
    session: Session,
    here: Neighbourhood,
    account: BankAccount,
    content: bytes = b"",
    *,
    accept: bool = False,
) -> BankImport:
    """A statement, read and taken in."""
    upload = examined("六月.csv", content or statements.icbc())
    return import_statement(session, here.wu, account.id or 0, upload, accepted=accept)


def lines(session: Session, account: BankAccount) -> list[BankLine]:
    """Its lines, the oldest first."""
    wanted = select(BankLine).where(BankLine.bank_account_id == account.id)
    return sorted(session.exec(wanted), key=lambda line: (line.day, -abs(line.amount_fen), line.id))


def side_of(session: Session, entry: Entry, account: BankAccount) -> int:
    """The id of the entry's line in the account."""
    wanted = select(EntryLine.id).where(
        EntryLine.entry_id == entry.id, EntryLine.account_id == account.account_id
    )
    return session.exec(wanted).one() or 0
