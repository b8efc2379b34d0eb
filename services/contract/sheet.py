"""One contract with everything that anybody may know of it (合同详情)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.contract import Contract, ContractState, Instalment
from models.ledger import Account, AccountKind, Book, Entry, Party, PartyKind
from models.motion import Binding, Motion, MotionState
from rules.contract.arrears import Allotment, Paid
from rules.contract.life import MATTER
from services.contract.reading import ContractRow, rows
from services.contract.standing import allotments, renewals

MOST_VOTES = 50


@dataclass(frozen=True)
class Line:
    """One instalment with what came in for it (分期行)."""

    paid: Paid
    waived_reason: str
    numbers: tuple[int, ...]  # of the entries that paid it


@dataclass(frozen=True)
class Sheet:
    """A contract, its instalments and what it rests on (合同详情)."""

    row: ContractRow
    path: str
    place_id: int
    book_id: int
    party_kind: PartyKind
    lines: tuple[Line, ...]
    entries: tuple[tuple[int, int], ...]  # id and number of each receipt
    over_fen: int
    open_fen: int
    motion_id: int | None
    motion_question: str
    decided_on: date | None
    decision_note: str
    ended_on: date | None
    end_reason: str
    remind_days: int
    renews: tuple[int, str] | None
    renewed_by: tuple[int, str] | None


def sheet(session: Session, contract_id: int, today: date) -> Sheet | None:
    """The contract as it stands on ``today``; ``None`` when there is none."""
    contract = session.get(Contract, contract_id)
    if contract is None:
        return None
    book = session.get_one(Book, contract.book_id)
    money = allotments(session, [contract])[contract_id]
    motion = session.get(Motion, contract.motion_id) if contract.motion_id else None
    later = renewals(session, [contract_id]).get(contract_id)
    numbers = _numbers(session, contract_id)
    return Sheet(
        row=rows(session, [contract_id], today)[0],
        path=contract.path,
        place_id=book.place_id,
        book_id=contract.book_id,
        party_kind=session.get_one(Party, contract.party_id).kind,
        lines=_lines(session, contract_id, money, numbers),
        entries=tuple(numbers.items()),
        over_fen=money.over_fen,
        open_fen=money.open_fen,
        motion_id=contract.motion_id,
        motion_question=motion.question if motion else "",
        decided_on=contract.decided_on,
        decision_note=contract.decision_note,
        ended_on=contract.ended_on,
        end_reason=contract.end_reason,
        remind_days=contract.remind_days,
        renews=_named(session, contract.renews_id),
        renewed_by=_named(session, later),
    )


def _named(session: Session, contract_id: int | None) -> tuple[int, str] | None:
    other = session.get(Contract, contract_id) if contract_id else None
    return (other.id or 0, other.number) if other else None


def _numbers(session: Session, contract_id: int) -> dict[int, int]:
    """The numbers of all entries that name the contract, reversed ones and reversals too."""
    named = select(Entry.id, Entry.number).where(Entry.contract_id == contract_id)
    return {i or 0: number for i, number in session.exec(named.order_by(col(Entry.number)))}


def _lines(
    session: Session, contract_id: int, money: Allotment, numbers: dict[int, int]
) -> tuple[Line, ...]:
    said = select(Instalment).where(Instalment.contract_id == contract_id)
    reasons = {row.id: row.waived_reason for row in session.exec(said)}
    return tuple(
        Line(each, reasons[each.owed.id], tuple(numbers[i] for i in each.entry_ids))
        for each in money.paid
    )


@dataclass(frozen=True)
class Vote:
    """A vote that a contract may rest on (可作依据的表决)."""

    id: int
    question: str


def votes(session: Session, path: str) -> list[Vote]:
    """The votes on item 8 that have passed in the compound with ``path``, the latest first."""
    passed = select(Motion.id, Motion.question).where(
        Motion.path == path,
        Motion.state == MotionState.PASSED,
        Motion.matter == MATTER,
        Motion.binding != Binding.ADVISORY,
    )
    latest = passed.order_by(col(Motion.decided_at).desc()).limit(MOST_VOTES)
    return [Vote(i or 0, question) for i, question in session.exec(latest)]


@dataclass(frozen=True)
class Keeping:
    """What it takes to write contracts down at a compound (登记条件)."""

    book_id: int
    heads: tuple[str, ...]


def keeping(session: Session, place_id: int) -> Keeping | None:
    """The book of a compound and its heads of income; ``None`` where no book is kept yet."""
    book = session.exec(select(Book).where(Book.place_id == place_id)).first()
    if book is None or book.id is None:
        return None
    open_income = select(Account.head).where(
        Account.book_id == book.id,
        Account.kind == AccountKind.INCOME,
        Account.head != "",
        col(Account.closed_at).is_(None),
    )
    return Keeping(book.id, tuple(sorted(set(session.exec(open_income)))))


@dataclass(frozen=True)
class Open:
    """A contract that takes receipts, for whoever writes one (可收款合同)."""

    id: int
    number: str
    title: str
    head: str
    party: str
    arrears_fen: int


def taking_receipts(session: Session, book_id: int, today: date) -> list[Open]:
    """The contracts of a book that a receipt may be booked under, the largest arrears first."""
    live = select(Contract).where(
        Contract.book_id == book_id, Contract.state != ContractState.DRAFT
    )
    found = {c.id: c for c in session.exec(live)}
    money = allotments(session, list(found.values()))
    wanted = [
        i
        for i, c in found.items()
        if i is not None and (c.state is ContractState.ACTIVE or money[i].open_fen)
    ]
    told = [
        Open(row.id, row.number, row.title, row.head, row.party, row.arrears_fen)
        for row in rows(session, wanted, today)
    ]
    return sorted(told, key=lambda each: (-each.arrears_fen, each.number))
