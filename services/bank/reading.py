"""The bank as its page shows it (银行对账读取)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.bank import BankAccount, BankImport, BankLine, BankMatch
from models.ledger import Account, Entry, EntryLine, Party, Period
from rules.bank.match import Pair, Side, suggestions
from services.bank.difference import Difference, differences

NEWEST = 50
MOST = 3_000  # open lines of either side that are held against each other


@dataclass(frozen=True)
class Suggestion:
    """Two lines that seem to be the same money, in words (勾对建议)."""

    pair: Pair
    day: date
    amount_fen: int
    bank_words: str
    book_words: str
    book_day: date
    entry_id: int
    number: int


def periods(session: Session, book_id: int) -> list[Period]:
    """The periods of a book, the newest first."""
    found = select(Period).where(Period.book_id == book_id)
    return list(session.exec(found.order_by(col(Period.number).desc())))


def imports(session: Session, bank_account_id: int) -> list[BankImport]:
    """The newest files that brought something."""
    found = select(BankImport).where(BankImport.bank_account_id == bank_account_id)
    return list(session.exec(found.order_by(col(BankImport.id).desc()).limit(NEWEST)))


def at_the_end(session: Session, period_id: int) -> list[Difference]:
    """Every bank account of a book at the end of a period."""
    return differences(session, session.get_one(Period, period_id))


def bank_line(session: Session, bank_line_id: int) -> BankLine | None:
    """One line of a statement."""
    return session.get(BankLine, bank_line_id)


def suggested(session: Session, bank_account_id: int, until: date) -> list[Suggestion]:
    """Which open lines seem to be the same money, the sure ones first."""
    account = session.get_one(BankAccount, bank_account_id)
    bank = {row.id or 0: row for row in _open_bank(session, bank_account_id, until)}
    books = {line.id or 0: (line, entry, who) for line, entry, who in _open_books(session, account)}
    pairs = suggestions(
        [Side(n, x.day, x.amount_fen, _words(x)) for n, x in bank.items()],
        [
            Side(n, entry.day, line.amount_fen, f"{who or ''} {entry.purpose} {entry.document}")
            for n, (line, entry, who) in books.items()
        ],
    )
    found = [_suggestion(pair, bank[pair.bank_id], *books[pair.book_id]) for pair in pairs]
    return sorted(found, key=lambda s: (not s.pair.sure, s.day, s.pair.bank_id))


def _words(line: BankLine) -> str:
    return " · ".join(filter(None, (line.party, line.summary)))


def _suggestion(
    pair: Pair, line: BankLine, other: EntryLine, entry: Entry, who: str | None
) -> Suggestion:
    words = " · ".join(filter(None, (who, entry.purpose)))
    days = (line.day, line.amount_fen, _words(line), words, entry.day)
    return Suggestion(pair, *days, entry.id or 0, entry.number)


def _open_bank(session: Session, bank_account_id: int, until: date) -> list[BankLine]:
    matched = select(BankMatch.id).where(BankMatch.bank_line_id == BankLine.id)
    lines = select(BankLine).where(
        BankLine.bank_account_id == bank_account_id,
        col(BankLine.day) <= until,
        BankLine.set_aside == "",
        ~matched.exists(),
    )
    return list(session.exec(lines.order_by(col(BankLine.day), col(BankLine.id)).limit(MOST)))


def _open_books(
    session: Session, account: BankAccount
) -> list[tuple[EntryLine, Entry, str | None]]:
    matched = select(BankMatch.id).where(BankMatch.entry_line_id == EntryLine.id)
    lines = (
        select(EntryLine, Entry, Party.shown)
        .join(Entry, col(Entry.id) == col(EntryLine.entry_id))
        .outerjoin(Party, col(Party.id) == col(Entry.party_id))
        .where(EntryLine.account_id == account.account_id, ~matched.exists())
        .order_by(col(EntryLine.id).desc())
        .limit(MOST)
    )
    return [(line, entry, who) for line, entry, who in session.exec(lines)]


def set_aside_lines(session: Session, bank_account_id: int) -> list[BankLine]:
    """The newest lines that stand alone for a reason."""
    lines = select(BankLine).where(
        BankLine.bank_account_id == bank_account_id, BankLine.set_aside != ""
    )
    return list(session.exec(lines.order_by(col(BankLine.day).desc()).limit(NEWEST)))


def matched_lines(session: Session, bank_account_id: int) -> list[tuple[BankLine, Entry]]:
    """The newest lines that were matched, with their entries."""
    lines = (
        select(BankLine, Entry)
        .join(BankMatch, col(BankMatch.bank_line_id) == col(BankLine.id))
        .join(EntryLine, col(EntryLine.id) == col(BankMatch.entry_line_id))
        .join(Entry, col(Entry.id) == col(EntryLine.entry_id))
        .where(BankLine.bank_account_id == bank_account_id)
    )
    return [(a, b) for a, b in session.exec(lines.order_by(col(BankMatch.id).desc()).limit(NEWEST))]


def line_counts(session: Session, bank_account_id: int) -> tuple[int, int]:
    """How many lines of the bank there are, and how many of them are matched."""
    lines = select(func.count()).where(BankLine.bank_account_id == bank_account_id)
    matched = (
        select(func.count())
        .select_from(BankMatch)
        .join(BankLine, col(BankLine.id) == col(BankMatch.bank_line_id))
        .where(BankLine.bank_account_id == bank_account_id)
    )
    return int(session.exec(lines).one()), int(session.exec(matched).one())


def books_account(session: Session, bank_account_id: int) -> Account:
    """The account of the books whose money lies in a bank account."""
    account = session.get_one(BankAccount, bank_account_id)
    return session.get_one(Account, account.account_id)
