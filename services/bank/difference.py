"""Where the bank and the books do not agree at the end of a period (银行存款余额调节)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.bank import BankAccount, BankLine, BankMatch
from models.ledger import Entry, EntryKind, EntryLine, Period, Turnover
from services.bank.account import bank_accounts
from services.bank.balance import last_word

MOST = 500  # open lines that are named


@dataclass(frozen=True)
class OpenLine:
    """A line that has no partner on the other side (未达账项)."""

    id: int
    day: date
    amount_fen: int
    words: str  # who, and what for; of the bank's side it may name a person
    entry_id: int | None = None  # of the books' side
    number: int | None = None


@dataclass(frozen=True)
class Difference:
    """One bank account beside the books, at a day's end (对账结果)."""

    bank_account_id: int
    bank: str
    shown: str
    day: date
    statement_fen: int | None  # what the bank says; None: it has not said anything
    book_fen: int
    bank_only: list[OpenLine]
    books_only: list[OpenLine]

    @property
    def blocks(self) -> bool:
        """Whether the period cannot be closed like this."""
        return self.statement_fen != self.book_fen

    @property
    def difference_fen(self) -> int:
        """The bank's word less the books'."""
        return (self.statement_fen or 0) - self.book_fen


def differences(session: Session, period: Period) -> list[Difference]:
    """Every bank account of the book at the end of ``period``."""
    accounts = bank_accounts(session, period.book_id)
    return [_at(session, account, period) for account in accounts]


def _at(session: Session, account: BankAccount, period: Period) -> Difference:
    assert account.id is not None
    return Difference(
        bank_account_id=account.id,
        bank=account.bank,
        shown=account.shown,
        day=period.ends_on,
        statement_fen=statement_balance(session, account, period),
        book_fen=book_balance(session, account.account_id, period),
        bank_only=bank_only(session, account.id, period.ends_on),
        books_only=books_only(session, account.account_id, period.ends_on),
    )


def tellers(session: Session, period: Period) -> set[int]:
    """Who told what the banks held at the end of ``period``: somebody else closes it."""
    words = (
        last_word(session, x.id or 0, period.ends_on)
        for x in bank_accounts(session, period.book_id)
    )
    return {word.recorded_by for word in words if word is not None}


def statement_balance(session: Session, account: BankAccount, period: Period) -> int | None:
    """What the bank says for the period's end: its last word in the period, and what followed."""
    assert account.id is not None
    word = last_word(session, account.id, period.ends_on)
    if word is None or word.day < period.starts_on:
        return None
    after = select(func.sum(BankLine.amount_fen)).where(
        BankLine.bank_account_id == account.id,
        col(BankLine.day) > word.day,
        col(BankLine.day) <= period.ends_on,
        BankLine.set_aside == "",
    )
    return word.balance_fen + int(session.exec(after).one() or 0)


def book_balance(session: Session, account_id: int, period: Period) -> int:
    """What the books say an account holds at the end of ``period``."""
    moved = (
        select(func.sum(Turnover.debit_fen), func.sum(Turnover.credit_fen))
        .join(Period, col(Period.id) == col(Turnover.period_id))
        .where(
            Turnover.account_id == account_id,
            Period.book_id == period.book_id,
            col(Period.number) <= period.number,
        )
    )
    debit, credit = session.exec(moved).one()
    return int(debit or 0) - int(credit or 0)


def bank_only(session: Session, bank_account_id: int, until: date) -> list[OpenLine]:
    """Lines of the bank that no entry answers and nobody has set aside."""
    matched = select(BankMatch.id).where(BankMatch.bank_line_id == BankLine.id)
    lines = (
        select(BankLine)
        .where(
            BankLine.bank_account_id == bank_account_id,
            col(BankLine.day) <= until,
            BankLine.set_aside == "",
            ~matched.exists(),
        )
        .order_by(col(BankLine.day), col(BankLine.id))
        .limit(MOST)
    )
    return [
        OpenLine(x.id or 0, x.day, x.amount_fen, " · ".join(filter(None, (x.summary, x.party))))
        for x in session.exec(lines)
    ]


def books_only(session: Session, account_id: int, until: date) -> list[OpenLine]:
    """Lines of the books that the bank does not know.

    What was there at the opening needs no line of the bank; an entry and its reversal, both
    unknown to the bank, make up for each other.
    """
    matched = select(BankMatch.id).where(BankMatch.entry_line_id == EntryLine.id)
    lines = (
        select(EntryLine, Entry)
        .join(Entry, col(Entry.id) == col(EntryLine.entry_id))
        .where(
            EntryLine.account_id == account_id,
            col(Entry.day) <= until,
            Entry.kind != EntryKind.OPENING,
            ~matched.exists(),
        )
        .order_by(col(Entry.day), col(EntryLine.id))
        .limit(MOST)
    )
    found = [(line, entry) for line, entry in session.exec(lines)]
    alone = {entry.id for _, entry in found}
    taken_back = {entry.reverses_id for _, entry in found} & alone
    return [
        OpenLine(line.id or 0, entry.day, line.amount_fen, entry.purpose, entry.id, entry.number)
        for line, entry in found
        if entry.id not in taken_back and entry.reverses_id not in taken_back
    ]
