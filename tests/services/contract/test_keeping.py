"""Contracts are written down whole, and corrected only before they begin."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.contract import ContractState, Instalment
from models.ledger import Book, Party, PartyKind
from models.trail import TrailLine
from rules.contract.schedule import Due
from rules.ledger.entry import Counterparty
from rules.refusal import Refused
from services.contract.keeping import (
    Subject,
    correct_contract,
    register_contract,
    renew_contract,
)
from services.contract.moving import end_contract
from tests.contracts import LIFTS, active, quarterly, registered
from tests.neighbourhood import Neighbourhood

NEXT = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}
NEXT_DUES = (Due(date(2027, 1, 1), 13_000_00),)


def dues(session: Session, contract_id: int | None) -> list[tuple[date, int]]:
    rows = select(Instalment).where(Instalment.contract_id == contract_id)
    ordered = session.exec(rows.order_by(col(Instalment.due_on)))
    return [(row.due_on, row.amount_fen) for row in ordered]


def test_a_contract_is_written_down_with_its_instalments(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    assert (contract.state, contract.path) == (ContractState.DRAFT, here.fengyuan.path)
    assert session.get_one(Party, contract.party_id).shown == "分众电梯传媒公司"
    assert dues(session, contract.id) == [
        (date(2026, month, 1), 3_000_00) for month in (1, 4, 7, 10)
    ]
    line = session.exec(select(TrailLine).where(TrailLine.code == "contract.registered")).one()
    assert line.after is not None
    assert (line.after["number"], line.after["amount_fen"]) == ("GG-2026-01", 12_000_00)
    assert "分众" not in str(line.after)


def test_a_person_as_party_is_masked(session: Session, here: Neighbourhood, book: Book) -> None:
    stall = Subject("早点摊位", "G03", Counterparty(PartyKind.PERSON, "张大山"), "南门内侧")
    contract = register_contract(session, here.ma, book.id or 0, stall, quarterly("TW-1"))
    party = session.get_one(Party, contract.party_id)
    assert (party.shown, party.name) == ("张**", "张大山")


@pytest.mark.parametrize("who", ["chen", "zhou", "lin", "shi", "gao", "qin", "shen", "guan", "wai"])
def test_contracts_are_kept_by_the_committee_and_the_manager(
    session: Session, here: Neighbourhood, book: Book, who: str
) -> None:
    with pytest.raises(Refused, match="role"):
        register_contract(session, here.visitors[who], book.id or 0, LIFTS, quarterly())


@pytest.mark.parametrize(
    ("subject", "term", "words"),
    [
        ({"title": "广"}, {}, "what the contract is about"),
        ({"spot": " "}, {}, "where it is"),
        ({"party": Counterparty(PartyKind.FIRM, "  ")}, {}, "with whom"),
        ({"head": ""}, {}, "Choose the head"),
        ({"head": "E04"}, {}, "Choose the head"),
        ({"head": "G99"}, {}, "Choose the head"),
        ({}, {"number": ""}, "number"),
        ({}, {"remind_days": 400}, "reminder"),
        ({}, {"dues": ()}, "at least one"),
        ({}, {"ends_on": date(2025, 1, 1)}, "ends after"),
    ],
)
def test_a_contract_that_cannot_be_is_refused(
    session: Session,
    here: Neighbourhood,
    book: Book,
    subject: dict[str, Any],
    term: dict[str, Any],
    words: str,
) -> None:
    with pytest.raises(Refused, match=words):
        register_contract(
            session, here.wu, book.id or 0, replace(LIFTS, **subject), quarterly(**term)
        )


def test_a_number_is_taken_once(session: Session, here: Neighbourhood, book: Book) -> None:
    registered(session, here, book)
    with pytest.raises(Refused, match="is taken"):
        registered(session, here, book)
    registered(session, here, book, number="GG-2026-02")


def test_what_is_not_active_yet_can_be_corrected(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    better = replace(LIFTS, spot="1—3 号楼电梯", found_hidden=True)
    correct_contract(session, here.wu, contract.id or 0, better, quarterly(fen=8_000_00))
    assert (contract.spot, contract.found_hidden) == ("1—3 号楼电梯", True)
    assert [fen for _day, fen in dues(session, contract.id)] == [2_000_00] * 4
    other = active(session, here, book, number="GG-2026-02")
    with pytest.raises(Refused, match="not active yet can be corrected"):
        correct_contract(session, here.wu, other.id or 0, better, quarterly())
    with pytest.raises(Refused, match="role"):
        correct_contract(session, here.lin, contract.id or 0, better, quarterly())
    with pytest.raises(Refused, match="no such contract"):
        correct_contract(session, here.wu, 999, better, quarterly())


def test_a_contract_is_renewed_by_one_that_follows_it(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    before = active(session, here, book)
    term = quarterly("GG-2027-01", dues=NEXT_DUES, **NEXT)
    with pytest.raises(Refused, match="role"):
        renew_contract(session, here.lin, before.id or 0, term)
    with pytest.raises(Refused, match="begins after"):
        renew_contract(session, here.wu, before.id or 0, quarterly("GG-2027-01"))
    after = renew_contract(session, here.wu, before.id or 0, term)
    assert (after.renews_id, after.state) == (before.id, ContractState.DRAFT)
    assert (after.party_id, after.head, after.motion_id) == (before.party_id, "G02", None)
    with pytest.raises(Refused, match="renewed already"):
        renew_contract(session, here.wu, before.id or 0, replace(term, number="GG-2027-02"))


def test_a_renewal_that_was_dropped_leaves_room_for_another(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    before = active(session, here, book)
    term = quarterly("GG-2027-01", dues=NEXT_DUES, **NEXT)
    dropped = renew_contract(session, here.wu, before.id or 0, term)
    end_contract(session, here.wu, dropped.id or 0, date(2026, 6, 10), "业主大会未同意")
    renew_contract(session, here.wu, before.id or 0, replace(term, number="GG-2027-02"))


def test_what_never_began_is_corrected_and_not_renewed(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    with pytest.raises(Refused, match="correct it instead"):
        renew_contract(session, here.wu, contract.id or 0, quarterly("GG-2027-01", **NEXT))
