"""Income that should be there and is not (收入预警)."""

from collections import defaultdict

import sqlalchemy as sa
from sqlmodel import Session, col, func

from models.ledger import Entry, EntryKind
from rules.calendar import days_late
from rules.warning import WarningKind, halved, numbers, quarter_end
from services.contract import reading as contracts
from services.warning.finding import MOST, MOST_ENTRIES, Raw, Raws, Scope, all_of, stands

NAMED = MOST_ENTRIES // 2  # entries of either year


def missing(session: Session, scope: Scope) -> Raws:
    """Contracts whose instalments are long overdue (合同收入缺失), as they stand today."""
    days = numbers(WarningKind.INCOME_MISSING)["days"]
    wanted = contracts.Wanted(scope.book.path, contracts.Show.ARREARS)
    found = []
    for row in contracts.contracts(session, wanted, scope.today, rows_each=MOST):
        assert row.late_since is not None
        late = days_late(row.late_since, scope.today)
        if late > days:
            facts = {"number": row.number, "title": row.title, "days": late}
            found.append(Raw(_last(session, row.id), row.arrears_fen, facts, row.id))
    return all_of(found)


def _last(session: Session, contract_id: int) -> tuple[int, ...]:
    """The last receipts under a contract: where it stopped."""
    ids = sa.select(col(Entry.id)).where(
        col(Entry.contract_id) == contract_id, col(Entry.kind) == EntryKind.RECEIPT
    )
    latest = ids.order_by(col(Entry.day).desc(), col(Entry.id).desc()).limit(3)
    return tuple(i or 0 for i in session.execute(latest).scalars())


def fallen(session: Session, scope: Scope) -> Raws:
    """Heads that brought in half of last year's quarter or less (收入骤降)."""
    sums = _by_quarter(session, scope)
    least = numbers(WarningKind.FALLEN)["least_fen"]
    found = []
    for number in range(1, 5):
        if quarter_end(scope.year, number) >= scope.today:
            break
        before, after = sums[scope.year - 1, number], sums[scope.year, number]
        for head in halved(before, after, least):
            was, now = before[head], after.get(head, 0)
            facts = {"head": head, "quarter": number, "before_fen": was, "now_fen": now}
            found.append(Raw(_named(session, scope, head, number), was - now, facts))
    return all_of(found)


def _by_quarter(session: Session, scope: Scope) -> dict[tuple[int, int], dict[str, int]]:
    """What each head brought in, by year and quarter, this year and the one before."""
    year, month = sa.extract("year", col(Entry.day)), sa.extract("month", col(Entry.day))
    rows = (
        sa.select(year, month, col(Entry.head), func.sum(Entry.amount_fen))
        .where(
            col(Entry.book_id) == scope.book.id,
            col(Entry.kind) == EntryKind.RECEIPT,
            col(Entry.day) >= scope.first.replace(year=scope.year - 1),
            col(Entry.day) <= scope.last,
            col(Entry.head) != "",
            stands(),
        )
        .group_by(year, month, col(Entry.head))
    )
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for year_, month_, head, fen in session.execute(rows):
        found[int(year_), (int(month_) + 2) // 3][head] += int(fen)
    return found


def _named(session: Session, scope: Scope, head: str, number: int) -> tuple[int, ...]:
    """The largest receipts of the head in the quarter of last year, and in this one."""
    found: list[int] = []
    for year in (scope.year - 1, scope.year):
        end = quarter_end(year, number)
        ids = sa.select(col(Entry.id)).where(
            col(Entry.book_id) == scope.book.id,
            col(Entry.kind) == EntryKind.RECEIPT,
            col(Entry.head) == head,
            col(Entry.day) >= end.replace(month=end.month - 2, day=1),
            col(Entry.day) <= end,
            stands(),
        )
        largest = ids.order_by(col(Entry.amount_fen).desc(), col(Entry.id)).limit(NAMED)
        found += [i or 0 for i in session.execute(largest).scalars()]
    return tuple(found)
