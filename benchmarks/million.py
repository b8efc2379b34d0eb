"""A table of a million rows as somebody would declare it (百万行表): one class, no page of its own.

Whoever imports this file has the table in the house; the generated screen draws it.
"""

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Index, Table
from sqlmodel import Field, Session

from benchmarks.houses import Houses, live_in
from benchmarks.peers import RARE
from db import search
from db import session as database
from models.base import PATH, Extended, described, now
from models.definition import DefinitionKind
from models.member import Grant, Member, Role
from models.place import PlaceKind
from models.screen import Screen
from services.definition.writing import append
from services.place import plant
from services.trail import HOUSE

ROOT = Path(__file__).parent.parent
CACHE = ROOT / "benchmarks" / "output" / "million"
ROWS, COMPOUNDS, PAYERS, CHUNK = 1_000_000, 20, 2_000, 20_000
FIRST_DAY, DAYS = date(2016, 1, 1), 3_640
OFFICER = "qin"


class Kind(StrEnum):
    """What was paid for (收据种类)."""

    DEPOSIT = "deposit"  # 押金, one in a hundred
    SPACE = "space"  # 场地, one in ten
    PARKING = "parking"  # 停车
    ADVERTISING = "advertising"  # 广告


SHARES = {Kind.DEPOSIT: 1, Kind.SPACE: 10, Kind.PARKING: 40, Kind.ADVERTISING: 49}  # percent
PURPOSES = {
    Kind.DEPOSIT: "装修押金",
    Kind.SPACE: "场地占用费",
    Kind.PARKING: "地面停车费",
    Kind.ADVERTISING: "电梯广告费",
}


class Receipt(Extended, table=True):
    """Money that was taken in (收据)."""

    __screen__ = Screen(
        "收据",
        "Receipt",
        "receipt_long",
        title="number",
        listed=("number", "received_on", "payer", "kind", "purpose", "amount_fen", "place_id"),
        search=("number", "payer", "purpose"),
        indexed=True,
        key=("number",),
    )
    __table_args__ = (Index(None, "kind", "received_on"),)

    number: str = Field(max_length=20, unique=True, sa_column_kwargs=described("收据号"))
    place_id: int = Field(foreign_key="place.id", sa_column_kwargs=described("地方"))
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    payer: str = Field(max_length=40, sa_column_kwargs=described("缴款单位"))
    purpose: str = Field(max_length=80, sa_column_kwargs=described("事由"))
    kind: Kind = Field(sa_column_kwargs=described("种类", dimension=True))
    amount_fen: int = Field(
        ge=0, index=True, sa_column_kwargs=described("金额", unit="分", measure=True)
    )
    received_on: date = Field(index=True, sa_column_kwargs=described("收款日期", dimension=True))


TABLE: Table = Receipt.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Kept:
    """A house with the table (样本)."""

    url: str
    file: Path | None  # of SQLite
    officer_id: int


def million(here: Houses, rows: int = ROWS) -> Kept:
    """The house with the table; on SQLite from the disk where it was made before."""
    file = CACHE / f"{rows}-{_fingerprint()}.db"
    if here.kind == "sqlite" and not file.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        for old in CACHE.glob(f"{rows}-*"):  # of tables as they were
            old.unlink()
        url = here.new(f"million_{rows}")
        live_in(url)
        _fill(rows)
        with sqlite3.connect(url.removeprefix("sqlite:///")) as made:
            made.execute("VACUUM INTO ?", (str(file),))
    url = f"sqlite:///{file}" if here.kind == "sqlite" else here.new(f"million_{rows}")
    live_in(url)
    if here.kind != "sqlite":
        _fill(rows)
    return Kept(url, file if here.kind == "sqlite" else None, 1)


def _fingerprint() -> str:
    """Another shape of the tables, of the index, or of this file, makes another one."""
    written = [Path(__file__), *sorted((ROOT / "db" / "migrations" / "versions").glob("*.py"))]
    written += [ROOT / "db" / "search" / name for name in ("gram.py", "searched.py", "index.py")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in written)).hexdigest()[:12]


def _fill(rows: int) -> None:
    with database.transaction() as session:
        TABLE.create(session.connection())
        places = _settle(session)
    for chunk in _chunks(_receipts(rows, places)):
        with database.transaction() as session:
            session.connection().execute(TABLE.insert(), chunk)
    with database.transaction() as session:
        search.rebuild(session, TABLE.name)
    with database.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        verb = "ANALYZE" if connection.dialect.name == "sqlite" else "VACUUM ANALYZE"
        connection.exec_driver_sql(verb)  # as any database does in its first night


def _settle(session: Session) -> list[tuple[int, str]]:
    """A street with its compounds, and an officer of the street who may read the table."""
    street = plant(session, HOUSE, PlaceKind.STREET, "赭麓街道", "zhelu", None)
    made = [
        plant(session, HOUSE, PlaceKind.COMPOUND, f"第 {n} 小区", f"compound-{n}", street)
        for n in range(1, COMPOUNDS + 1)
    ]
    officer = Member(id=1, username=OFFICER, name="秦卫东")
    session.add(officer)
    session.flush()
    session.add(Grant(member_id=1, role=Role.STREET_OFFICER, place_id=street.id or 0))
    rights = [{"tables": [TABLE.name], "actions": ["read", "export", "measure"]}]
    body = {"role": Role.STREET_OFFICER.value, "rights": rights}
    key = f"{Role.STREET_OFFICER.value}.{TABLE.name}"
    append(session, None, DefinitionKind.RIGHT, key, None, body)
    return [(one.id or 0, one.path) for one in made]


def _receipts(rows: int, places: list[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    """Always the same ones for the same number."""
    dice, kinds, at = random.Random(rows), list(SHARES), now()
    payers = [f"江城第{n}商贸有限公司" for n in range(PAYERS)]
    rare = max(1, rows // 27)
    for number in range(1, rows + 1):
        kind = dice.choices(kinds, list(SHARES.values()))[0]
        day = FIRST_DAY + timedelta(days=DAYS * (number - 1) // rows)
        place_id, path = dice.choice(places)
        yield {
            "id": number,
            "created_at": at,
            "number": f"SK{day.year}-{number:07}",
            "place_id": place_id,
            "path": path,
            "payer": f"{RARE}电子有限公司" if number % rare == 0 else dice.choice(payers),
            "purpose": f"{day.year} 年 {day.month} 月{PURPOSES[kind]}",
            "kind": kind,
            "amount_fen": dice.randrange(1_000, 10_000_000),
            "received_on": day,
            "extra": None,
        }


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
