"""Contracts that tests live with: a lift advertisement that pays each quarter (合同样本)."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from models.choice import Regime
from models.contract import Contract
from models.ledger import Book, Entry, PartyKind
from models.motion import Motion
from rules.contract.schedule import Rhythm, schedule
from rules.ledger.entry import Content, Counterparty
from services.contract.keeping import Subject, Term, register_contract
from services.contract.moving import activate_by_earlier_decision
from tests.ledgers import posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.stage import passed, raised

BEGINS, ENDS = date(2026, 1, 1), date(2026, 12, 31)
FIRM = Counterparty(PartyKind.FIRM, "分众电梯传媒公司")
LIFTS = Subject("电梯广告", "G02", FIRM, "1、2 号楼电梯轿厢")


def quarterly(number: str = "GG-2026-01", fen: int = 12_000_00, **more: Any) -> Term:
    """A year that pays in four parts, on the first of each quarter."""
    dues = schedule(BEGINS, ENDS, Rhythm.QUARTERLY, fen)
    return replace(Term(number, BEGINS, ENDS, dues), **more)


def registered(session: Session, here: Neighbourhood, book: Book, **more: Any) -> Contract:
    """The lift advertisement, not decided yet."""
    return register_contract(session, here.wu, book.id or 0, LIFTS, quarterly(**more))


def active(session: Session, here: Neighbourhood, book: Book, **more: Any) -> Contract:
    """The same, begun by a decision that is older than the votes here."""
    contract = registered(session, here, book, **more)
    day, document = date(2025, 11, 20), "2025 年第二次业主大会决议"
    return activate_by_earlier_decision(session, here.wu, contract.id or 0, day, document)


def paid(session: Session, here: Neighbourhood, book: Book, contract: Contract, fen: int) -> Entry:
    """A receipt under the contract, posted."""
    return posted(session, here, book, under(contract, fen))


def under(contract: Contract, fen: int, head: str = "G02", **more: Any) -> Content:
    """A receipt under the contract, still to be drafted."""
    bound = {"contract_id": contract.id, "party": FIRM, "purpose": "电梯广告费"}
    return replace(receipt(fen, head), **bound | more)


def vote(session: Session, here: Neighbourhood, title: str = "电梯广告", **more: Any) -> Motion:
    """A passed vote of the owners on item 8, with what is asked for instead."""
    motion = passed(session, raised(session, here, title))
    usual = {"matter": 8, "decided_at": motion.closes_at, "regime": Regime.OWNERS}
    for name, value in (usual | more).items():
        setattr(motion, name, value)
    session.add(motion)
    session.flush()
    return motion
