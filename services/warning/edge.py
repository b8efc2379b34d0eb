"""What happens where one period ends and the next begins (期末预警)."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.ledger import Entry, EntryKind, Period
from rules.calendar import day_begins
from rules.warning import WarningKind, last_days, numbers
from services.warning.finding import Raw, Raws, Scope, all_of


def _periods(session: Session, scope: Scope) -> list[Period]:
    ended = select(Period).where(
        Period.book_id == scope.book.id,
        col(Period.ends_on) >= scope.first,
        col(Period.ends_on) <= scope.last,
    )
    return list(session.exec(ended.order_by(col(Period.number))))


def entered_late(session: Session, scope: Scope) -> Raws:
    """Dated at the end of a period and entered long after it (期末补记)."""
    rule = numbers(WarningKind.PERIOD_EDGE)
    found = []
    for period in _periods(session, scope):
        too_late = day_begins(period.ends_on + timedelta(days=rule["late_days"] + 1))
        query = sa.select(col(Entry.id), col(Entry.amount_fen)).where(
            col(Entry.book_id) == scope.book.id,
            col(Entry.day) >= last_days(period.ends_on, rule["days"]),
            col(Entry.day) <= period.ends_on,
            col(Entry.created_at) >= too_late,
            col(Entry.amount_fen) >= rule["least_fen"],
            col(Entry.kind) != EntryKind.OPENING,
        )
        facts = {"period": period.number, "ends_on": period.ends_on}
        found += [Raw((i,), fen, facts) for i, fen in session.execute(query)]
    return all_of(found)


def taken_back(session: Session, scope: Scope) -> Raws:
    """Booked at the end of a period and taken back at the start of the next (跨期冲回)."""
    rule = numbers(WarningKind.REVERSED_AT_EDGE)
    later = aliased(Entry)
    found = []
    for period in _periods(session, scope):
        query = (
            sa.select(col(Entry.id), col(later.id), col(Entry.amount_fen))
            .join(later, col(later.reverses_id) == col(Entry.id))
            .where(
                col(Entry.book_id) == scope.book.id,
                col(Entry.day) >= last_days(period.ends_on, rule["days"]),
                col(Entry.day) <= period.ends_on,
                col(later.day) > period.ends_on,
                col(later.day) <= period.ends_on + timedelta(days=rule["late_days"]),
            )
        )
        facts = {"period": period.number, "ends_on": period.ends_on}
        found += [Raw((a or 0, b or 0), fen, facts) for a, b, fen in session.execute(query)]
    return all_of(found)
