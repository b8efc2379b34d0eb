"""The accounts of a book: what ships, and what a council adds (科目)."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.ledger import Account, AccountKind, Fund
from models.log import LeafKind
from models.revision import Area
from rules.ledger.entry import Chart, Facts
from rules.ledger.leaf import account_body
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import one_line
from services.book import the_book
from services.log import tree
from services.trail import record
from services.visitor import check, the_place

SHIPPED = Path(__file__).with_name("shipped") / "categories.json"
FUNDS = {
    Fund.REVENUE: ("Revenue", "公共收益", "Public revenue"),
    Fund.MAINTENANCE: ("Maintenance", "维修资金", "Maintenance fund"),
    Fund.HELD: ("Held", "物业代管", "Held by the manager"),
}
KIND_OF = {"income": AccountKind.INCOME, "expense": AccountKind.EXPENSE}
LONGEST_NAME = 60


@cache
def shipped() -> dict[str, list[dict[str, str]]]:
    """The heads of income and of what is spent, with their sources (类别)."""
    found: dict[str, list[dict[str, str]]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return found


def heads() -> dict[str, tuple[str, str]]:
    """The name of every head in Chinese and English."""
    return {h["code"]: (h["name"], h["name_en"]) for part in shipped().values() for h in part}


def first_accounts() -> Iterator[Account]:
    """The accounts that every new book has; ``book_id`` is still to be given."""
    for fund, (word, name, name_en) in FUNDS.items():
        yield _made(fund, AccountKind.ASSET, f"Assets:Bank:{word}", f"{name}银行账户", name_en)
        equity, moved = f"Equity:Opening:{word}", f"Equity:Transfer:{word}"
        yield _made(fund, AccountKind.EQUITY, equity, f"{name}期初结存", f"{name_en}: opening")
        yield _made(fund, AccountKind.TRANSFER, moved, f"{name}划转", f"{name_en}: transfers")
    cash = "Assets:Cash:Revenue"
    yield _made(Fund.REVENUE, AccountKind.ASSET, cash, "公共收益备用金", "Petty cash")
    for head in shipped()["income"]:
        yield from _income(head, Fund.REVENUE, "")
        yield from _income(head, Fund.HELD, "Held:")
    for head in shipped()["expense"]:
        yield _headed(head, Fund.REVENUE, AccountKind.EXPENSE, f"Expenses:{head['code']}")
    for head in shipped()["maintenance"]:
        kind = KIND_OF[head["kind"]]
        word = "Income" if kind is AccountKind.INCOME else "Expenses"
        yield _headed(head, Fund.MAINTENANCE, kind, f"{word}:{head['code']}")


def _income(head: dict[str, str], fund: Fund, word: str) -> Iterator[Account]:
    """What a head brings in, and what that costs, apart: Civil Code 282."""
    yield _headed(head, fund, AccountKind.INCOME, f"Income:{word}{head['code']}")
    cost = {
        "code": head["code"],
        "name": f"{head['name']}（成本）",
        "name_en": f"{head['name_en']}: cost",
    }
    yield _headed(cost, fund, AccountKind.COST, f"Expenses:{word}Cost:{head['code']}")


def _headed(head: dict[str, str], fund: Fund, kind: AccountKind, code: str) -> Account:
    made = _made(fund, kind, code, head["name"], head["name_en"])
    made.head = head["code"]
    return made


def _made(fund: Fund, kind: AccountKind, code: str, name: str, name_en: str) -> Account:
    return Account(book_id=0, fund=fund, kind=kind, code=code, name=name, name_en=name_en)


def accounts(session: Session, book_id: int) -> list[Account]:
    """The accounts of a book, by code."""
    wanted = select(Account).where(Account.book_id == book_id)
    return list(session.exec(wanted.order_by(col(Account.code))))


def chart(session: Session, book_id: int) -> Chart:
    """The accounts as the rules ask for them."""
    return Chart(
        {
            account.code: Facts(account.kind, account.fund, account.head, account.closed_at is None)
            for account in accounts(session, book_id)
        }
    )


def add_account(
    session: Session,
    actor: Visitor,
    book_id: int,
    beside: str,
    name: str,
    name_en: str = "",
) -> Account:
    """One more account of the same fund, kind and head as the one with the code ``beside``."""
    book = the_book(session, book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.OPEN_BOOK, place)
    kept = accounts(session, book_id)
    model = next((account for account in kept if account.code == beside), None)
    name, name_en = one_line(name), one_line(name_en)
    if model is None or not 1 <= len(name) <= LONGEST_NAME or len(name_en) > LONGEST_NAME:
        raise Refused(N_("Say beside which account it stands, and what it is called."))
    if name in {account.name for account in kept}:
        raise Refused(N_("An account of this name is there already."))
    siblings = sum(account.code.startswith(f"{beside}:") for account in kept)
    made = _made(model.fund, model.kind, f"{beside}:{siblings + 1:02d}", name, name_en or name)
    made.book_id, made.head = book_id, model.head
    session.add(made)
    session.flush()
    tree.append(session, book, LeafKind.ACCOUNT, {"account": account_body(made)})
    after: dict[str, Any] = {"code": made.code, "name": name}
    about = f"account:{made.id}"
    record(session, fresh, "account.opened", about, place, moves=(Area.LEDGER,), after=after)
    return made


def close_account(session: Session, actor: Visitor, account_id: int) -> Account:
    """No new entry may use this account; what stands in it stays."""
    account = session.get(Account, account_id)
    if account is None:
        raise Refused(N_("There is no such account."))
    book = the_book(session, account.book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.OPEN_BOOK, place)
    account.closed_at = now()
    session.add(account)
    about = f"account:{account_id}"
    after = {"code": account.code, "name": account.name}
    record(session, fresh, "account.retired", about, place, moves=(Area.LEDGER,), after=after)
    return account
