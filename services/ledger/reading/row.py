"""What a line of the list says of an entry: labels for the few that are shown (凭证行)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, select

from models.claim import Claim
from models.contract import Contract
from models.distribution import Distribution
from models.ledger import Account, AccountKind, Entry, EntryKind, EntryLine, Fund, Party
from models.ledger import VoucherExcuse as Excuse
from models.spending import Spending, StandingAuthorisation
from models.topic import Topic
from models.voucher import EntryVoucher


@dataclass(frozen=True)
class Link:
    """Where an entry leads: the page, the row it asks for, and what it is called (关联)."""

    page: str
    id: int
    name: str


@dataclass(frozen=True)
class Row:
    """One entry as a list shows it (凭证行)."""

    id: int
    number: int
    day: date
    kind: EntryKind
    head: str
    purpose: str
    document: str
    party: str  # a firm's name, or 张**
    amount_fen: int  # how much money it is about
    moved: tuple[tuple[Fund, int], ...]  # by how much it changed what each fund holds
    vouchers: int
    excuse: str  # why there is no voucher
    decision: Link | None
    contract: Link | None
    claim: Link | None
    reverses: tuple[int, int] | None  # id and number of the entry it takes back
    reversed_by: tuple[int, int] | None

    def effect(self, fund: Fund | None) -> int:
        """By how much it changed what ``fund`` holds; all funds together where none is named."""
        return sum(fen for of, fen in self.moved if fund is None or of is fund)

    @property
    def bare(self) -> bool:
        """Nothing proves it: no voucher, though money moved."""
        return not self.vouchers and self.kind is not EntryKind.REVERSAL


_Later, _Before = aliased(Entry), aliased(Entry)
_VOUCHERS = (
    select(func.count()).where(EntryVoucher.entry_id == Entry.id).correlate(Entry).scalar_subquery()
)
_EXCUSED = and_(col(Excuse.entry_id) == Entry.id, col(Excuse.approved_by).is_not(None))


def _told() -> Select[Any]:
    """One statement: the entry, and the names of what it hangs on."""
    told = (
        Entry.id, Entry.number, Entry.day, Entry.kind, Entry.head, Entry.purpose, Entry.document,
        Entry.amount_fen, Entry.no_voucher_reason, Entry.contract_id, Entry.claim_id,
        Spending.topic_id,
    )  # fmt: skip
    return (
        select(*map(col, told))
        .add_columns(
            _VOUCHERS.label("vouchers"),
            col(Party.shown).label("party"),
            col(Contract.title).label("contract"),
            col(Claim.title).label("claim"),
            col(Topic.title).label("topic"),
            col(StandingAuthorisation.motion_id).label("standing_motion"),
            col(StandingAuthorisation.title).label("standing"),
            col(Distribution.id).label("distribution_id"),
            col(Distribution.title).label("distribution"),
            col(Excuse.reason).label("excuse"),
            col(_Later.id).label("later_id"),
            col(_Later.number).label("later"),
            col(_Before.id).label("before_id"),
            col(_Before.number).label("before"),
        )
        .outerjoin(Party, col(Party.id) == Entry.party_id)
        .outerjoin(Contract, col(Contract.id) == Entry.contract_id)
        .outerjoin(Claim, col(Claim.id) == Entry.claim_id)
        .outerjoin(Spending, col(Spending.id) == Entry.spending_id)
        .outerjoin(Topic, col(Topic.id) == Spending.topic_id)
        .outerjoin(StandingAuthorisation, col(StandingAuthorisation.id) == Entry.standing_id)
        .outerjoin(Distribution, col(Distribution.id) == Entry.distribution_id)
        .outerjoin(
            Excuse, (col(Excuse.entry_id) == Entry.id) & col(Excuse.approved_by).is_not(None)
        )
        .outerjoin(_Later, col(_Later.reverses_id) == Entry.id)
        .outerjoin(_Before, col(_Before.id) == Entry.reverses_id)
    )


def rows(session: Session, ids: tuple[int, ...]) -> list[Row]:
    """The entries with these ids, in the same order."""
    if not ids:
        return []
    moved = _moved(session, ids)
    kept = {
        one.id: _row(one, moved) for one in session.execute(_told().where(col(Entry.id).in_(ids)))
    }
    return [kept[one] for one in ids if one in kept]


def _moved(session: Session, ids: tuple[int, ...]) -> dict[int, tuple[tuple[Fund, int], ...]]:
    """By how much each entry changed what each fund holds."""
    entry_id, fund = col(EntryLine.entry_id), col(Account.fund)
    asked = (
        select(entry_id, fund, func.sum(EntryLine.amount_fen))
        .join(Account, col(Account.id) == EntryLine.account_id)
        .where(entry_id.in_(ids), col(Account.kind) == AccountKind.ASSET)
        .group_by(entry_id, fund)
        .order_by(entry_id, fund)
    )
    found: dict[int, tuple[tuple[Fund, int], ...]] = {}
    for one, of, fen in session.exec(asked):
        found[one] = (*found.get(one, ()), (of, int(fen)))
    return found


def _row(one: Any, moved: Mapping[int, tuple[tuple[Fund, int], ...]]) -> Row:
    return Row(
        id=one.id,
        number=one.number,
        day=one.day,
        kind=one.kind,
        head=one.head,
        purpose=one.purpose,
        document=one.document,
        party=one.party or "",
        amount_fen=one.amount_fen,
        moved=moved.get(one.id, ()),
        vouchers=one.vouchers,
        excuse=one.excuse or one.no_voucher_reason,
        decision=_decision(one),
        contract=_link("contracts", one.contract_id, one.contract),
        claim=_link("claims", one.claim_id, one.claim),
        reverses=(one.before_id, one.before) if one.before_id else None,
        reversed_by=(one.later_id, one.later) if one.later_id else None,
    )


def _link(page: str, row_id: int | None, name: str | None) -> Link | None:
    return Link(page, row_id, name or "") if row_id else None


def _decision(one: Any) -> Link | None:
    """What allowed it: the topic it walked as, the authorisation, or the plan."""
    return (
        _link("topic", one.topic_id, one.topic)
        or _link("motion", one.standing_motion, one.standing)
        or _link("distributions", one.distribution_id, one.distribution)
    )
