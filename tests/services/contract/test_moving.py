"""A contract begins with the owners' decision, may give up a sum, and ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models.base import clock_at, now
from models.contract import ContractState, Instalment
from models.ledger import Book
from models.motion import Binding, MotionState
from models.trail import TrailLine
from rules.contract.schedule import Rhythm, schedule
from rules.refusal import Refused
from services.contract.keeping import Term, register_contract, renew_contract
from services.contract.moving import (
    activate_by_earlier_decision,
    activate_by_vote,
    end_contract,
    waive_instalment,
)
from services.contract.standing import allotment
from tests.contracts import LIFTS, active, paid, quarterly, registered, vote
from tests.neighbourhood import Neighbourhood

TODAY = date(2026, 6, 10)
REASON = "对方撤场，双方协商终止"


def first_of(session: Session, contract_id: int | None) -> Instalment:
    wanted = select(Instalment).where(Instalment.contract_id == contract_id)
    return session.exec(wanted.order_by(Instalment.due_on)).first()  # type: ignore[arg-type, return-value]


def test_a_passed_vote_on_item_eight_lets_a_contract_begin(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    motion = vote(session, here)
    activate_by_vote(session, here.wu, contract.id or 0, motion.id or 0)
    assert (contract.state, contract.motion_id) == (ContractState.ACTIVE, motion.id)
    assert contract.decided_on == date(2026, 6, 9)
    with pytest.raises(Refused, match="active already"):
        activate_by_vote(session, here.wu, contract.id or 0, motion.id or 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": MotionState.FAILED}, "not passed"),
        ({"state": MotionState.OPEN}, "not passed"),
        ({"matter": 9}, "item 8"),
        ({"binding": Binding.ADVISORY}, "item 8"),
        ({"path": "/elsewhere/"}, "no such vote"),
    ],
)
def test_no_other_vote_lets_a_contract_begin(
    session: Session, here: Neighbourhood, book: Book, change: dict[str, Any], words: str
) -> None:
    contract = registered(session, here, book)
    motion = vote(session, here, **change)
    with pytest.raises(Refused, match=words):
        activate_by_vote(session, here.wu, contract.id or 0, motion.id or 0)
    with pytest.raises(Refused, match="no such vote"):
        activate_by_vote(session, here.wu, contract.id or 0, 999)
    assert contract.state is ContractState.DRAFT


def test_a_vote_on_one_business_lets_no_other_kind_begin(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    motion = vote(session, here)
    lifts, more = registered(session, here, book), registered(session, here, book, number="GG-2")
    stall = register_contract(
        session,
        here.wu,
        book.id or 0,
        replace(LIFTS, title="门口摊位", head="G03"),
        quarterly("TW"),
    )
    activate_by_vote(session, here.wu, lifts.id or 0, motion.id or 0)
    with pytest.raises(Refused, match="another kind of business"):
        activate_by_vote(session, here.wu, stall.id or 0, motion.id or 0)
    assert stall.state is ContractState.DRAFT
    activate_by_vote(session, here.wu, more.id or 0, motion.id or 0)
    assert more.state is ContractState.ACTIVE


def test_an_earlier_decision_is_recorded_with_its_day_and_document(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    act = activate_by_earlier_decision
    with pytest.raises(Refused, match="day of the earlier"):
        act(session, here.wu, contract.id or 0, None, "2019 年业主大会决议")
    with pytest.raises(Refused, match="future"):
        act(session, here.wu, contract.id or 0, TODAY + timedelta(days=1), "业主大会决议")
    act(session, here.wu, contract.id or 0, date(2019, 5, 1), "2019 年业主大会决议")
    assert (contract.state, contract.decided_on) == (ContractState.ACTIVE, date(2019, 5, 1))
    line = session.exec(select(TrailLine).where(TrailLine.code == "contract.activated")).one()
    assert line.after == {"decided_on": "2019-05-01", "document": "2019 年业主大会决议"}
    with pytest.raises(Refused, match="active already"):
        act(session, here.wu, contract.id or 0, date(2019, 5, 1), "2019 年业主大会决议")


@pytest.mark.parametrize("who", ["zhou", "lin", "shi", "qin", "shen", "wai"])
def test_only_who_keeps_contracts_moves_them(
    session: Session, here: Neighbourhood, book: Book, who: str
) -> None:
    visitor, other = here.visitors[who], active(session, here, book)
    contract = registered(session, here, book, number="GG-2")
    motion = vote(session, here)
    with pytest.raises(Refused, match="role"):
        activate_by_vote(session, visitor, contract.id or 0, motion.id or 0)
    with pytest.raises(Refused, match="role"):
        activate_by_earlier_decision(session, visitor, contract.id or 0, TODAY, "业主大会决议")
    with pytest.raises(Refused, match="role"):
        end_contract(session, visitor, other.id or 0, TODAY, REASON)
    with pytest.raises(Refused, match="role"):
        waive_instalment(session, visitor, first_of(session, other.id).id or 0, 1, REASON)


def test_an_ended_contract_owes_what_fell_due_before_its_end(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    end_contract(session, here.wu, contract.id or 0, date(2026, 5, 31), REASON)
    assert (contract.state, contract.ended_on) == (ContractState.ENDED, date(2026, 5, 31))
    assert allotment(session, contract).open_fen == 6_000_00
    with pytest.raises(Refused, match="has ended"):
        end_contract(session, here.wu, contract.id or 0, TODAY, REASON)
    with pytest.raises(Refused, match="has ended"):
        activate_by_earlier_decision(session, here.wu, contract.id or 0, TODAY, "业主大会决议")


@pytest.mark.parametrize(
    ("day", "reason", "words"),
    [
        (date(2026, 6, 11), REASON, "last day or later"),
        (date(2025, 12, 31), REASON, "within the term"),
        (TODAY, "撤", "reason"),
    ],
)
def test_an_end_needs_a_day_and_a_reason(
    session: Session, here: Neighbourhood, book: Book, day: date, reason: str, words: str
) -> None:
    contract = active(session, here, book)
    with pytest.raises(Refused, match=words):
        end_contract(session, here.wu, contract.id or 0, day, reason)
    with pytest.raises(Refused, match="no such contract"):
        end_contract(session, here.wu, 999, TODAY, REASON)


def test_what_never_began_is_dropped_today(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    end_contract(session, here.wu, contract.id or 0, date(2030, 1, 1), "重复登记了")
    assert (contract.state, contract.ended_on) == (ContractState.ENDED, TODAY)


def test_an_instalment_is_waived_as_far_as_it_is_open(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    paid(session, here, book, contract, 1_000_00)
    first = first_of(session, contract.id)
    with pytest.raises(Refused, match="still open"):
        waive_instalment(session, here.wu, first.id or 0, 2_000_01, "疫情期间停业减免")
    with pytest.raises(Refused, match="reason"):
        waive_instalment(session, here.wu, first.id or 0, 2_000_00, "")
    waive_instalment(session, here.wu, first.id or 0, 2_000_00, "疫情期间停业减免")
    assert (first.waived_fen, first.waived_reason) == (2_000_00, "疫情期间停业减免")
    assert allotment(session, contract).arrears_fen(TODAY) == 3_000_00
    with pytest.raises(Refused, match="Nothing of this"):
        waive_instalment(session, here.wu, first.id or 0, 1, "疫情期间停业减免")
    with pytest.raises(Refused, match="no such instalment"):
        waive_instalment(session, here.wu, 999, 1, "疫情期间停业减免")
    line = session.exec(select(TrailLine).where(TrailLine.code == "instalment.waived")).one()
    assert line.after is not None and line.after["waived_fen"] == 2_000_00


def test_nothing_is_waived_of_what_is_not_active(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    with pytest.raises(Refused, match="correct it instead"):
        waive_instalment(session, here.wu, first_of(session, contract.id).id or 0, 1, REASON)


def test_the_day_of_a_vote_is_a_day_in_shanghai(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    late = now().replace(hour=17, minute=0)  # one in the morning of the next day there
    with clock_at(late + timedelta(days=2)):
        contract = registered(session, here, book)
        motion = vote(session, here, decided_at=late)
        activate_by_vote(session, here.wu, contract.id or 0, motion.id or 0)
    assert contract.decided_on == date(2026, 6, 11)


def test_a_renewal_needs_a_vote_of_its_own(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    motion = vote(session, here)
    first = registered(session, here, book)
    activate_by_vote(session, here.wu, first.id or 0, motion.id or 0)
    dues = schedule(date(2027, 1, 1), date(2027, 12, 31), Rhythm.QUARTERLY, 12_000_00)
    term = Term("GG-2027-01", date(2027, 1, 1), date(2027, 12, 31), dues)
    again = renew_contract(session, here.wu, first.id or 0, term)
    with pytest.raises(Refused, match="needs a vote of its own"):
        activate_by_vote(session, here.wu, again.id or 0, motion.id or 0)
    assert again.state is ContractState.DRAFT
