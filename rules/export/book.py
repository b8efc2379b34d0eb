"""What a whole log says, before it is written out line by line (账簿概览).

Everything that leaves the house is derived from the leaves of the log, 0 to n, and from nothing
else: no clock, no table, no setting. So an export at size n is the same, byte for byte, for ever.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from models.ledger import AccountKind
from rules.ledger.period import Span, span_of

Leaf = Mapping[str, Any]
Leaves = Iterable[Leaf]  # may be gone through more than once

MONTHS = 3  # of a period, where the first leaf does not say
PERIODS = (1, 2, 3, 4, 6, 12)  # months
CODE = re.compile(r"[A-Z][a-z]+(:[A-Z0-9][A-Za-z0-9-]*)+")  # of an account


class NotALedger(ValueError):
    """These leaves are not the log of a book (不是账簿日志). Says which leaf, and why."""


@dataclass(frozen=True)
class Account:
    """One account in both languages (科目)."""

    code: str
    kind: AccountKind
    fund: str
    head: str
    name: str
    name_en: str


@dataclass
class Turned:
    """What went through an account (发生额): the sum of its lines in fen, and how many."""

    fen: int = 0
    lines: int = 0

    def add(self, fen: int, lines: int = 1) -> None:
        """One more line."""
        self.fen += fen
        self.lines += lines


@dataclass
class Book:
    """What has to be known of all leaves before the first line is written (账簿)."""

    origin: str
    code: str
    name: str
    opened_on: date
    months: int
    accounts: dict[str, Account]
    size: int = 0
    entry_count: int = 0
    first_day: date | None = None
    last_day: date | None = None
    last_period: int = 0
    turned: dict[tuple[int, str], Turned] = field(default_factory=dict)  # by period and account
    closed: set[int] = field(default_factory=set)  # periods
    reversed_by: dict[int, int] = field(default_factory=dict)
    late_vouchers: dict[int, list[tuple[str, int]]] = field(default_factory=dict)  # by entry
    copies: dict[str, str] = field(default_factory=dict)  # what everybody sees of a voucher

    def account(self, code: str) -> Account:
        """The account with ``code``; one that the log never introduced is like the one above it."""
        found = self.accounts.get(code)
        if found is None:
            above, _, last = code.rpartition(":")
            if not CODE.fullmatch(code) or ":" not in above:
                raise NotALedger(f"no account {code!r}")
            model = self.account(above)
            name, name_en = f"{model.name} {last}", f"{model.name_en} {last}"
            found = self.accounts[code] = replace(model, code=code, name=name, name_en=name_en)
        return found

    def spans(self) -> list[Span]:
        """Every period from the first to the last that has an entry."""
        spans: list[Span] = []
        while len(spans) < self.last_period:
            first = spans[-1].ends_on + timedelta(days=1) if spans else self.opened_on
            spans.append(span_of(self.opened_on, self.months, first))
        return spans

    def balances(self) -> dict[str, Turned]:
        """All that ever went through each account, by code."""
        sums = {code: Turned() for code in sorted(self.accounts)}
        for (_, code), turned in self.turned.items():
            sums[code].add(turned.fen, turned.lines)
        return sums


def book_of(leaves: Leaves) -> Book:
    """Go through all leaves once. Raises ``NotALedger``."""
    numbered = enumerate(leaves)
    book = _opened(next(numbered, (0, {}))[1])
    for index, leaf in numbered:
        try:
            _take(book, leaf)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotALedger(f"leaf {index}: {error!r}") from error
        book.size = index + 1
    return book


def entries(leaves: Leaves) -> Iterator[tuple[int, Leaf]]:
    """The leaves that are entries, each with its place in the log."""
    return ((index, leaf) for index, leaf in enumerate(leaves) if leaf.get("kind") == "entry")


def _opened(leaf: Leaf) -> Book:
    try:
        if leaf["kind"] != "book":
            raise ValueError(leaf["kind"])
        months = int(leaf.get("period_months", MONTHS))
        if months not in PERIODS:
            raise ValueError(f"{months} months")
        accounts = [_account(given) for given in leaf["accounts"]]
        return Book(
            origin=str(leaf["origin"]),
            code=str(leaf["compound"]),
            name=str(leaf.get("name", leaf["compound"])),
            opened_on=date.fromisoformat(leaf["opened_on"]),
            months=months,
            accounts={account.code: account for account in accounts},
            size=1,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotALedger(f"leaf 0 opens no book: {error!r}") from error


def _account(given: Mapping[str, str]) -> Account:
    code = given["code"]
    if not CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no code")
    kind = AccountKind(given["kind"]) if "kind" in given else _kind(code)
    head = given["head"] if "head" in given else _head(code, kind)
    return Account(code, kind, given["fund"], head, given["name"], given["name_en"])


def _kind(code: str) -> AccountKind:
    """What the code alone says."""
    root, _, rest = code.partition(":")
    if root == "Equity":
        return AccountKind.TRANSFER if rest.startswith("Transfer") else AccountKind.EQUITY
    if root == "Expenses":
        return AccountKind.COST if "Cost" in rest.split(":") else AccountKind.EXPENSE
    return {"Assets": AccountKind.ASSET, "Income": AccountKind.INCOME}[root]


def _head(code: str, kind: AccountKind) -> str:
    telling = kind in (AccountKind.INCOME, AccountKind.COST, AccountKind.EXPENSE)
    return code.rpartition(":")[2] if telling else ""


def _take(book: Book, leaf: Leaf) -> None:
    match leaf["kind"]:
        case "entry":
            _take_entry(book, leaf)
        case "account":
            account = _account(leaf["account"])
            book.accounts[account.code] = account
        case "period" if leaf["act"] == "closed":
            book.closed.add(leaf["period"])
        case "period":
            book.closed.discard(leaf["period"])
        case "voucher":
            _take_voucher(book, leaf)


def _take_voucher(book: Book, leaf: Leaf) -> None:
    """A paper that came after its entry, or the copy of one that everybody may see."""
    late = book.late_vouchers.setdefault(int(leaf["entry"]), []) if "entry" in leaf else []
    late += [(str(sha256), book.size) for sha256 in leaf.get("vouchers", ())]
    if "copy" in leaf:
        book.copies[leaf["voucher"]] = str(leaf["copy"])


def _take_entry(book: Book, leaf: Leaf) -> None:
    day, number, period = date.fromisoformat(leaf["day"]), leaf["number"], leaf["period"]
    _must_be_whole(number, period, *(line["fen"] for line in leaf["lines"]))
    if day < book.opened_on or span_of(book.opened_on, book.months, day).number != period:
        raise ValueError(f"{day} is not in period {period}")
    book.entry_count += 1
    book.first_day = min(book.first_day or day, day)
    book.last_day = max(book.last_day or day, day)
    book.last_period = max(book.last_period, period)
    if leaf.get("reverses"):
        _must_be_whole(leaf["reverses"])
        book.reversed_by[leaf["reverses"]] = number
    for line in leaf["lines"]:
        code = book.account(line["account"]).code
        book.turned.setdefault((period, code), Turned()).add(line["fen"])


def _must_be_whole(*numbers: object) -> None:
    for number in numbers:
        if type(number) is not int:
            raise TypeError(f"{number!r} is no whole number")
