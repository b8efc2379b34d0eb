"""Whether the leaves of a log add up to sound books (账目核对), whoever signed them.

A signature says that nothing was changed, not that it was right. So whoever checks an export goes
through the arithmetic too: entries balance, numbers have no gap, nothing enters a closed period,
reversals mirror what they take back, and posted statements equal the entries.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from models.ledger import EntryKind
from models.log import LeafKind
from rules.calendar import day_of
from rules.ledger.entry import Line, approvals_needed
from rules.ledger.period import span_of
from rules.log.note import Malformed, Verifier, verifier
from rules.log.rotation import rotated
from rules.log.stamp import unstamped

Leaf = Mapping[str, Any]
Sides = tuple[tuple[str, int], ...]

VERSION = 1
MOST_BACK = timedelta(days=1)  # how far a machine's clock may be set back
TWO = 2
PERIODS = (1, 2, 3, 4, 6, 12)  # months
_MEMBER = re.compile(r"member:[1-9][0-9]{0,17}")


@dataclass
class Sums:
    """What the leaves so far come to (累计)."""

    size: int = 0
    entry_count: int = 0
    origin: str = ""
    opened_on: date = date.max
    months: int = 3
    keys: list[tuple[int, Verifier]] = field(default_factory=list)  # each from which size on
    funds: dict[str, str] = field(default_factory=dict)  # of each account
    kinds: dict[str, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    sides: dict[int, Sides] = field(default_factory=dict)  # of every entry, by number
    reversed_by: dict[int, int] = field(default_factory=dict)
    turned: defaultdict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    papers: set[str] = field(default_factory=set)  # SHA-256 of every voucher and public copy
    latest: datetime | None = None

    def take(self, leaf: Leaf) -> Iterator[str]:
        """Go on with the next leaf; what is wrong with it, in sentences."""
        try:
            yield from self._moment(leaf)
            yield from self._taken(leaf)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as wrong:
            yield f"cannot be understood ({type(wrong).__name__}: {wrong})"
        self.size += 1

    def key_at(self, size: int) -> Verifier | None:
        """The key in service at ``size``, as the log itself tells it."""
        serving = [key for start, key in self.keys if start <= size]
        return serving[-1] if serving else None

    def _moment(self, leaf: Leaf) -> Iterator[str]:
        moment = unstamped(leaf["posted_at"])
        if leaf["v"] != VERSION:
            yield "is of a version that this program does not know"
        if self.latest is not None and moment < self.latest - MOST_BACK:
            yield "was written before the entries above it: it is backdated or moved"
        self.latest = max(moment, self.latest or moment)

    def _taken(self, leaf: Leaf) -> Iterator[str]:
        kind = LeafKind(leaf["kind"])
        if (kind is LeafKind.BOOK) != (self.size == 0):
            yield "opens a book in the wrong place"
            return
        takers: dict[LeafKind, Callable[[Leaf], Iterator[str]]] = {
            LeafKind.BOOK: self._book,
            LeafKind.ACCOUNT: self._account,
            LeafKind.ENTRY: self._entry,
            LeafKind.VOUCHER: self._voucher,
            LeafKind.PERIOD: self._period,
            LeafKind.STATEMENT: self._statement,
            LeafKind.KEY: self._key,
        }
        yield from takers[kind](leaf)

    def _book(self, leaf: Leaf) -> Iterator[str]:
        self.origin = str(leaf["origin"])
        self.opened_on = date.fromisoformat(leaf["opened_on"])
        if leaf["period_months"] not in PERIODS:
            raise ValueError("no length of a period")
        self.months = leaf["period_months"]
        for account in leaf["accounts"]:
            self._open(account)
        key = verifier(leaf["key"])
        self.keys.append((0, key))
        if key.name != self.origin:
            yield "names a key of another book"

    def _account(self, leaf: Leaf) -> Iterator[str]:
        account = leaf["account"]
        if account["code"] in self.funds:
            yield f"opens the account {account['code']} again"
        self._open(account)

    def _open(self, account: Leaf) -> None:
        self.funds[account["code"]] = account["fund"]
        self.kinds[account["code"]] = account["kind"]

    def _key(self, leaf: Leaf) -> Iterator[str]:
        old = self.key_at(self.size)
        try:
            if old is None:
                raise Malformed("no key before it")
            self.keys.append((self.size + 1, rotated(leaf, self.origin, self.size, old)))
        except Malformed:
            yield "changes the key without the signature of the old one"

    def _voucher(self, leaf: Leaf) -> Iterator[str]:
        self.papers.update(leaf.get("vouchers", ()))
        self.papers.update(str(leaf[name]) for name in ("voucher", "copy") if name in leaf)
        named = [leaf["entry"]] if "entry" in leaf else list(leaf.get("entries", ()))
        if unknown := [number for number in named if number not in self.sides]:
            yield f"brings a paper for entry {unknown[0]}, which is not there"

    def _period(self, leaf: Leaf) -> Iterator[str]:
        number, act = leaf["period"], leaf["act"]
        if act == "closed" and number not in self.closed:
            self.closed.add(number)
        elif act == "reopened" and number in self.closed:
            self.closed.remove(number)
            if len(set(leaf["by"])) < TWO:
                yield f"reopens period {number} on the word of one person"
        else:
            yield f"closes or reopens period {number} out of turn"

    def _entry(self, leaf: Leaf) -> Iterator[str]:
        number, kind, period = leaf["number"], EntryKind(leaf["entry"]), leaf["period"]
        sides = tuple((str(line["account"]), _fen(line["fen"])) for line in leaf["lines"])
        self.entry_count += 1
        if number != self.entry_count:
            yield f"is entry {number} where entry {self.entry_count} was to come"
        yield from self._balance(sides)
        yield from self._dated(leaf, period)
        yield from _approved(leaf, kind, sides)
        yield from self._reversal(leaf, kind, sides)
        self.sides[number] = sides
        self.papers.update(leaf.get("vouchers", ()))
        for account, fen in sides:
            self.turned[period][account] = self.turned[period].get(account, 0) + fen

    def _balance(self, sides: Sides) -> Iterator[str]:
        sums: dict[str, int] = {}
        for account, fen in sides:
            if account not in self.funds:
                yield f"uses the account {account}, which was never opened"
            fund = self.funds.get(account, "")
            sums[fund] = sums.get(fund, 0) + fen
        if any(sums.values()) or len(sides) < TWO:
            yield "does not balance"

    def _dated(self, leaf: Leaf, period: int) -> Iterator[str]:
        day = date.fromisoformat(leaf["day"])
        if day.isoformat() != leaf["day"]:
            raise ValueError("not a day as days are written")
        if day < self.opened_on or span_of(self.opened_on, self.months, day).number != period:
            yield f"is dated {day}, which is not in its period"
        if day > day_of(unstamped(leaf["posted_at"])):
            yield f"is dated {day}, after the day on which it was written"
        if period in self.closed:
            yield f"enters period {period}, which was closed: it is backdated"

    def _reversal(self, leaf: Leaf, kind: EntryKind, sides: Sides) -> Iterator[str]:
        taken_back = leaf.get("reverses")
        if (kind is EntryKind.REVERSAL) != (taken_back is not None):
            yield "is a reversal of nothing, or reverses without saying so"
        if taken_back is None:
            return
        original = self.sides.get(taken_back)
        mirrored = sorted((account, -fen) for account, fen in original or ())
        if original is None or mirrored != sorted(sides):
            yield f"does not take back what entry {taken_back} says"
        if taken_back in self.reversed_by:
            yield f"takes back entry {taken_back} a second time"
        self.reversed_by[taken_back] = leaf["number"]

    def _statement(self, leaf: Leaf) -> Iterator[str]:
        period = leaf["period"]
        if period not in self.closed:
            yield f"posts the accounts of period {period}, which is not closed"
        for fund in leaf["funds"]:
            if fund != self._posted(fund["fund"], period):
                yield f"posts sums for period {period} that are not those of its entries"

    def _posted(self, fund: str, period: int) -> dict[str, object]:
        """What the accounts of a period say about a fund, from the entries alone."""
        return {
            "fund": fund,
            "opening_fen": self._sum(fund, "asset", range(1, period))
            - self._sum(fund, "equity", [period]),
            "income_fen": -self._sum(fund, "income", [period]),
            "cost_fen": self._sum(fund, "cost", [period]),
            "expense_fen": self._sum(fund, "expense", [period]),
            "moved_fen": -self._sum(fund, "transfer", [period]),
            "closing_fen": self._sum(fund, "asset", range(1, period + 1)),
        }

    def _sum(self, fund: str, kind: str, periods: Iterable[int]) -> int:
        """What the accounts of one kind in a fund came to over some periods."""
        return sum(
            fen
            for period in periods
            for code, fen in self.turned.get(period, {}).items()
            if self.funds.get(code) == fund and self.kinds.get(code) == kind
        )


def _fen(given: object) -> int:
    if type(given) is not int:
        raise TypeError("no sum of money")
    return given


def _approved(leaf: Leaf, kind: EntryKind, sides: Sides) -> Iterator[str]:
    named = [leaf["posted_by"], *leaf["approved_by"]]
    if not all(_MEMBER.fullmatch(member) for member in named):
        raise ValueError("not members")
    needed = approvals_needed(kind, (Line(account, fen) for account, fen in sides))
    if len(named) - 1 < needed or len(set(named)) < len(named):
        yield "was not approved by enough other persons"
