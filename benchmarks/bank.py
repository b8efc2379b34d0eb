"""How long a bank statement of 100,000 lines takes to come in (对账单导入基准).

The floor is measured in the same run: the same file read with the csv module, and three of its
columns written in one bulk insert.
"""

import csv
import io
from datetime import date, timedelta

from sqlalchemy import insert
from sqlmodel import Session, func, select

from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import KINDS, NAMES, Houses, folder, houses, live_in
from benchmarks.roll import seconds
from db import session as database
from models.bank import BankAccount, BankImport, BankLine
from models.base import now
from models.ledger import Account, Book
from models.member import Grant, Member, Role
from models.place import PlaceKind
from rules.permission import Visitor
from services.bank.account import add_bank_account
from services.bank.file import examined
from services.bank.importing import import_statement
from services.ledger.opening import open_book
from services.place import plant
from services.trail import HOUSE

LINES, MOST_SECONDS = 100_000, 10
HEADER = "记账日期,记账时间,币别,金额,余额,交易名称,渠道,附言,对方账户名\r\n"


def statement(lines: int = LINES) -> bytes:
    """A statement as the Bank of China exports it: parking fees, every minute or so."""
    rows, balance, first = ["中国银行交易流水明细单\r\n", HEADER], 0, date(2026, 1, 1)
    for n in range(lines):
        balance += (fen := 500 + n % 700)
        day, at = first + timedelta(days=n // 400), f"{n % 24:02}:{n % 60:02}:{n % 59:02}"
        sums = f"{fen / 100:.2f},{balance / 100:.2f}"
        rows.append(f"{day},{at},人民币,{sums},转账,手机银行,停车费,车主{n}\r\n")
    return "".join(rows).encode()


def _settled(session: Session, code: str) -> tuple[Visitor, int]:
    """A compound with books and a bank account: who keeps them, and the account's id."""
    place = plant(session, HOUSE, PlaceKind.COMPOUND, code, code, None)
    keeper = Member(username=code, name=code)
    session.add(keeper)
    session.flush()
    session.add(Grant(member_id=keeper.id or 0, role=Role.COMMITTEE, place_id=place.id or 0))
    session.flush()
    actor = Visitor(keeper.id)
    book: Book = open_book(session, actor, place.id or 0, date(2026, 1, 1))
    wanted = select(Account).where(Account.book_id == book.id)
    purse = session.exec(wanted.where(Account.code == "Assets:Bank:Revenue")).one()
    account: BankAccount = add_bank_account(session, actor, purse.id or 0, "中国银行", "6217000001")
    return actor, account.id or 0


def measure(here: Houses, content: bytes, lines: int) -> Sheet:
    """The import and its floor on one kind of database."""
    live_in(here.new("bank"))
    with database.transaction() as session:
        actor, ours = _settled(session, "minhang")
        _, bare = _settled(session, "floor")

    def floor() -> None:
        read = list(csv.reader(io.StringIO(content.decode())))[2:]
        with database.transaction() as session:
            made = BankImport(
                bank_account_id=bare, filename="x", sha256="0" * 64, layout="boc",
                row_count=0, added_count=0, imported_by=actor.member_id or 0,
            )  # fmt: skip
            session.add(made)
            session.flush()
            known = {
                "bank_account_id": bare, "import_id": made.id, "created_at": now(),
                "summary": "", "set_aside": "",
            }  # fmt: skip
            rows = [
                known | {"serial": str(n), "day": date.fromisoformat(row[0]), "amount_fen": 1}
                for n, row in enumerate(read)
            ]
            session.execute(insert(BankLine), rows)

    def taken() -> None:
        upload = examined("boc.csv", content)
        with database.transaction() as session:
            import_statement(session, actor, ours, upload)

    plain, reading = seconds(floor), seconds(lambda: examined("boc.csv", content))
    first, again = seconds(taken), seconds(taken)
    with database.glance() as session:
        count = select(func.count()).where(BankLine.bank_account_id == ours)
        assert session.exec(count).one() == lines, "a line was lost, or came twice"
    return Sheet(
        f"Importing a bank statement of {lines:,} lines on {NAMES[here.kind]}",
        (
            Figure("read, checked, written", first, "s", plain, most=MOST_SECONDS),
            Figure("of it: reading and checking the file", reading, "s", plain),
            Figure("the same file again, adding nothing", again, "s", plain, most=MOST_SECONDS),
        ),
        ("Floor: the file read with csv, three of its columns written in one bulk insert.",),
    )


def main(kinds: tuple[str, ...] = KINDS, lines: int = LINES) -> list[Sheet]:
    """One database after the other."""
    content = statement(lines)
    sheets = []
    with folder() as where:
        for kind in kinds:
            with houses(kind, where) as here:
                sheets.append(told(measure(here, content, lines)))
    return sheets
