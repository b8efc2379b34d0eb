"""Money and the decision it rests on (收付与决定)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func

from models.contract import Contract
from models.distribution import Distribution
from models.ledger import Account, AccountKind, DraftState, Entry, EntryDraft, EntryKind, EntryLine
from models.motion import Motion
from models.spending import Spending, StandingAuthorisation
from rules.calendar import day_of
from services.warning.finding import Raw, Raws, Scope, all_of, largest, stands, within


def before_decision(session: Session, scope: Scope) -> Raws:
    """Money that moved before anybody had decided (先收付后决定)."""
    found = [*_dated(session, scope), *_authorised(session, scope)]
    return all_of([raw for day, raw in found if scope.first <= day <= scope.last])


def _dated(session: Session, scope: Scope) -> Iterator[tuple[date, Raw]]:
    """Under a request, a plan or a contract that says on which day it was decided."""
    for table, link in (
        (Spending, Entry.spending_id),
        (Distribution, Entry.distribution_id),
        (Contract, Entry.contract_id),
    ):
        decided: Any = col(table.decided_on)
        query = (
            sa.select(col(Entry.id), col(Entry.amount_fen), col(Entry.day), decided)
            .select_from(table)
            .join(Entry, col(link) == col(table.id))  # few decisions lead, an index follows
            .where(col(table.book_id) == scope.book.id)
            .where(col(Entry.kind) != EntryKind.REVERSAL, stands())
            .where(decided.is_(None) | (decided > col(Entry.day)))
        )
        for entry_id, fen, day, on in session.execute(query):
            yield day, Raw((entry_id or 0,), fen, {"day": day, "decided_on": on})


def _authorised(session: Session, scope: Scope) -> Iterator[tuple[date, Raw]]:
    """Under a standing authorisation: its own days, and the day of its vote."""
    query = (
        sa.select(
            col(Entry.id),
            col(Entry.amount_fen),
            col(Entry.day),
            col(StandingAuthorisation.starts_on),
            col(Motion.decided_at),
        )
        .select_from(StandingAuthorisation)
        .join(Motion, col(Motion.id) == col(StandingAuthorisation.motion_id))
        .join(Entry, col(Entry.standing_id) == col(StandingAuthorisation.id))
        .where(col(StandingAuthorisation.book_id) == scope.book.id)
        .where(col(Entry.kind) == EntryKind.PAYMENT, stands())
    )
    for entry_id, fen, day, starts_on, decided_at in session.execute(query):
        voted = day_of(decided_at) if decided_at else None
        from_on = max(starts_on, voted) if voted else None
        if from_on is None or day < from_on:
            yield day, Raw((entry_id or 0,), fen, {"day": day, "decided_on": from_on})


def without_decision(session: Session, scope: Scope) -> Raws:
    """Spending that names no decision (支出无决定). The cost of income needs none: Code 282."""
    spent = sa.exists().where(
        col(EntryLine.entry_id) == col(Entry.id),
        col(EntryLine.account_id).in_(
            sa.select(col(Account.id)).where(
                col(Account.book_id) == scope.book.id, col(Account.kind) == AccountKind.EXPENSE
            )
        ),
    )
    return largest(
        session,
        *within(scope, EntryKind.PAYMENT),
        stands(),
        col(Entry.spending_id).is_(None),
        col(Entry.standing_id).is_(None),
        col(Entry.distribution_id).is_(None),
        spent,
    )


def over_decision(session: Session, scope: Scope) -> Raws:
    """Payments under one decision that add up to more than it allows (超出决定金额)."""
    paid = (
        sa.select(col(Entry.spending_id).label("id"), func.sum(Entry.amount_fen).label("fen"))
        .where(
            col(Entry.book_id) == scope.book.id,
            col(Entry.kind) == EntryKind.PAYMENT,
            col(Entry.spending_id).is_not(None),
            stands(),
        )
        .group_by(col(Entry.spending_id))
        .subquery()
    )
    over = sa.select(col(Spending.id), paid.c.fen, col(Spending.decided_fen)).join(
        paid, paid.c.id == col(Spending.id)
    )
    found: list[Raw] = []
    for spending_id, fen, allowed in session.execute(over.where(paid.c.fen > Spending.decided_fen)):
        ids = sa.select(col(Entry.id)).where(
            *within(scope, EntryKind.PAYMENT), col(Entry.spending_id) == spending_id, stands()
        )
        named = tuple(session.execute(ids.order_by(col(Entry.day))).scalars())
        if named:  # what was paid in another year is told there
            facts = {"paid_fen": int(fen), "decided_fen": allowed}
            found.append(Raw(tuple(i or 0 for i in named), int(fen) - allowed, facts))
    return all_of(found)


def too_few(session: Session, scope: Scope) -> Raws:
    """Written and approved by the same person, or by too few (录入复核同一人).

    No door of the house lets this happen; whoever edits the database may.
    """
    alone = col(Entry.posted_by) == col(Entry.approved_by)
    second = col(EntryDraft.approved_once_by)
    takes_two = col(Entry.kind).in_((EntryKind.PAYMENT, EntryKind.TRANSFER)) | _takes_money_out()
    same = (second == col(EntryDraft.drafted_by)) | (second == col(EntryDraft.decided_by))
    sound = sa.select(col(EntryDraft.entry_id)).where(
        col(EntryDraft.book_id) == scope.book.id,
        col(EntryDraft.state) == DraftState.POSTED,
        col(EntryDraft.entry_id).is_not(None),
    )
    behind = col(Entry.id).in_(sound)
    behind_two = col(Entry.id).in_(sound.where(second.is_not(None), ~same))
    return largest(session, *within(scope), alone | ~behind | (takes_two & ~behind_two))


def _takes_money_out() -> sa.ColumnElement[bool]:
    """A reversal by which money leaves an account, as that of a receipt does."""
    out = (
        sa.select(col(EntryLine.id))
        .join(Account, col(Account.id) == col(EntryLine.account_id))
        .where(
            col(EntryLine.entry_id) == col(Entry.id),
            col(EntryLine.amount_fen) < 0,
            col(Account.kind) == AccountKind.ASSET,
        )
    )
    return (col(Entry.kind) == EntryKind.REVERSAL) & out.exists()
