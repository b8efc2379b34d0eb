"""Accounts at banks and payment services, each tied to one account of the books (银行账户)."""

import re

from sqlmodel import Session, col, select

from models.bank import BankAccount
from models.ledger import Account, AccountKind, Book
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import one_line
from services.trail import record
from services.visitor import check, the_place

LONGEST_BANK, SHOWN = 60, 4
_NUMBER = re.compile(r"[0-9A-Za-z@._*-]{4,60}")


def add_bank_account(
    session: Session, actor: Visitor, account_id: int, bank: str, number: str
) -> BankAccount:
    """Say at which bank the money of an account of the books lies, and under which number."""
    account = session.get(Account, account_id)
    if account is None:
        raise Refused(N_("There is no such account in the books."))
    book = session.get_one(Book, account.book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.OPEN_BOOK, place)
    _must_hold_money(session, account)
    added = BankAccount(
        book_id=account.book_id,
        account_id=account_id,
        bank=_bank(bank),
        number=(bare := _number(number)),
        shown=bare[-SHOWN:],
    )
    session.add(added)
    session.flush()
    after = {"account": account.code, "bank": added.bank, "shown": added.shown}
    about = f"bank_account:{added.id}"
    record(session, fresh, "bank.account_added", about, place, moves=(Area.LEDGER,), after=after)
    return added


def _must_hold_money(session: Session, account: Account) -> None:
    if account.kind is not AccountKind.ASSET or account.closed_at is not None:
        raise Refused(N_("Only an account that holds money can lie at a bank."))
    taken = select(BankAccount.id).where(BankAccount.account_id == account.id)
    if session.exec(taken).first() is not None:
        raise Refused(N_("“{name}” lies at a bank already."), name=account.name)


def _bank(text: str) -> str:
    bank = one_line(text)
    if not 2 <= len(bank) <= LONGEST_BANK:  # noqa: PLR2004 工行 is two signs
        raise Refused(N_("Say at which bank, in at most {most} signs."), most=LONGEST_BANK)
    return bank


def _number(text: str) -> str:
    bare = re.sub(r"\s", "", text)
    if not _NUMBER.fullmatch(bare):
        raise Refused(N_("“{text}” cannot be an account number."), text=text[:30])
    return bare


def the_bank_account(
    session: Session, bank_account_id: int, *, lock: bool = False
) -> tuple[BankAccount, Book, Place]:
    """A bank account with its book and compound; refused when there is none."""
    found = session.get(
        BankAccount, bank_account_id, with_for_update=lock or None, populate_existing=lock
    )
    if found is None:
        raise Refused(N_("There is no such bank account."))
    book = session.get_one(Book, found.book_id)
    return found, book, the_place(session, book.place_id)


def bank_accounts(session: Session, book_id: int) -> list[BankAccount]:
    """The bank accounts of a book, in the order they were added."""
    found = select(BankAccount).where(BankAccount.book_id == book_id)
    return list(session.exec(found.order_by(col(BankAccount.id))))


def without_bank(session: Session, book_id: int) -> list[Account]:
    """Accounts of the books that hold money at no bank yet."""
    taken = select(BankAccount.account_id).where(BankAccount.book_id == book_id)
    free = select(Account).where(
        Account.book_id == book_id,
        Account.kind == AccountKind.ASSET,
        col(Account.closed_at).is_(None),
        col(Account.id).not_in(taken),
    )
    return list(session.exec(free.order_by(col(Account.code))))
