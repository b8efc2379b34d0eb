"""Money and the decision it rests on (收付与决定)."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func

from models.contract import Contract
from models.distribution import Distribution
from models.ledger import Account, AccountKind, Entry, EntryDraft, EntryKind, EntryLine
from models.motion import Motion
from models.spending import Spending, StandingAuthorisation
from rules.calendar import day_of
from services.warning.finding import Raw, Scope, stands, within


def before_decision(session: Session, scope: Scope) -> list[Raw]:
    """Money that moved before anybody had decided (先收付后决定)."""
    return [*_dated(session, scope), *_authorised(session, scope)]


def _dated(session: Session, scope: Scope) -> Iterator[Raw]:
    """Under a request, a plan or a contract that says on which day it was decided."""
    entry = (col(Entry.id), col(Entry.amount_fen), col(Entry.day))
    for table, link in (
        (Spending, Entry.spending_id),
        (Distribution, Entry.distribution_id),
        (Contract, Entry.contract_id),
    ):
        decided: Any = col(table.decided_on)
        query = (
            sa.select(*entry, decided)
            .join(table, col(table.id) == col(link))
            .where(*within(scope), col(Entry.kind) != EntryKind.REVERSAL, stands())
            .where(decided.is_(None) | (decided > col(Entry.day)))
        )
        for entry_id, fen, day, on in session.execute(query):
            yield Raw((entry_id,), fen, {"day": day, "decided_on": on})


def _authorised(session: Session, scope: Scope) -> Iterator[Raw]:
    """Under a standing authorisation: its own days, and the day of its vote."""
    query = (
        sa.select(
            col(Entry.id),
            col(Entry.amount_fen),
            col(Entry.day),
            col(StandingAuthorisation.starts_on),
            col(Motion.decided_at),
        )
        .join(StandingAuthorisation, col(StandingAuthorisation.id) == col(Entry.standing_id))
        .join(Motion, col(Motion.id) == col(StandingAuthorisation.motion_id))
        .where(*within(scope, EntryKind.PAYMENT), stands())
    )
    for entry_id, fen, day, starts_on, decided_at in session.execute(query):
        voted = day_of(decided_at) if decided_at else None
        from_on = max(starts_on, voted) if voted else None
        if from_on is None or day < from_on:
            yield Raw((entry_id,), fen, {"day": day, "decided_on": from_on})


def without_decision(session: Session, scope: Scope) -> list[Raw]:
    """Spending that names no decision (支出无决定). The cost of income needs none: Code 282."""
    spent = sa.exists().where(
        col(EntryLine.entry_id) == col(Entry.id),
        col(EntryLine.account_id).in_(
            sa.select(col(Account.id)).where(
                col(Account.book_id) == scope.book.id, col(Account.kind) == AccountKind.EXPENSE
            )
        ),
    )
    query = sa.select(col(Entry.id), col(Entry.amount_fen)).where(
        *within(scope, EntryKind.PAYMENT),
        stands(),
        col(Entry.spending_id).is_(None),
        col(Entry.standing_id).is_(None),
        col(Entry.distribution_id).is_(None),
        spent,
    )
    return [Raw((entry_id,), fen) for entry_id, fen in session.execute(query)]


def over_decision(session: Session, scope: Scope) -> list[Raw]:
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
    found = []
    for spending_id, fen, allowed in session.execute(over.where(paid.c.fen > Spending.decided_fen)):
        ids = sa.select(col(Entry.id)).where(
            *within(scope, EntryKind.PAYMENT), col(Entry.spending_id) == spending_id, stands()
        )
        named = tuple(session.execute(ids.order_by(col(Entry.day))).scalars())
        if named:  # what was paid in another year is told there
            facts = {"paid_fen": int(fen), "decided_fen": allowed}
            found.append(Raw(tuple(i or 0 for i in named), int(fen) - allowed, facts))
    return found


def too_few(session: Session, scope: Scope) -> list[Raw]:
    """Written and approved by the same person, or by too few (录入复核同一人).

    No door of the house lets this happen; whoever edits the database may.
    """
    alone = col(Entry.posted_by) == col(Entry.approved_by)
    second = col(EntryDraft.approved_once_by)
    takes_two = col(Entry.kind).in_((EntryKind.PAYMENT, EntryKind.TRANSFER))
    same = (second == col(EntryDraft.drafted_by)) | (second == col(EntryDraft.decided_by))
    query = (
        sa.select(col(Entry.id), col(Entry.amount_fen))
        .outerjoin(EntryDraft, col(EntryDraft.entry_id) == col(Entry.id))
        .where(*within(scope))
        .where(
            alone | col(EntryDraft.id).is_(None) | (takes_two & (second.is_(None) | same)),
        )
    )
    return [Raw((entry_id,), fen) for entry_id, fen in session.execute(query)]
