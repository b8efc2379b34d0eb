"""What a fund holds, what came in and what went out (结余与收支). Pure arithmetic on turnovers.

A compound has a few accounts and four periods a year: everything that the first screen says
follows from these few sums, whatever the number of entries.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.ledger import AccountKind, Fund


@dataclass(frozen=True)
class Flow:
    """What the accounts of one kind and head took in and gave out in a period (发生额)."""

    period: int  # its number
    fund: Fund
    kind: AccountKind
    head: str
    debit_fen: int
    credit_fen: int
    line_count: int = 0

    @property
    def net_fen(self) -> int:
        """Debit above nothing, as lines are kept."""
        return self.debit_fen - self.credit_fen


@dataclass(frozen=True)
class Position:
    """A fund over one period or several (收支情况). Gross, cost and net apart: Civil Code 282."""

    opening_fen: int
    income_fen: int
    cost_fen: int
    expense_fen: int
    moved_fen: int  # from other funds; below nothing: to them
    closing_fen: int

    @property
    def spent_fen(self) -> int:
        """Reasonable cost and spending together."""
        return self.cost_fen + self.expense_fen


def position(flows: Iterable[Flow], fund: Fund, first: int, last: int) -> Position:
    """How ``fund`` stood before period ``first``, what happened to the end of ``last``.

    An opening balance counts as there at the start of the period it was signed in.
    """
    opening, sums = 0, dict.fromkeys(AccountKind, 0)
    for flow in flows:
        if flow.fund is not fund or flow.period > last:
            continue
        if flow.period >= first:
            sums[flow.kind] += flow.net_fen
        elif flow.kind is AccountKind.ASSET:
            opening += flow.net_fen
    return Position(
        opening_fen=opening - sums[AccountKind.EQUITY],
        income_fen=-sums[AccountKind.INCOME],
        cost_fen=sums[AccountKind.COST],
        expense_fen=sums[AccountKind.EXPENSE],
        moved_fen=-sums[AccountKind.TRANSFER],
        closing_fen=opening + sums[AccountKind.ASSET],
    )


def by_head(
    flows: Iterable[Flow], fund: Fund, kinds: frozenset[AccountKind], first: int, last: int
) -> dict[str, int]:
    """What each head brought in or cost, the largest first; what came to nothing is left out."""
    sums: dict[str, int] = {}
    for flow in flows:
        if flow.fund is fund and flow.kind in kinds and first <= flow.period <= last:
            sign = -1 if flow.kind is AccountKind.INCOME else 1
            sums[flow.head] = sums.get(flow.head, 0) + sign * flow.net_fen
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return {head: fen for head, fen in ordered if fen}


def balances(flows: Iterable[Flow], fund: Fund, numbers: Iterable[int]) -> dict[int, int]:
    """What ``fund`` held at the end of each of the periods ``numbers``, in their order."""
    moved: dict[int, int] = {}
    for flow in flows:
        if flow.fund is fund and flow.kind is AccountKind.ASSET:
            moved[flow.period] = moved.get(flow.period, 0) + flow.net_fen
    held, found = 0, {}
    waiting = sorted(moved)
    for number in sorted(numbers):
        while waiting and waiting[0] <= number:
            held += moved[waiting.pop(0)]
        found[number] = held
    return found


def funds_in_use(flows: Iterable[Flow]) -> list[Fund]:
    """The funds through which money has moved; public revenue always, and first."""
    used = {flow.fund for flow in flows} | {Fund.REVENUE}
    return [fund for fund in Fund if fund in used]
