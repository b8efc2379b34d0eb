"""The bank's own statement beside the books of the year (演示银行对账)."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.session import transaction
from models.bank import BankAccount
from models.ledger import Account, Entry, EntryKind, EntryLine, Party
from rules.spreadsheet import defused_row
from seeds.treasury import BANK, Treasury
from services.bank.account import add_bank_account
from services.bank.file import examined
from services.bank.importing import import_statement
from services.bank.matching import match_lines
from services.bank.reading import suggested

AT = "江城银行"
NUMBER = "6200000000003116"  # nobody's
COLUMNS = {
    "day": "记账日期",
    "amount": "金额",
    "balance": "账户余额",
    "number": "流水号",
    "summary": "摘要",
    "party": "对方户名",
}


@dataclass(frozen=True)
class Moved:
    """One line of the bank (银行流水)."""

    day: date
    fen: int
    summary: str
    party: str


def reconcile(books: Treasury, on: date, until: date) -> None:
    """After the slip of the lockers the committee holds the books against the bank.

    The bank never saw what was written down wrongly and taken back.
    """
    wu, lin = books.town.people["wu"], books.town.people["lin"]
    with books.town.at(books.ago(on), 9), transaction() as session:
        purse = session.exec(
            select(Account).where(Account.book_id == books.book_id, Account.code == BANK)
        ).one()
        account = add_bank_account(session, lin, purse.id or 0, AT, NUMBER)
        opening, moved = _seen_by_the_bank(session, account, until)
        mapping = json.dumps(COLUMNS, ensure_ascii=False)
        upload = examined("江城银行对账单.csv", _statement(opening, moved), mapping)
        import_statement(session, wu, account.id or 0, upload, accepted=True, mapping=mapping)
        pairs = [
            (s.pair.bank_id, s.pair.book_id) for s in suggested(session, account.id or 0, until)
        ]
        match_lines(session, wu, account.id or 0, pairs)


def _seen_by_the_bank(
    session: Session, account: BankAccount, until: date
) -> tuple[int, list[Moved]]:
    rows = session.exec(
        select(EntryLine, Entry, Party.shown)
        .join(Entry, col(Entry.id) == col(EntryLine.entry_id))
        .outerjoin(Party, col(Party.id) == col(Entry.party_id))
        .where(EntryLine.account_id == account.account_id, col(Entry.day) <= until)
        .order_by(col(Entry.day), col(EntryLine.id))
    ).all()
    undone = {entry.reverses_id for _, entry, _ in rows if entry.reverses_id}
    never = undone | {entry.id for _, entry, _ in rows if entry.reverses_id}
    opening = sum(line.amount_fen for line, e, _ in rows if e.kind is EntryKind.OPENING)
    moved = [
        Moved(entry.day, line.amount_fen, entry.purpose, who or "")
        for line, entry, who in rows
        if entry.kind is not EntryKind.OPENING and entry.id not in never
    ]
    return opening, moved


def _statement(opening: int, moved: list[Moved]) -> bytes:
    """What the bank hands out: a row for each movement, with the balance after it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS.values())
    balance = opening
    for number, line in enumerate(moved, 1):
        balance += line.fen
        cells = (line.day.isoformat(), _yuan(line.fen), _yuan(balance), f"JC{number:06}")
        writer.writerow([*cells, *defused_row([line.summary, line.party])])
    return out.getvalue().encode()


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"
