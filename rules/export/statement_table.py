"""``statement.csv``: period by period, from the opening balance to the closing one (收支表)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from models.ledger import AccountKind, Fund
from rules.export.account_table import LINE_COUNT, NAME, NAME_EN
from rules.export.amount import yuan
from rules.export.book import Account, Book, Leaves, Turned
from rules.export.column import Column, Table, fen
from rules.export.entry_table import HEAD, PERIOD
from rules.export.line_table import ACCOUNT, FUND
from rules.ledger.period import Span


class Section(StrEnum):
    """Where a row stands in the statement, in this order (收支表栏目)."""

    OPENING = "opening"  # 期初余额
    BROUGHT_IN = "brought_in"  # 期初入账
    INCOME = "income"  # 收入
    COST = "cost"  # 合理成本
    EXPENSE = "expense"  # 支出
    TRANSFER = "transfer"  # 资金间划转
    CLOSING = "closing"  # 期末余额


SECTIONS = {  # of what is itemised
    AccountKind.EQUITY: Section.BROUGHT_IN,
    AccountKind.INCOME: Section.INCOME,
    AccountKind.COST: Section.COST,
    AccountKind.EXPENSE: Section.EXPENSE,
    AccountKind.TRANSFER: Section.TRANSFER,
}
ORDER = list(Section)
TITLES = {
    Section.OPENING: ("期初余额", "Opening balance"),
    Section.CLOSING: ("期末余额", "Closing balance"),
}
COLUMNS = (
    replace(PERIOD, about=("期间序号。", "Number of the period.")),
    Column(
        "starts_on",
        "date",
        ("开始日期", "First day"),
        ("本期第一天。", "First day of the period."),
        rule={"required": True},
    ),
    Column(
        "ends_on",
        "date",
        ("结束日期", "Last day"),
        ("本期最后一天。", "Last day of the period."),
        rule={"required": True},
    ),
    Column(
        "state",
        "string",
        ("状态", "State"),
        ("closed 已结账，open 未结账。", "closed, or still open for entries."),
        rule={"required": True, "enum": ["closed", "open"]},
    ),
    FUND,
    Column(
        "section",
        "string",
        ("栏目", "Section"),
        (
            "opening 期初余额，brought_in 期初入账，income 收入，cost 合理成本，expense 支出，"
            "transfer 资金间划转，closing 期末余额。",
            "opening balance, brought in when the books were opened, income, cost of earning it, "
            "expense, transfer between funds, closing balance.",
        ),
        rule={"required": True, "enum": [section.value for section in Section]},
    ),
    replace(
        ACCOUNT,
        about=("科目代码；余额行为空。", "Code of the account; empty in a row of a balance."),
        rule={},
    ),
    HEAD,
    NAME,
    NAME_EN,
    LINE_COUNT,
    *fen(
        "",
        ("金额", "Amount"),
        (
            "资金增加为正，减少为负：期初与各项相加等于期末。",
            "What adds to the fund is above zero, what takes from it below: opening and items "
            "add up to the closing balance.",
        ),
    ),
)


@dataclass
class _Part:
    """One fund in one period."""

    span: Span
    state: str
    fund: Fund
    opening: int
    itemised: list[tuple[Section, Account, Turned]]

    @property
    def closing(self) -> int:
        return self.opening - sum(turned.fen for _, _, turned in self.itemised)

    def rows(self) -> Iterator[list[Any]]:
        yield self._row(Section.OPENING, "", "", TITLES[Section.OPENING], 0, self.opening)
        for section, account, turned in self.itemised:
            names = (account.name, account.name_en)
            head, lines = account.head, turned.lines
            yield self._row(section, account.code, head, names, lines, -turned.fen)
        yield self._row(Section.CLOSING, "", "", TITLES[Section.CLOSING], 0, self.closing)

    def _row(
        self, section: Section, code: str, head: str, names: tuple[str, str], lines: int, sum_: int
    ) -> list[Any]:
        span, fund = self.span, self.fund.value
        days = (span.starts_on.isoformat(), span.ends_on.isoformat())
        return [
            *(span.number, *days, self.state, fund, section.value, code, head, *names, lines),
            *(sum_, yuan(sum_)),
        ]


def _rows(book: Book, leaves: Leaves) -> Iterator[list[Any]]:
    used = {book.account(code).fund for _, code in book.turned}
    closing = dict.fromkeys((fund for fund in Fund if fund.value in used), 0)
    for span in book.spans():
        state = "closed" if span.number in book.closed else "open"
        for fund, opening in closing.items():
            part = _Part(span, state, fund, opening, _itemised(book, span.number, fund))
            closing[fund] = part.closing
            yield from part.rows()


def _itemised(book: Book, period: int, fund: Fund) -> list[tuple[Section, Account, Turned]]:
    """What the accounts other than the money itself took and gave in a period."""
    found = []
    for (number, code), turned in book.turned.items():
        account = book.account(code)
        if number == period and account.fund == fund.value and account.kind in SECTIONS:
            found.append((SECTIONS[account.kind], account, turned))
    return sorted(found, key=lambda item: (ORDER.index(item[0]), item[1].code))


STATEMENT = Table(
    "statement",
    ("收支表", "Statement"),
    (
        "每期每种资金一组：期初、逐项收入、成本、支出、期末。",
        "For each period and fund: opening, itemised income, cost, expense, closing.",
    ),
    COLUMNS,
    ("period", "fund", "section", "account"),
    _rows,
)
