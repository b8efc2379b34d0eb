"""What an auditor should look at, each rule in words with its numbers (预警规则).

A warning accuses nobody: it says which entries to look at, and why. The numbers are data, so
that whoever disagrees with one can see what would change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from rules.refusal import N_


class WarningKind(StrEnum):
    """What looks odd (预警种类)."""

    DUPLICATE = "duplicate"  # 重复付款
    SPLIT = "split"  # 拆分付款
    INCOME_MISSING = "income_missing"  # 合同收入缺失
    FALLEN = "fallen"  # 收入骤降
    BEFORE_DECISION = "before_decision"  # 先收付后决定
    WITHOUT_DECISION = "without_decision"  # 支出无决定
    OVER_DECISION = "over_decision"  # 超出决定金额
    PERIOD_EDGE = "period_edge"  # 期末补记
    REVERSED_AT_EDGE = "reversed_at_edge"  # 跨期冲回
    SAME_PERSON = "same_person"  # 录入复核同一人
    ROUND_SUMS = "round_sums"  # 整数付款
    NO_VOUCHER = "no_voucher"  # 缺少票据


@dataclass(frozen=True)
class Rule:
    """One rule: its name, itself in words, and its numbers (一条规则)."""

    name: str
    words: str
    numbers: Mapping[str, int] = field(default_factory=dict)


RULES: Mapping[WarningKind, Rule] = {
    WarningKind.SAME_PERSON: Rule(
        N_("Too few persons"),
        N_("Written and approved by the same person, or by fewer persons than it takes."),
    ),
    WarningKind.BEFORE_DECISION: Rule(
        N_("Before the decision"),
        N_("Money moved before the day of the decision that it rests on."),
    ),
    WarningKind.WITHOUT_DECISION: Rule(
        N_("No decision"),
        N_("Money was spent, and no decision stands behind it."),
    ),
    WarningKind.OVER_DECISION: Rule(
        N_("More than decided"),
        N_("The payments under one decision add up to more than it allows."),
    ),
    WarningKind.INCOME_MISSING: Rule(
        N_("Contract income missing"),
        N_("An instalment of a contract is more than {days} days late."),
        {"days": 30},
    ),
    WarningKind.FALLEN: Rule(
        N_("Income fallen by half"),
        N_(
            "A head of income brought in at most half of what it did in the same quarter of the "
            "year before, when that was {least_fen} or more."
        ),
        {"least_fen": 1_000_00},
    ),
    WarningKind.DUPLICATE: Rule(
        N_("Paid twice"),
        N_(
            "The same sum went to the same party twice within {days} days, or twice on one "
            "document number."
        ),
        {"days": 10},
    ),
    WarningKind.SPLIT: Rule(
        N_("Split under a limit"),
        N_(
            "Several payments to the same party within {days} days, each below a limit, are "
            "together above it: that of the standing authorisation, or {limit_fen} without one."
        ),
        {"days": 7, "limit_fen": 5_000_00},
    ),
    WarningKind.PERIOD_EDGE: Rule(
        N_("Entered after the period"),
        N_(
            "Dated in the last {days} days of a period and entered more than {late_days} days "
            "after its end, {least_fen} or more."
        ),
        {"days": 3, "late_days": 5, "least_fen": 1_000_00},
    ),
    WarningKind.REVERSED_AT_EDGE: Rule(
        N_("Taken back after the period"),
        N_(
            "Booked in the last {days} days of a period and taken back within {late_days} days "
            "after its end."
        ),
        {"days": 5, "late_days": 15},
    ),
    WarningKind.ROUND_SUMS: Rule(
        N_("Round sums only"),
        N_(
            "A party was paid {times} times or more in the year, and every time a multiple of "
            "{unit_fen}."
        ),
        {"times": 3, "unit_fen": 1_000_00},
    ),
    WarningKind.NO_VOUCHER: Rule(
        N_("No voucher"),
        N_(
            "No voucher and no approved reason after {days} days, or a payment of {least_fen} "
            "or more without a voucher."
        ),
        {"days": 30, "least_fen": 1_000_00},
    ),
}


def numbers(kind: WarningKind) -> Mapping[str, int]:
    """The numbers of a rule."""
    return RULES[kind].numbers


@dataclass(frozen=True, order=True)
class Money:
    """A payment as far as the rules look at it (一笔收付)."""

    party_id: int
    day: date
    id: int
    fen: int
    document: str = ""


Group = tuple[Money, ...]
T = TypeVar("T")


def duplicates(rows: Iterable[Money], days: int) -> list[Group]:
    """The same sum to the same party, again within ``days`` or on the same document.

    A payment stands in one group only: what follows another by few days belongs to it.
    """
    found: list[Group] = []
    ordered = sorted(rows, key=lambda m: (m.party_id, m.fen, m.day, m.id))
    for _same, same in groupby(ordered, key=lambda m: (m.party_id, m.fen)):
        found += _close(list(same), days)
    return found


def _close(rows: list[Money], days: int) -> list[Group]:
    """Rows of one party and sum, in the order of their days, tied by days or by a document."""
    last = 0  # the group of the row before
    groups: dict[int, list[Money]] = {}
    by_document: dict[str, int] = {}
    for at, row in enumerate(rows):
        ties = set()
        if at and (row.day - rows[at - 1].day).days <= days:
            ties.add(last)
        if row.document in by_document:
            ties.add(by_document[row.document])
        mine = min(ties, default=at)
        members = groups.setdefault(mine, [])
        for other in ties - {mine}:
            members += groups.pop(other)
            by_document.update({d: mine for d, group in by_document.items() if group == other})
        members.append(row)
        last = mine
        if row.document:
            by_document[row.document] = mine
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)


def splits(rows: Iterable[Money], limit_fen: int, days: int) -> list[Group]:
    """Payments to one party within ``days``, none above the limit, together above it."""
    found: list[Group] = []
    small = sorted(row for row in rows if row.fen <= limit_fen)
    for _party, same in groupby(small, key=lambda row: row.party_id):
        found += _windows(list(same), limit_fen, days)
    return found


def _windows(rows: Sequence[Money], limit_fen: int, days: int) -> list[Group]:
    """The windows of one party that add up, from the earliest on; none overlaps another."""
    found, start = [], 0
    while start < len(rows):
        end, total = start, 0
        while end < len(rows) and (rows[end].day - rows[start].day).days <= days:
            total += rows[end].fen
            end += 1
        if total > limit_fen:
            found.append(tuple(rows[start:end]))
            start = end
        else:
            start += 1
    return found


def halved(before: Mapping[T, int], after: Mapping[T, int], least_fen: int) -> list[T]:
    """What brought in at most half of what it did before, when that was worth looking at."""
    return [
        what for what, fen in before.items() if fen >= least_fen and after.get(what, 0) * 2 <= fen
    ]


def round_payers(rows: Iterable[Money], times: int, unit_fen: int) -> list[Group]:
    """Parties that were paid often, and never anything but round sums."""
    found = []
    for _party, same in groupby(sorted(rows), key=lambda row: row.party_id):
        group = tuple(same)
        if len(group) >= times and all(row.fen % unit_fen == 0 for row in group):
            found.append(group)
    return found


def last_days(ends_on: date, days: int) -> date:
    """The first of the last ``days`` days of a period."""
    return ends_on - timedelta(days=days - 1)


def quarter(day: date) -> int:
    """Which quarter of the year a day lies in, from 1."""
    return (day.month + 2) // 3


def quarter_end(year: int, number: int) -> date:
    """The last day of a quarter."""
    first_after = date(year + number // 4, number % 4 * 3 + 1, 1)
    return first_after - timedelta(days=1)
