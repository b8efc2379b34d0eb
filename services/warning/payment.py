"""Payments that look odd: twice, split, round, without paper (付款预警)."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from models.ledger import Entry, EntryKind, VoucherExcuse
from models.spending import StandingAuthorisation
from models.voucher import EntryVoucher
from rules.warning import WarningKind, duplicates, numbers, round_payers, splits
from services.warning.finding import Raws, Scope, largest, money, raw_groups, stands, within


def paid_twice(session: Session, scope: Scope) -> Raws:
    """The same sum to the same party again (重复付款)."""
    wanted = [*within(scope, EntryKind.PAYMENT), stands()]
    again = (
        sa.select(col(Entry.party_id).label("party_id"), col(Entry.amount_fen).label("fen"))
        .where(*within(scope, EntryKind.PAYMENT))
        .group_by(col(Entry.party_id), col(Entry.amount_fen))
        .having(func.count() > 1)
        .subquery()
    )
    same = sa.exists().where(
        again.c.party_id == col(Entry.party_id), again.c.fen == col(Entry.amount_fen)
    )
    rows = money(session, [*wanted, same])
    return raw_groups(duplicates(rows, numbers(WarningKind.DUPLICATE)["days"]))


def split(session: Session, scope: Scope) -> Raws:
    """Several small payments instead of one that is too large (拆分付款).

    Those under a standing authorisation are measured by its own limit; those that rest on a
    decision of their own cannot evade one.
    """
    days, limit = numbers(WarningKind.SPLIT)["days"], numbers(WarningKind.SPLIT)["limit_fen"]
    wanted = [*within(scope, EntryKind.PAYMENT), stands()]
    free = [
        col(Entry.standing_id).is_(None),
        col(Entry.spending_id).is_(None),
        col(Entry.distribution_id).is_(None),
    ]
    found = splits(money(session, [*wanted, *free]), limit, days)
    leave = select(StandingAuthorisation).where(StandingAuthorisation.book_id == scope.book.id)
    for each in session.exec(leave):
        under = [*wanted, col(Entry.standing_id) == each.id]
        found += splits(money(session, under), each.each_fen, days)
    return raw_groups(found)


def round_sums(session: Session, scope: Scope) -> Raws:
    """A party that is only ever paid round sums (整数付款)."""
    rule = numbers(WarningKind.ROUND_SUMS)
    never_round = (
        sa.select(col(Entry.party_id))
        .where(*within(scope, EntryKind.PAYMENT), stands())
        .group_by(col(Entry.party_id))
        .having(
            func.count() >= rule["times"],
            func.sum(col(Entry.amount_fen) % rule["unit_fen"]) == 0,
        )
    )
    wanted = [*within(scope, EntryKind.PAYMENT), stands(), col(Entry.party_id).in_(never_round)]
    return raw_groups(round_payers(money(session, wanted), rule["times"], rule["unit_fen"]))


def no_voucher(session: Session, scope: Scope) -> Raws:
    """Entries that nothing on paper proves (缺少票据)."""
    rule = numbers(WarningKind.NO_VOUCHER)
    paper = sa.exists().where(col(EntryVoucher.entry_id) == col(Entry.id))
    excused = sa.exists().where(
        col(VoucherExcuse.entry_id) == col(Entry.id), col(VoucherExcuse.approved_by).is_not(None)
    )
    unexplained = (
        (col(Entry.no_voucher_reason) == "")
        & ~excused
        & (col(Entry.day) < scope.today - timedelta(days=rule["days"]))
    )
    large = (col(Entry.kind) == EntryKind.PAYMENT) & (col(Entry.amount_fen) >= rule["least_fen"])
    moved = col(Entry.kind).in_((EntryKind.RECEIPT, EntryKind.PAYMENT))
    wanted = [*within(scope), moved, stands(), ~paper, unexplained | large]
    return largest(session, *wanted)
