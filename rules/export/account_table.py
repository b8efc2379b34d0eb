"""``accounts.csv``: the accounts in both languages, and what stands in them (科目表)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rules.export.amount import yuan
from rules.export.book import Book, Leaves
from rules.export.column import Column, Table, fen
from rules.export.entry_table import HEAD
from rules.export.line_table import ACCOUNT, FUND, KIND

NAME = Column(
    "name", "string", ("名称", "Name in Chinese"), ("科目名称。", "Name of the account in Chinese.")
)
NAME_EN = Column(
    "name_en",
    "string",
    ("英文名称", "Name in English"),
    ("科目的英文名称。", "Name of the account in English."),
)
LINE_COUNT = Column(
    "lines",
    "integer",
    ("分录数", "Lines"),
    ("计入的分录条数。", "How many lines were counted."),
    "条",
    {"required": True, "minimum": 0},
)
COLUMNS = (
    replace(ACCOUNT, name="code", about=("科目代码。", "Code of the account.")),
    FUND,
    replace(KIND, name="kind"),
    HEAD,
    NAME,
    NAME_EN,
    LINE_COUNT,
    *fen(
        "balance",
        ("余额", "Balance"),
        (
            "全部分录之和：资产为结存，收入为负数（贷方），支出为正数（借方）。",
            "Sum of all its lines: an asset's is what is there; income is below zero (credit), "
            "what was spent above (debit).",
        ),
    ),
)


def _rows(book: Book, leaves: Leaves) -> Iterator[list[Any]]:
    for code, turned in book.balances().items():
        account = book.account(code)
        yield [
            code,
            account.fund,
            account.kind.value,
            account.head,
            account.name,
            account.name_en,
            turned.lines,
            turned.fen,
            yuan(turned.fen),
        ]


ACCOUNTS = Table(
    "accounts",
    ("科目", "Accounts"),
    ("每行一个科目。", "One row an account."),
    COLUMNS,
    ("code",),
    _rows,
)
