"""Whatever anybody tries, in whatever order: the books balance and what is closed stays.

``make test`` walks a thousand steps; ``make test-long`` a hundred thousand.
"""

import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from models.base import clock_at
from models.ledger import (
    Account,
    AccountKind,
    DraftState,
    Entry,
    EntryDraft,
    EntryKind,
    EntryLine,
    Fund,
    Period,
    PeriodAct,
    PeriodActKind,
    Turnover,
)
from models.log import Leaf, LeafKind
from rules.calendar import day_of
from rules.ledger import shape
from rules.ledger.entry import Chart, Content, Counterparty, Facts, Line, PartyKind
from rules.refusal import Refused
from services.ledger.drafting import draft_entry, withdraw_draft
from services.ledger.opening import open_book
from services.ledger.period import answer_reopening, ask_reopening, close_period
from services.ledger.posting import approve_draft, refuse_draft
from services.ledger.reversal import reverse_entry
from tests.emptied import NOON
from tests.ledgers import OPENED
from tests.neighbourhood import Neighbourhood

LONG = bool(os.environ.get("LONG"))
STEPS = 200
WALKS = 500 if LONG else 4
WRITERS = ("wu", "wu", "wu", "wu", "ma", "lin", "zhou")
OTHERS = ("lin", "lin", "tang", "tang", "wu", "shi", "ma", "wai")
ACCOUNTS = (
    "Assets:Bank:Revenue",
    "Assets:Bank:Held",
    "Income:G01",
    "Income:Held:G02",
    "Expenses:E04",
    "Expenses:Cost:G01",
    "Equity:Opening:Revenue",
    "Equity:Transfer:Revenue",
    "Equity:Transfer:Held",
)


@dataclass
class Walk:
    """Where a walk stands: its dice, its clock, and what was frozen when periods closed."""

    session: Session
    here: Neighbourhood
    dice: random.Random
    book_id: int
    moment: datetime
    frozen: dict[int, dict[int, int]] = field(default_factory=dict)
    tried: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)


def sums(session: Session, period_id: int) -> dict[int, int]:
    """What each account holds of a period, by its lines."""
    grouped = select(EntryLine.account_id, func.sum(EntryLine.amount_fen))
    wanted = grouped.where(EntryLine.period_id == period_id).group_by(col(EntryLine.account_id))
    return {account: int(total) for account, total in session.exec(wanted)}


def some(walk: Walk, table: type, *where: object) -> int:
    """The id of a row of ``table``; often of none."""
    ids = list(walk.session.exec(select(table.id).where(*where)))
    return walk.dice.choice(ids) if ids else 0


SOUND: dict[EntryKind, Callable[[int], tuple[Line, ...]]] = {
    EntryKind.RECEIPT: lambda fen: shape.received("Assets:Bank:Revenue", "Income:G01", fen),
    EntryKind.PAYMENT: lambda fen: shape.paid("Assets:Bank:Held", "Expenses:Held:Cost:G01", fen),
    EntryKind.OPENING: lambda fen: shape.begun("Assets:Bank:Held", CHART, fen),
    EntryKind.TRANSFER: lambda fen: shape.moved(
        "Assets:Bank:Held", "Assets:Bank:Revenue", CHART, fen
    ),
}
CHART = Chart(
    {
        "Assets:Bank:Held": Facts(AccountKind.ASSET, Fund.HELD, ""),
        "Assets:Bank:Revenue": Facts(AccountKind.ASSET, Fund.REVENUE, ""),
    }
)


def lines(dice: random.Random, kind: EntryKind) -> tuple[Line, ...]:
    """Mostly sound; sometimes anything."""
    fen = dice.choice((1, 99, 100_00, 12_345_67, -5, 0))
    if kind in SOUND and dice.random() < 0.85:
        return SOUND[kind](fen)
    picked = dice.sample(ACCOUNTS, dice.randint(1, 4))
    return tuple(Line(code, dice.choice((-fen, fen, 7))) for code in picked)


def write(walk: Walk) -> None:
    back = walk.dice.choice((0, 0, 1, 5, 20, 20, 60, 60, 120, 400, -3))
    kind = walk.dice.choice(list(EntryKind))
    content = Content(
        kind=kind,
        day=day_of(walk.moment) - timedelta(days=back),
        lines=lines(walk.dice, kind),
        purpose="随机的一笔",
        party=Counterparty(PartyKind.FIRM, walk.dice.choice(("甲公司", "乙公司"))),
        no_voucher_reason="没有开票" if walk.dice.random() < 0.97 else "",
    )
    draft_entry(walk.session, who(walk, WRITERS), walk.book_id, content)


def who(walk: Walk, names: tuple[str, ...]):  # type: ignore[no-untyped-def]
    return getattr(walk.here, walk.dice.choice(names))


def draft_of(walk: Walk) -> int:
    pending = EntryDraft.state == DraftState.PENDING
    return some(walk, EntryDraft, *([pending] if walk.dice.random() < 0.95 else []))


def approve(walk: Walk) -> None:
    approve_draft(walk.session, who(walk, OTHERS), draft_of(walk))


def refuse(walk: Walk) -> None:
    refuse_draft(walk.session, who(walk, OTHERS), draft_of(walk), "这样记不对")


def withdraw(walk: Walk) -> None:
    withdraw_draft(walk.session, who(walk, WRITERS), draft_of(walk))


def take_back(walk: Walk) -> None:
    day = day_of(walk.moment) - timedelta(days=walk.dice.choice((0, 0, 30, 200)))
    reverse_entry(walk.session, who(walk, WRITERS), some(walk, Entry), day, "当时记错了")


def close(walk: Walk) -> None:
    period_id = some(walk, Period, col(Period.closed_at).is_(None))
    close_period(walk.session, who(walk, OTHERS), period_id)
    walk.frozen[period_id] = sums(walk.session, period_id)


def ask(walk: Walk) -> None:
    ask_reopening(walk.session, who(walk, OTHERS), some(walk, Period), "漏记了一笔")


def answer(walk: Walk) -> None:
    period_id, agreed = some(walk, Period), walk.dice.random() < 0.5
    answer_reopening(walk.session, who(walk, OTHERS), period_id, agreed)
    if agreed:
        del walk.frozen[period_id]


def wait(walk: Walk) -> None:
    walk.moment += timedelta(days=walk.dice.choice((1, 10, 45, 100)))


ACTS: dict[Callable[[Walk], None], int] = {
    write: 8,
    approve: 16,
    refuse: 1,
    withdraw: 1,
    take_back: 2,
    close: 5,
    ask: 1,
    answer: 1,
    wait: 1,
}


def step(walk: Walk) -> None:
    """One act of somebody; a refusal leaves everything as it was."""
    act = walk.dice.choices(list(ACTS), list(ACTS.values()))[0]
    walk.tried[act.__name__] += 1
    with clock_at(walk.moment):
        before = walk.session.exec(select(func.count()).select_from(Entry)).one()
        try:
            with walk.session.begin_nested():
                act(walk)
            walk.done[act.__name__] += 1
        except Refused:
            after = walk.session.exec(select(func.count()).select_from(Entry)).one()
            assert after == before
    off = select(func.coalesce(func.sum(Turnover.debit_fen - Turnover.credit_fen), 0))
    assert walk.session.exec(off).one() == 0  # the trial balance, after every single step


def judge(walk: Walk) -> None:
    """The laws of the books, by a second way of counting."""
    session = walk.session
    for period_id, kept in walk.frozen.items():
        assert sums(session, period_id) == kept  # a closed period changed by 0 fen
    per_entry = select(EntryLine.entry_id, func.sum(EntryLine.amount_fen))
    assert not [e for e, off in session.exec(per_entry.group_by(col(EntryLine.entry_id))) if off]
    entries = list(session.exec(select(Entry).order_by(col(Entry.number))))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    by_id = {entry.id: entry for entry in entries}
    taken_back = [e.reverses_id for e in entries if e.kind is EntryKind.REVERSAL]
    assert len(taken_back) == len(set(taken_back))
    assert all(by_id[first].kind is not EntryKind.REVERSAL for first in taken_back)
    assert not [e for e in entries if e.kind is not EntryKind.REVERSAL and e.reverses_id]
    assert all(entry.posted_by != entry.approved_by for entry in entries)
    for period in session.exec(select(Period)):
        kept = {
            turned.account_id: turned.debit_fen - turned.credit_fen
            for turned in session.exec(select(Turnover).where(Turnover.period_id == period.id))
        }
        assert kept == sums(session, period.id or 0)
    funds = (
        select(Account.fund, func.sum(EntryLine.amount_fen))
        .join(Account, col(Account.id) == EntryLine.account_id)
        .group_by(col(Account.fund))
    )
    assert all(total == 0 for _fund, total in session.exec(funds))
    in_the_log = select(func.count()).where(Leaf.kind == LeafKind.ENTRY)
    assert session.exec(in_the_log).one() == len(entries)
    _reopened_by_two(session)


def _reopened_by_two(session: Session) -> None:
    acts = {act.id: act for act in session.exec(select(PeriodAct))}
    for act in acts.values():
        if act.kind is PeriodActKind.REOPENED:
            assert acts[act.asked_id].member_id != act.member_id


def test_no_walk_unbalances_the_books(engine: Engine, here: Neighbourhood) -> None:
    tried: Counter[str] = Counter()
    done: Counter[str] = Counter()

    @settings(
        max_examples=WALKS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # a walk is told by its seed: there is nothing to shrink
        database=None,
    )
    @given(st.integers(min_value=0, max_value=2**32))
    def walks(seed: int) -> None:
        with Session(engine) as session, clock_at(NOON):
            with session.begin_nested() as all_of_it:
                book = open_book(session, here.wu, here.fengyuan.id or 0, OPENED)
                walk = Walk(session, here, random.Random(seed), book.id or 0, NOON)
                for _ in range(STEPS):
                    step(walk)
                judge(walk)
                tried.update(walk.tried)
                done.update(walk.done)
                all_of_it.rollback()
            session.rollback()

    walks()
    assert min(done[act.__name__] for act in (write, approve, take_back, close)) >= WALKS, done
    print(f"{sum(tried.values()):,} tried, {sum(done.values()):,} done: {dict(done)}")
