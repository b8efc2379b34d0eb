"""What was paid, counted against what fell due: the oldest first (应收与拖欠).

No table keeps this: it follows from the instalments and from the receipts in the books, so
a reversal of a receipt brings its arrears back at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.calendar import days_late


class PayState(StrEnum):
    """How one instalment stands (分期状态)."""

    PAID = "paid"  # 已收
    WAIVED = "waived"  # 已免除
    OVERDUE = "overdue"  # 逾期未收
    SOON = "soon"  # 即将到期
    LATER = "later"  # 未到期


SOON_DAYS = 30


@dataclass(frozen=True)
class Owed:
    """An instalment as it is owed (应收): what was given up is not owed."""

    id: int
    due_on: date
    amount_fen: int
    waived_fen: int = 0

    @property
    def owed_fen(self) -> int:
        """What is left to pay of it in all."""
        return self.amount_fen - self.waived_fen


@dataclass(frozen=True)
class Receipt:
    """Money that came in under the contract (实收)."""

    entry_id: int
    day: date
    amount_fen: int


@dataclass(frozen=True)
class Paid:
    """An instalment with what has come in for it (一期收款情况)."""

    owed: Owed
    paid_fen: int = 0
    paid_on: date | None = None  # the day on which the last fen of it came in
    entry_ids: tuple[int, ...] = ()

    @property
    def open_fen(self) -> int:
        """What is still missing."""
        return self.owed.owed_fen - self.paid_fen

    def state(self, today: date) -> PayState:
        """How it stands on ``today``. The due day itself is in time."""
        if self.open_fen == 0:
            return PayState.PAID if self.owed.owed_fen else PayState.WAIVED
        if days_late(self.owed.due_on, today):
            return PayState.OVERDUE
        near = (self.owed.due_on - today).days <= SOON_DAYS
        return PayState.SOON if near else PayState.LATER


@dataclass(frozen=True)
class Allotment:
    """All instalments of a contract, and what came in beyond them (收款分配)."""

    paid: tuple[Paid, ...]
    over_fen: int = 0

    @property
    def open_fen(self) -> int:
        """What is still to come, due or not."""
        return sum(each.open_fen for each in self.paid)

    def arrears_fen(self, today: date) -> int:
        """What should have come in before ``today`` and has not."""
        return sum(e.open_fen for e in self.paid if e.state(today) is PayState.OVERDUE)

    def oldest_open(self) -> Paid | None:
        """The instalment that the next receipt goes to."""
        return next((each for each in self.paid if each.open_fen), None)


def allotted(owed: Sequence[Owed], receipts: Iterable[Receipt]) -> Allotment:
    """Count what came in, in the order of its days, against the oldest instalment that is open."""
    purse = sorted(receipts, key=lambda r: (r.day, r.entry_id), reverse=True)
    paid = [_filled(each, purse) for each in sorted(owed, key=lambda o: (o.due_on, o.id))]
    return Allotment(tuple(paid), sum(left.amount_fen for left in purse))


def _filled(owed: Owed, purse: list[Receipt]) -> Paid:
    """Take from the end of ``purse``, where the oldest lies, until nothing is missing."""
    paid = Paid(owed)
    while purse and paid.open_fen:
        oldest = purse.pop()
        taken = min(oldest.amount_fen, paid.open_fen)
        if taken < oldest.amount_fen:
            purse.append(replace(oldest, amount_fen=oldest.amount_fen - taken))
        entries = (*paid.entry_ids, oldest.entry_id)
        paid = replace(paid, paid_fen=paid.paid_fen + taken, entry_ids=entries)
        if not paid.open_fen:
            paid = replace(paid, paid_on=oldest.day)
    return paid


def owed_until(owed: Iterable[Owed], ended_on: date | None) -> list[Owed]:
    """What is owed of a contract that ended early: nothing that falls due after its end."""
    return [each for each in owed if ended_on is None or each.due_on <= ended_on]
