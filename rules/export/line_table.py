"""``lines.csv``: both sides of every entry (分录表)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from models.ledger import AccountKind, Fund
from rules.export.amount import yuan
from rules.export.book import Book, Leaves, entries
from rules.export.column import Column, Table, fen
from rules.export.entry_table import DAY, HEAD, NUMBER, PERIOD

ENTRY = replace(
    NUMBER,
    name="entry",
    title=("凭证号", "Entry"),
    about=("所属凭证号，见 entries.csv 。", "The number of its entry in entries.csv."),
)
ACCOUNT = Column(
    "account",
    "string",
    ("科目", "Account"),
    ("科目代码，见 accounts.csv 。", "Code of the account in accounts.csv."),
    rule={"required": True},
)
FUND = Column(
    "fund",
    "string",
    ("资金", "Fund"),
    (
        "revenue 公共收益，maintenance 专项维修资金，held 物业代管。各资金分别平衡。",
        "revenue (public revenue), maintenance (fund), held (by the manager). Each fund "
        "balances by itself.",
    ),
    rule={"required": True, "enum": [fund.value for fund in Fund]},
)
KIND = Column(
    "account_kind",
    "string",
    ("科目类别", "Kind of account"),
    (
        "asset 资产，equity 期初结存，income 收入，cost 合理成本，expense 支出，"
        "transfer 资金间划转。",
        "asset, equity (opening), income, cost (of earning it), expense, transfer (between funds).",
    ),
    rule={"required": True, "enum": [kind.value for kind in AccountKind]},
)
COLUMNS = (
    ENTRY,
    Column(
        "position",
        "integer",
        ("行次", "Position"),
        ("在凭证内的行次，从 1 起。", "Its place in the entry, from 1."),
        rule={"required": True, "minimum": 1},
    ),
    DAY,
    PERIOD,
    ACCOUNT,
    FUND,
    KIND,
    HEAD,
    *fen(
        "",
        ("金额", "Amount"),
        (
            "借方为正，贷方为负；每笔凭证、每种资金合计为零。",
            "Debit above zero, credit below; each entry sums to zero within each fund.",
        ),
    ),
)


def _rows(book: Book, leaves: Leaves) -> Iterator[list[Any]]:
    for _, leaf in entries(leaves):
        for position, line in enumerate(leaf["lines"], start=1):
            account = book.account(line["account"])
            yield [
                leaf["number"],
                position,
                leaf["day"],
                leaf["period"],
                account.code,
                account.fund,
                account.kind.value,
                account.head,
                line["fen"],
                yuan(line["fen"]),
            ]


LINES = Table(
    "lines",
    ("分录", "Lines"),
    ("每行一条分录，复式记账。", "One row a side of an entry: double entry."),
    COLUMNS,
    ("entry", "position"),
    _rows,
    (("entry", "entries", "number"), ("account", "accounts", "code")),
)
