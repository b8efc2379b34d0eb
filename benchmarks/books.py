"""Books of any size, written straight into the tables (大账簿): ten years, four quarters each.

What the services would take an hour for is inserted in bulk; the sums are kept as posting keeps
them. A finished book is kept on disk, because it takes minutes.
"""

import hashlib
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, insert, select

from benchmarks.houses import Houses, live_in
from db import session as database
from models.base import now
from models.ledger import (
    Account,
    Book,
    Entry,
    EntryKind,
    EntryLine,
    Fund,
    Party,
    PartyKind,
    Period,
    Turnover,
)
from models.member import Member
from models.place import PlaceKind
from rules.ledger.period import span_of
from services.ledger.chart import first_accounts
from services.place import plant
from services.trail import HOUSE

ROOT = Path(__file__).parent.parent
CACHE = ROOT / "benchmarks" / "output" / "books"
OPENED, DAYS, PERIODS = date(2016, 1, 1), 3_640, 40
PARTIES, RARE = 2_000, "恒达电子有限公司"
SHARES = {"G05": 1, "G02": 10, "G01": 39, "G03": 10, "G06": 10, "E04": 20, "E05": 10}  # percent
CHUNK = 20_000


@dataclass(frozen=True)
class Kept:
    """A house with one big book (样本账簿)."""

    url: str
    file: Path | None  # of SQLite
    place_id: int
    path: str
    book_id: int
    entries: int


def book(here: Houses, entries: int) -> Kept:
    """The house with a book of ``entries``; on SQLite from the disk where it was made before."""
    file = CACHE / f"{entries}-{_fingerprint()}.db"
    if here.kind == "sqlite" and not file.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        for old in CACHE.glob(f"{entries}-*"):  # of tables as they were
            old.unlink()
        url = here.new(f"book_{entries}")
        live_in(url)
        _write(entries)
        with sqlite3.connect(url.removeprefix("sqlite:///")) as made:
            made.execute("VACUUM INTO ?", (str(file),))
    url = f"sqlite:///{file}" if here.kind == "sqlite" else here.new(f"book_{entries}")
    live_in(url)
    if here.kind != "sqlite":
        _write(entries)
    with database.glance() as session:
        kept = session.exec(select(Book)).one()
    path = file if here.kind == "sqlite" else None
    return Kept(url, path, kept.place_id, kept.path, kept.id or 0, entries)


def _fingerprint() -> str:
    """Another shape of the tables, or of this file, makes another book."""
    written = [Path(__file__), *sorted((ROOT / "db" / "migrations" / "versions").glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in written)).hexdigest()[:12]


def _write(entries: int) -> None:
    with database.transaction() as session:
        made = _begin(session, entries)
        accounts = {account.code: account.id or 0 for account in _accounts(session, made)}
        periods = _periods(session, made)
        parties = _parties(session, made)
    turned: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    rows = _entries(made, entries, accounts, periods, parties, turned)
    for chunk in _chunks(rows):
        with database.transaction() as session:
            session.execute(insert(Entry), [entry for entry, _lines in chunk])
            session.execute(insert(EntryLine), [line for _entry, lines in chunk for line in lines])
    with database.transaction() as session:
        columns = ("debit_fen", "credit_fen", "line_count")
        sums = [
            {"period_id": period, "account_id": account, "created_at": now()}
            | dict(zip(columns, figures))
            for (period, account), figures in turned.items()
        ]
        session.execute(insert(Turnover), sums)
    with database.engine().connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _begin(session: Session, entries: int) -> Book:
    street = plant(session, HOUSE, PlaceKind.STREET, "赭麓街道", "zhelu", None)
    place = plant(session, HOUSE, PlaceKind.COMPOUND, "闵行某小区", "minhang", street)
    place.households = 1_291
    session.add(Member(username="lin", name="林秀英"))
    made = Book(
        place_id=place.id or 0,
        path=place.path,
        code=place.code,
        origin=f"benchmark/{place.code}",
        opened_on=OPENED,
        entry_count=entries,
        leaf_count=entries + 1,
    )
    session.add_all([place, made])
    session.flush()
    return made


def _accounts(session: Session, made: Book) -> list[Account]:
    accounts = list(first_accounts())
    for account in accounts:
        account.book_id = made.id or 0
    session.add_all(accounts)
    session.flush()
    return accounts


def _periods(session: Session, made: Book) -> list[Period]:
    day, periods = OPENED, []
    for _number in range(PERIODS):
        span = span_of(OPENED, 3, day)
        periods.append(
            Period(
                book_id=made.id or 0,
                number=span.number,
                starts_on=span.starts_on,
                ends_on=span.ends_on,
            )
        )
        day = span.ends_on + timedelta(days=1)
    session.add_all(periods)
    session.flush()
    return periods


def _parties(session: Session, made: Book) -> list[int]:
    """One that is rare, first; then all others."""
    names = [RARE, *(f"江城第{n}商贸有限公司" for n in range(1, PARTIES))]
    parties = [
        Party(book_id=made.id or 0, kind=PartyKind.FIRM, shown=name, mark=name) for name in names
    ]
    session.add_all(parties)
    session.flush()
    return [party.id or 0 for party in parties]


def _entries(
    made: Book,
    entries: int,
    accounts: dict[str, int],
    periods: list[Period],
    parties: list[int],
    turned: dict[tuple[int, int], list[int]],
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each entry with its two lines; always the same ones for the same size."""
    dice, heads, at = random.Random(entries), list(SHARES), now()
    of_day = {p.starts_on: p for p in periods}
    rare = max(1, entries // 27)
    bank = accounts["Assets:Bank:Revenue"]
    for number in range(1, entries + 1):
        head = dice.choices(heads, list(SHARES.values()))[0]
        day = OPENED + timedelta(days=DAYS * (number - 1) // entries)
        period = of_day[span_of(OPENED, 3, day).starts_on].id or 0
        fen = dice.randrange(1_000, 10_000_000)
        comes = head.startswith("G")
        other = accounts[f"Income:{head}" if comes else f"Expenses:{head}"]
        sides = [(bank, fen if comes else -fen), (other, -fen if comes else fen)]
        for account, amount in sides:
            sums = turned[(period, account)]
            sums[0 if amount > 0 else 1] += abs(amount)
            sums[2] += 1
        entry = {
            "id": number, "book_id": made.id, "number": number, "period_id": period,
            "kind": EntryKind.RECEIPT if comes else EntryKind.PAYMENT, "day": day, "head": head,
            "fund": Fund.REVENUE, "amount_fen": fen,
            "party_id": parties[0] if number % rare == 0 else dice.choice(parties[1:]),
            "purpose": f"{day.month} 月第 {number} 笔公共收益往来", "document": f"FP{number:07}",
            "voucher_count": 0, "no_voucher_reason": "", "posted_by": 1, "approved_by": 1,
            "leaf_index": number, "created_at": at,
        }  # fmt: skip
        lines = [
            {"entry_id": number, "position": place, "account_id": account, "period_id": period,
             "amount_fen": amount, "created_at": at}
            for place, (account, amount) in enumerate(sides, 1)
        ]  # fmt: skip
        yield entry, lines


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
