"""One contract and its money as they stand (合同收款情况)."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.contract import Contract, ContractState, Instalment
from models.ledger import Entry, EntryKind
from models.place import Place
from rules.contract.arrears import Allotment, Owed, Receipt, allotted, owed_until
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.book import the_book
from services.visitor import check, the_place


def the_contract(session: Session, contract_id: int) -> Contract:
    """The contract with this id; refused when there is none."""
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Refused(N_("There is no such contract."))
    return contract


def to_keep(session: Session, actor: Visitor, contract_id: int) -> tuple[Contract, Place, Visitor]:
    """A contract for an act of whoever keeps it, with its compound; all of it locked."""
    contract = the_contract(session, contract_id)
    book = the_book(session, contract.book_id)
    session.refresh(contract)
    place = the_place(session, book.place_id)
    return contract, place, check(session, actor, Permission.KEEP_CONTRACT, place)


def stands(entry: Any = Entry) -> sa.ColumnElement[bool]:
    """Whether an entry still holds: nothing in the books takes it back."""
    later = aliased(Entry)
    return ~sa.exists().where(col(later.reverses_id) == entry.id)


def receipts(session: Session, ids: Collection[int]) -> dict[int, list[Receipt]]:
    """What came in under these contracts, without what was reversed."""
    found: dict[int, list[Receipt]] = {}
    money = (
        sa.select(col(Entry.contract_id), col(Entry.id), col(Entry.day), col(Entry.amount_fen))
        .where(col(Entry.contract_id).in_(ids), col(Entry.kind) == EntryKind.RECEIPT, stands())
        .order_by(col(Entry.day), col(Entry.id))
    )
    for contract_id, entry_id, day, fen in session.execute(money):
        found.setdefault(contract_id or 0, []).append(Receipt(entry_id or 0, day, fen))
    return found


def instalments(session: Session, ids: Collection[int]) -> dict[int, list[Owed]]:
    """What these contracts say, in the order of the days."""
    found: dict[int, list[Owed]] = {}
    wanted = select(Instalment).where(col(Instalment.contract_id).in_(ids))
    for row in session.exec(wanted.order_by(col(Instalment.due_on), col(Instalment.id))):
        owed = Owed(row.id or 0, row.due_on, row.amount_fen, row.waived_fen)
        found.setdefault(row.contract_id, []).append(owed)
    return found


def allotments(session: Session, contracts: Collection[Contract]) -> dict[int, Allotment]:
    """For each of these contracts what is owed and what came in."""
    ids = [contract.id or 0 for contract in contracts]
    said, money = instalments(session, ids), receipts(session, ids)
    return {
        c.id or 0: allotted(
            owed_until(said.get(c.id or 0, []), c.ended_on), money.get(c.id or 0, [])
        )
        for c in contracts
    }


def allotment(session: Session, contract: Contract) -> Allotment:
    """What one contract owes and what came in."""
    return allotments(session, [contract])[contract.id or 0]


def renewals(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Which contract follows which; one that was dropped before it began follows none."""
    dropped = (col(Contract.state) == ContractState.ENDED) & col(Contract.decided_on).is_(None)
    later = sa.select(col(Contract.renews_id), col(Contract.id)).where(
        col(Contract.renews_id).in_(ids), ~dropped
    )
    return {before or 0: after or 0 for before, after in session.execute(later)}
