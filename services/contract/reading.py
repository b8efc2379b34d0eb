"""What comes in under contracts and what does not: lists and sums at any place (应收一览).

What is due and has not come in is money of all owners, so everybody reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.contract import Contract, ContractState, Instalment
from models.ledger import Book, Entry, EntryKind, Party
from models.place import Place
from rules.contract.arrears import SOON_DAYS, Allotment, PayState
from rules.contract.life import MOST_REMIND_DAYS, runs_out
from services.contract.standing import allotments, renewals, stands

PAGE_ROWS = 20
EVERY = sa.true()


class Show(StrEnum):
    """Which contracts a list shows (筛选)."""

    ALL = "all"
    ARREARS = "arrears"
    SOON = "soon"
    EXPIRING = "expiring"
    DRAFT = "draft"
    HIDDEN = "hidden"
    ENDED = "ended"


@dataclass(frozen=True)
class Wanted:
    """Which contracts are asked for (筛选条件)."""

    path: str
    show: Show = Show.ALL
    head: str = ""
    words: str = ""


@dataclass(frozen=True)
class Sums:
    """What contracts bring in at a place (应收汇总)."""

    arrears_fen: int = 0
    late: int = 0  # contracts in arrears
    due_fen: int = 0  # up to and with today
    received_fen: int = 0
    soon_fen: int = 0
    soon: int = 0
    expiring: int = 0
    drafts: int = 0
    hidden: int = 0
    hidden_received_fen: int = 0
    active: int = 0
    all: int = 0


@dataclass(frozen=True)
class ContractRow:
    """One contract of a list (合同行)."""

    id: int
    number: str
    title: str
    head: str
    party: str
    spot: str
    compound: str
    state: ContractState
    starts_on: date
    ends_on: date
    arrears_fen: int
    late_since: date | None
    received_fen: int
    whole_fen: int
    next_on: date | None  # what falls due next, and how much
    next_fen: int
    found_hidden: bool
    runs_out: bool


Subquery = sa.Subquery


def _within(path: str) -> sa.ColumnElement[bool]:
    return (col(Contract.path) >= path) & (col(Contract.path) < path_end(path))


def _money(path: str, today: date) -> Subquery:
    """For each contract at ``path``: what is owed by yesterday, today, soon and in all; received.

    Set-based: two sums over indexes, whatever the number of entries.
    """
    owed = col(Instalment.amount_fen) - col(Instalment.waived_fen)

    def until(day: date) -> Any:
        return func.coalesce(func.sum(sa.case((col(Instalment.due_on) <= day, owed), else_=0)), 0)

    in_force = col(Contract.ended_on).is_(None) | (col(Instalment.due_on) <= col(Contract.ended_on))
    said = (
        sa.select(
            col(Instalment.contract_id).label("id"),
            until(today - timedelta(days=1)).label("late"),
            until(today).label("due"),
            until(today + timedelta(days=SOON_DAYS)).label("soon"),
            func.sum(owed).label("whole"),
        )
        .join(Contract, col(Contract.id) == col(Instalment.contract_id))
        .where(_within(path), in_force)
        .group_by(col(Instalment.contract_id))
        .subquery()
    )
    came = (
        sa.select(col(Entry.contract_id).label("id"), func.sum(Entry.amount_fen).label("fen"))
        .join(Contract, col(Contract.id) == col(Entry.contract_id))
        .where(_within(path), col(Entry.kind) == EntryKind.RECEIPT, stands())
        .group_by(col(Entry.contract_id))
        .subquery()
    )
    began = col(Contract.state) != ContractState.DRAFT
    received = func.coalesce(came.c.fen, 0)
    late = _positive(sa.case((began, func.coalesce(said.c.late, 0)), else_=0) - received)
    soon = _positive(sa.case((began, func.coalesce(said.c.soon, 0)), else_=0) - received)
    due = sa.case((began, func.coalesce(said.c.due, 0)), else_=0)
    return (
        sa.select(
            col(Contract.id).label("id"),
            late.label("arrears"),
            (soon - late).label("soon"),
            due.label("due"),
            received.label("received"),
            func.coalesce(said.c.whole, 0).label("whole"),
        )
        .outerjoin(said, said.c.id == col(Contract.id))
        .outerjoin(came, came.c.id == col(Contract.id))
        .where(_within(path))
        .subquery()
    )


def _positive(number: Any) -> Any:
    return sa.case((number > 0, number), else_=0)


def sums(session: Session, path: str, today: date) -> Sums:
    """What is owed, has come in and is about to run out at ``path`` and below."""
    money = _money(path, today)

    def counted(clause: Any) -> Any:
        return func.coalesce(func.sum(sa.case((clause, 1), else_=0)), 0)

    def added(column: Any, clause: Any = EVERY) -> Any:
        return func.coalesce(func.sum(sa.case((clause, column), else_=0)), 0)

    hidden = col(Contract.found_hidden)
    row = session.execute(
        sa.select(
            added(money.c.arrears),
            counted(money.c.arrears > 0),
            added(money.c.due),
            added(money.c.received),
            added(money.c.soon),
            counted(money.c.soon > 0),
            sa.literal(len(expiring(session, path, today))),
            counted(col(Contract.state) == ContractState.DRAFT),
            counted(hidden),
            added(money.c.received, hidden),
            counted(col(Contract.state) == ContractState.ACTIVE),
            func.count(col(Contract.id)),
        ).join_from(Contract, money, money.c.id == col(Contract.id))
    ).one()
    return Sums(*(int(number) for number in row))


def expiring(session: Session, path: str, today: date) -> list[int]:
    """The active contracts whose reminder has come, and that nothing follows yet."""
    wanted = sa.select(col(Contract.id), col(Contract.ends_on), col(Contract.remind_days)).where(
        _within(path),
        col(Contract.state) == ContractState.ACTIVE,
        col(Contract.ends_on) <= today + timedelta(days=MOST_REMIND_DAYS),
    )
    found = [i or 0 for i, ends, days in session.execute(wanted) if runs_out(ends, days, today)]
    followed = renewals(session, found)
    return [i for i in found if i not in followed]


def count(session: Session, wanted: Wanted, today: date) -> int:
    """How many contracts fit."""
    money = _money(wanted.path, today)
    fitting = sa.select(func.count()).join_from(Contract, money, money.c.id == col(Contract.id))
    return int(session.execute(_fitting(session, fitting, wanted, money, today)).scalar_one())


def contracts(
    session: Session, wanted: Wanted, today: date, page: int = 1, rows_each: int = PAGE_ROWS
) -> list[ContractRow]:
    """One page of the contracts that fit: the largest arrears first, then what falls due next."""
    money = _money(wanted.path, today)
    ids = sa.select(col(Contract.id)).join_from(Contract, money, money.c.id == col(Contract.id))
    ids = _fitting(session, ids, wanted, money, today).order_by(
        money.c.arrears.desc(),
        col(Contract.state) == ContractState.ENDED,
        col(Contract.ends_on),
        col(Contract.id),
    )
    start = (max(1, page) - 1) * rows_each
    found = list(session.execute(ids.limit(rows_each).offset(start)).scalars())
    return rows(session, [i for i in found if i is not None], today)


def _fitting(
    session: Session, wide: sa.Select[Any], wanted: Wanted, money: Subquery, today: date
) -> sa.Select[Any]:
    fits = {
        Show.ARREARS: money.c.arrears > 0,
        Show.SOON: money.c.soon > 0,
        Show.DRAFT: col(Contract.state) == ContractState.DRAFT,
        Show.ENDED: col(Contract.state) == ContractState.ENDED,
        Show.HIDDEN: col(Contract.found_hidden),
    }
    if wanted.show is Show.EXPIRING:
        wide = wide.where(col(Contract.id).in_(expiring(session, wanted.path, today)))
    elif wanted.show in fits:
        wide = wide.where(fits[wanted.show])
    if wanted.head:
        wide = wide.where(col(Contract.head) == wanted.head)
    words = wanted.words.strip()
    return wide.where(_named(words)) if words else wide


def _named(words: str) -> sa.ColumnElement[bool]:
    party = sa.select(col(Party.id)).where(col(Party.shown).contains(words, autoescape=True))
    columns = (Contract.number, Contract.title, Contract.spot)
    told = [col(column).contains(words, autoescape=True) for column in columns]
    return sa.or_(*told, col(Contract.party_id).in_(party))


def rows(session: Session, ids: Sequence[int], today: date) -> list[ContractRow]:
    """The contracts with these ids, in this order."""
    wanted = (
        select(Contract, Party.shown, Place.name)
        .join(Party, col(Party.id) == Contract.party_id)
        .join(Book, col(Book.id) == Contract.book_id)
        .join(Place, col(Place.id) == Book.place_id)
        .where(col(Contract.id).in_(ids))
    )
    found = {c.id: (c, party, place) for c, party, place in session.exec(wanted)}
    money = allotments(session, [c for c, _party, _place in found.values()])
    followed = renewals(session, ids)
    return [_row(*found[i], money[i], today, i in followed) for i in ids if i in found]


def _row(
    contract: Contract, party: str, compound: str, money: Allotment, today: date, followed: bool
) -> ContractRow:
    began = contract.state is not ContractState.DRAFT
    late = next((e for e in money.paid if e.state(today) is PayState.OVERDUE), None)
    coming = next((e for e in money.paid if e.open_fen and e.owed.due_on >= today), None)
    active = contract.state is ContractState.ACTIVE
    return ContractRow(
        id=contract.id or 0,
        number=contract.number,
        title=contract.title,
        head=contract.head,
        party=party,
        spot=contract.spot,
        compound=compound,
        state=contract.state,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        arrears_fen=money.arrears_fen(today) if began else 0,
        late_since=late.owed.due_on if late and began else None,
        received_fen=sum(each.paid_fen for each in money.paid) + money.over_fen,
        whole_fen=sum(each.owed.owed_fen for each in money.paid),
        next_on=coming.owed.due_on if coming else None,
        next_fen=coming.open_fen if coming else 0,
        found_hidden=contract.found_hidden,
        runs_out=active
        and not followed
        and runs_out(contract.ends_on, contract.remind_days, today),
    )
