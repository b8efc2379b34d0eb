"""What those who keep the books look at: what waits, and how far each period is (记账台)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from models.contract import Contract, ContractState
from models.ledger import (
    Account,
    AccountKind,
    DraftState,
    Entry,
    EntryDraft,
    EntryKind,
    Party,
    Period,
    VoucherExcuse,
)
from models.member import Member
from rules.ledger.entry import Content, Line, approvals_needed
from rules.refusal import Refused
from services.ledger.period import obstacles, waiting, without_voucher
from services.ledger.reading.row import Link
from services.ledger.resting import rests_on
from services.spending.allowance import standings
from services.spending.reading import payable
from services.voucher.reading import Shown, vouchers

PAGE_ROWS = 20


@dataclass(frozen=True)
class DraftRow:
    """One draft in a list (待复核凭证)."""

    id: int
    state: DraftState
    content: Content
    party: str
    written_by: int
    writer: str
    first: str  # who approved it as the first of two
    first_id: int | None
    reason: str
    entry_id: int | None
    entry_number: int | None
    at: datetime
    vouchers: tuple[Shown, ...] = ()
    rests_on: tuple[Link, ...] = ()

    @property
    def still_needed(self) -> int:
        """How many persons have yet to say yes."""
        return approvals_needed(self.content.kind, self.content.lines) - (self.first_id is not None)


def draft_count(session: Session, book_id: int, state: DraftState) -> int:
    """How many drafts are in ``state``."""
    wanted = select(func.count()).where(EntryDraft.book_id == book_id, EntryDraft.state == state)
    return session.exec(wanted).one()


def drafts(session: Session, book_id: int, state: DraftState, page: int = 1) -> list[DraftRow]:
    """One page of drafts: what waits longest first, what is done newest first."""
    order = col(EntryDraft.id) if state is DraftState.PENDING else col(EntryDraft.id).desc()
    wanted = select(EntryDraft).where(EntryDraft.book_id == book_id, EntryDraft.state == state)
    found = session.exec(wanted.order_by(order).offset((page - 1) * PAGE_ROWS).limit(PAGE_ROWS))
    return [_row(session, draft) for draft in found]


def _row(session: Session, draft: EntryDraft) -> DraftRow:
    content = Content.from_json(draft.content)
    party = session.get(Party, content.party_id) if content.party_id else None
    entry = session.get(Entry, draft.entry_id) if draft.entry_id else None
    return DraftRow(
        id=draft.id or 0,
        state=draft.state,
        content=content,
        party=party.shown if party else "",
        written_by=draft.drafted_by,
        writer=_name(session, draft.drafted_by),
        first=_name(session, draft.approved_once_by),
        first_id=draft.approved_once_by,
        reason=draft.reason,
        entry_id=draft.entry_id,
        entry_number=entry.number if entry else None,
        at=draft.created_at,
        vouchers=tuple(vouchers(session, content.voucher_ids)),
        rests_on=rests_on(session, content),
    )


def _name(session: Session, member_id: int | None) -> str:
    member = session.get(Member, member_id) if member_id is not None else None
    return member.name if member else ""


@dataclass(frozen=True)
class PeriodRow:
    """How far a period is (期间进度). ``obstacles`` are sentences with their facts."""

    id: int
    number: int
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    entry_count: int
    obstacles: tuple[tuple[str, dict[str, Any]], ...]
    asked_by: int | None  # who asks to reopen it
    asker: str
    asked_reason: str
    bare: tuple["BareRow", ...]


@dataclass(frozen=True)
class BareRow:
    """An entry without a voucher (无票据凭证)."""

    id: int
    number: int
    day: date
    amount_fen: int
    purpose: str
    excuse: str
    asked_by: int | None


def periods(session: Session, book_id: int, today: date) -> list[PeriodRow]:
    """Every period of a book, the newest first."""
    wanted = select(Period).where(Period.book_id == book_id).order_by(col(Period.number).desc())
    return [_period(session, found, today) for found in session.exec(wanted)]


def _period(session: Session, found: Period, today: date) -> PeriodRow:
    assert found.id is not None
    counted = select(func.count()).where(Entry.period_id == found.id)
    in_the_way: list[Refused] = []
    bare: list[Entry] = []
    if found.closed_at is None:
        in_the_way = obstacles(session, found, today)
        bare = without_voucher(session, found.id)
    asked = waiting(session, found.id)
    return PeriodRow(
        id=found.id,
        number=found.number,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        closed_at=found.closed_at,
        entry_count=session.exec(counted).one(),
        obstacles=tuple((refusal.sentence, refusal.facts) for refusal in in_the_way),
        asked_by=asked.member_id if asked else None,
        asker=_name(session, asked.member_id) if asked else "",
        asked_reason=asked.reason if asked else "",
        bare=tuple(_bare(session, entry) for entry in bare[:PAGE_ROWS]),
    )


def _bare(session: Session, entry: Entry) -> BareRow:
    wanted = select(VoucherExcuse).where(VoucherExcuse.entry_id == entry.id)
    said = session.exec(wanted).first()
    return BareRow(
        id=entry.id or 0,
        number=entry.number,
        day=entry.day,
        amount_fen=entry.amount_fen,
        purpose=entry.purpose,
        excuse=said.reason if said else "",
        asked_by=said.asked_by if said else None,
    )


@dataclass(frozen=True)
class Cover:
    """What a payment may rest on (付款依据): a column of ``Content`` and the row's id."""

    column: str
    id: int
    title: str
    head: str
    allows_fen: int | None = None


def covers(session: Session, book_id: int, today: date) -> list[Cover]:
    """Everything that a payment of today may rest on, with what is left under it."""
    decided = [
        Cover("spending_id", one.id, f"{one.title} · {one.payee}", one.head, one.left_fen)
        for one in payable(session, book_id)
    ]
    standing = [
        Cover("standing_id", one.id, one.title, one.head, min(one.each_fen, one.left_fen))
        for one in standings(session, book_id, today)
        if one.holds(today)
    ]
    return decided + standing + contracts(session, book_id)


def contracts(session: Session, book_id: int) -> list[Cover]:
    """The contracts that money may come in under."""
    wanted = select(Contract).where(
        Contract.book_id == book_id, col(Contract.state) != ContractState.DRAFT
    )
    rows = session.exec(wanted.order_by(col(Contract.number)))
    return [Cover("contract_id", c.id or 0, f"{c.number} {c.title}", c.head) for c in rows]


def usable(session: Session, book_id: int) -> dict[AccountKind, list[Account]]:
    """The open accounts of a book by their kind."""
    wanted = select(Account).where(Account.book_id == book_id, col(Account.closed_at).is_(None))
    found: dict[AccountKind, list[Account]] = {kind: [] for kind in AccountKind}
    for account in session.exec(wanted.order_by(col(Account.id))):
        found[account.kind].append(account)
    return found


def sums(lines: tuple[Line, ...], kind: EntryKind) -> int:
    """What a line of the list shows: below nothing where money leaves."""
    total = sum(line.fen for line in lines if line.fen > 0)
    return -total if kind is EntryKind.PAYMENT else total
