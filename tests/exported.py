"""Logs made by hand, for the tests of what leaves the house (日志样本)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from random import Random
from typing import Any

from models.ledger import EntryKind
from rules.ledger.leaf import Posting, account_body, book_body, entry_body
from rules.ledger.period import span_of
from services.ledger.chart import first_accounts

OPENED = date(2025, 1, 1)
POSTED = datetime(2026, 6, 1, 4, tzinfo=UTC)
BANK, CASH = "Assets:Bank:Revenue", "Assets:Cash:Revenue"
FUND = "Assets:Bank:Maintenance"

HOSTILE = (
    '说"不"\\',
    "两行\n第二行\r\n第三行",
    '=HYPERLINK("http://x","点我")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "'=已经有引号",
    "''@两个引号",
    "＝１＋１",
    "<script>alert(1)</script>&amp;<b>粗</b>",
    "; 2026-01-01 open Assets:Evil",
    '"\n2026-01-01 open Assets:Evil CNY\n"',
    "逗号, 分号; 制表\t 竖线|",
    "𠮷野家 👩‍👩‍👧 \u2028 行分隔",
    "{{7*7}} ${x} %s",
    "_x000D_",
)


def first_leaf(months: int = 3) -> dict[str, Any]:
    """A book with the accounts that ship."""
    accounts = [account_body(account) for account in first_accounts()]
    body = book_body("gonggongshouyi/fengyuan", "fengyuan", "枫园小区", OPENED, months)
    return body | {"v": 1, "kind": "book", "accounts": accounts}


@dataclass
class Log:
    """The leaves so far, and how one more entry is added (日志)."""

    leaves: list[dict[str, Any]] = field(default_factory=lambda: [first_leaf()])
    entry_count: int = 0

    def enter(self, kind: EntryKind, *lines: tuple[str, int], **said: Any) -> dict[str, Any]:
        """One more entry; ``said`` replaces what an ordinary one says."""
        self.entry_count += 1
        day = said.pop("day", OPENED)
        ordinary: dict[str, Any] = {
            "number": self.entry_count,
            "period": span_of(OPENED, self.leaves[0]["period_months"], day).number,
            "kind": kind.value,
            "day": day,
            "head": next((code[-3:] for code, _ in lines if code[-3:-2] in "GEM"), ""),
            "lines": lines,
            "party": {"firm": "易停车公司"},
            "purpose": "六月停车费",
            "document": "",
            "vouchers": (),
            "no_voucher": "",
            "bindings": {},
            "reverses": None,
            "posted_by": 8,
            "approved_by": (6, 7),
            "posted_at": POSTED,
        }
        leaf = entry_body(Posting(**ordinary | said)) | {"v": 1, "kind": "entry"}
        self.leaves.append(leaf)
        return leaf

    def add(self, kind: str, **body: Any) -> None:
        """A leaf that is no entry."""
        self.leaves.append({"v": 1, "kind": kind, **body})


def digest(text: str) -> str:
    """A SHA-256 for where a voucher would be."""
    return sha256(text.encode()).hexdigest()


def a_year() -> Log:
    """Every kind of entry and leaf, in three funds, with hostile texts throughout."""
    log = Log()
    log.enter(EntryKind.OPENING, (BANK, 5_000_000), ("Equity:Opening:Revenue", -5_000_000))
    for number, text in enumerate(HOSTILE):
        day = OPENED + timedelta(days=20 * number)
        fen = 10_001 + number * 7
        log.enter(
            EntryKind.RECEIPT,
            (BANK, fen),
            ("Income:G01", -fen),
            day=day,
            purpose=text,
            party={"firm": text},
            document=text[:60],
            no_voucher=text,
            bindings={"contract": text},
        )
    log.enter(
        EntryKind.PAYMENT,
        ("Expenses:E04", 300_05),
        (BANK, -300_05),
        day=date(2025, 7, 3),
        party={"person": digest("盐张三")},
        vouchers=(digest("发票"), digest("照片")),
        bindings={"spending": 4},
    )
    log.add("voucher", entry=log.entry_count, vouchers=[digest("事后补")])
    log.add("voucher", entries=[log.entry_count], voucher=digest("发票"), copy=digest("副本"))
    log.add("account", account=_other_account())
    log.enter(EntryKind.PAYMENT, ("Expenses:Cost:G01:01", 5), (BANK, -5), day=date(2025, 7, 4))
    log.enter(
        EntryKind.TRANSFER,
        *((BANK, -9_00), ("Equity:Transfer:Revenue", 9_00)),
        *((FUND, 9_00), ("Equity:Transfer:Maintenance", -9_00)),
        day=date(2025, 8, 1),
        party=None,
    )
    log.enter(
        EntryKind.REVERSAL,
        *((BANK, -10_001), ("Income:G01", 10_001)),
        day=date(2026, 2, 1),
        reverses=2,
    )
    for act in ("closed", "reopened", "closed"):
        log.add("period", period=1, act=act, by=["member:8"])
    log.add("period", period=2, act="closed", by=["member:8"])
    log.add("period", period=2, act="reopened", by=["member:8", "member:9"])
    log.add("statement", period=1)
    return log


def _other_account() -> dict[str, str]:
    return {
        "code": "Expenses:Cost:G01:01",
        "fund": "revenue",
        "kind": "cost",
        "head": "G01",
        "name": '=道闸"电费"',
        "name_en": "Power of the gate",
    }


def random_log(seed: int, entries: int) -> Log:
    """A log of as many entries, by chance: receipts, payments, transfers and reversals."""
    chance, log, taken_back = Random(seed), Log(), set[int]()
    for step in range(entries):
        fen, day = chance.randint(1, 10**9), OPENED + timedelta(days=step // 3)
        kind = chance.choice(["receipt", "payment", "move", "split", "reversal"])
        text = chance.choice(HOSTILE)
        said: dict[str, Any] = {"day": day, "purpose": text}
        match kind:
            case "payment":
                head = chance.choice(["Expenses:E04", "Expenses:Cost:G02", "Expenses:E09"])
                log.enter(EntryKind.PAYMENT, (head, fen), (BANK, -fen), **said)
            case "move":
                log.enter(EntryKind.TRANSFER, (CASH, fen), (BANK, -fen), **said)
            case "split":
                cuts = sorted({0, fen, *(chance.randint(0, fen) for _ in range(2))})
                codes = [BANK, CASH, "Assets:Bank:Held"][: len(cuts) - 1]
                parts = [(code, high - low) for code, (low, high) in zip(codes, pairwise(cuts))]
                income = [(_income_of(code), -part) for code, part in parts]
                log.enter(EntryKind.RECEIPT, *_merged([*parts, *income]), **said)
            case "reversal" if back := _entry_to_take_back(log, taken_back):
                lines = [(line["account"], -line["fen"]) for line in back["lines"]]
                taken_back.add(back["number"])
                log.enter(EntryKind.REVERSAL, *lines, reverses=back["number"], **said)
            case _:
                head = chance.choice(["Income:G01", "Income:G02", "Income:G08"])
                log.enter(EntryKind.RECEIPT, (BANK, fen), (head, -fen), **said)
    return log


def _income_of(asset: str) -> str:
    return "Income:Held:G01" if asset.endswith("Held") else "Income:G01"


def _merged(lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
    codes = dict.fromkeys(code for code, _ in lines)
    return [(code, sum(fen for other, fen in lines if other == code)) for code in codes]


def _entry_to_take_back(log: Log, taken_back: set[int]) -> dict[str, Any] | None:
    fit = (
        leaf
        for leaf in reversed(log.leaves)
        if leaf["kind"] == "entry"
        and leaf["entry"] != "reversal"
        and leaf["number"] not in taken_back
    )
    return next(fit, None)
