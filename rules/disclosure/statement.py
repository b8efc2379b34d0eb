"""What the accounts of a period say (收支公示表). Pure arithmetic on turnovers.

Gross income, reasonable cost and net income stand apart (民法典第 282 条), each fund by itself,
each head beside the period before and the same period a year ago. Whatever does not add up is
not posted: ``Inconsistent`` is an error of the house, not of the visitor.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.ledger import AccountKind, Fund
from rules.ledger.position import Flow, by_head, funds_in_use, position

MONTHS = 12


class Inconsistent(Exception):
    """The books contradict themselves (账目不平). Nothing may be posted from them."""


@dataclass(frozen=True)
class HeadRow:
    """One head beside what it was (分类对比); ``None`` where there was no such period."""

    head: str
    fen: int
    last_fen: int | None
    year_fen: int | None


@dataclass(frozen=True)
class FundStatement:
    """One fund over one period (资金收支表)."""

    fund: Fund
    opening_fen: int
    income: tuple[HeadRow, ...]
    cost: tuple[HeadRow, ...]
    expense: tuple[HeadRow, ...]
    moved_fen: int  # from other funds; below nothing: to them
    closing_fen: int

    @property
    def income_fen(self) -> int:
        """Gross income (收入总额)."""
        return _sum(self.income)

    @property
    def cost_fen(self) -> int:
        """Reasonable cost (合理成本)."""
        return _sum(self.cost)

    @property
    def net_fen(self) -> int:
        """What belongs to all owners: gross income less cost (净收益)."""
        return self.income_fen - self.cost_fen

    @property
    def expense_fen(self) -> int:
        """What was spent (支出)."""
        return _sum(self.expense)


def _sum(rows: Iterable[HeadRow]) -> int:
    return sum(row.fen for row in rows)


def statements(flows: Iterable[Flow], number: int, period_months: int) -> tuple[FundStatement, ...]:
    """Every fund in use over the period ``number``. Raises ``Inconsistent``."""
    flows = tuple(flows)
    before = [flow for flow in flows if flow.period <= number]
    return tuple(_statement(flows, fund, number, period_months) for fund in funds_in_use(before))


def compared_with(number: int, period_months: int) -> tuple[int | None, int | None]:
    """The number of the period before, and of the same period a year ago; ``None`` before 1."""
    year = number - MONTHS // period_months
    return (number - 1 or None), (year if year >= 1 else None)


def _statement(
    flows: tuple[Flow, ...], fund: Fund, number: int, period_months: int
) -> FundStatement:
    at = position(flows, fund, number, number)
    last, year = compared_with(number, period_months)

    def rows(kind: AccountKind) -> tuple[HeadRow, ...]:
        now, then, ago = (_heads(flows, fund, kind, n) for n in (number, last, year))
        order = list(dict.fromkeys((*now, *then, *ago)))
        return tuple(
            HeadRow(head, now.get(head, 0), _known(then, head, last), _known(ago, head, year))
            for head in order
        )

    made = FundStatement(
        fund=fund,
        opening_fen=at.opening_fen,
        income=rows(AccountKind.INCOME),
        cost=rows(AccountKind.COST),
        expense=rows(AccountKind.EXPENSE),
        moved_fen=at.moved_fen,
        closing_fen=at.closing_fen,
    )
    _must_add_up(made, flows, number)
    return made


def _heads(
    flows: tuple[Flow, ...], fund: Fund, kind: AccountKind, number: int | None
) -> dict[str, int]:
    if number is None:
        return {}
    return by_head(flows, fund, frozenset({kind}), number, number)


def _known(found: dict[str, int], head: str, number: int | None) -> int | None:
    return None if number is None else found.get(head, 0)


def _must_add_up(made: FundStatement, flows: tuple[Flow, ...], number: int) -> None:
    """Opening + income − cost − expense + moved = closing, and nothing happened in between."""
    reached = made.opening_fen + made.net_fen - made.expense_fen + made.moved_fen
    if reached != made.closing_fen:
        raise Inconsistent(f"{made.fund}: {reached} is not {made.closing_fen}")
    equity = sum(
        -flow.net_fen
        for flow in flows
        if flow.fund is made.fund and flow.kind is AccountKind.EQUITY and flow.period == number
    )
    before = position(flows, made.fund, 1, number - 1).closing_fen if number > 1 else 0
    if before + equity != made.opening_fen:
        raise Inconsistent(f"{made.fund}: opens with {made.opening_fen}, ended with {before}")


def must_close(funds: Iterable[FundStatement]) -> None:
    """What leaves one fund for another arrives there: the transfers sum to nothing."""
    off = sum(made.moved_fen for made in funds)
    if off:
        raise Inconsistent(f"transfers between the funds differ by {off}")
