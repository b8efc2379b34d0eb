"""A receipt under a contract is one that the contract owes."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from models.ledger import Book
from rules.refusal import Refused
from services.contract.moving import end_contract
from services.contract.standing import allotment
from services.ledger.drafting import draft_entry
from services.ledger.reversal import reverse_entry
from tests.contracts import active, paid, registered, under
from tests.ledgers import DAY, approved, opening, payment, posted
from tests.neighbourhood import Neighbourhood


def test_a_receipt_under_an_active_contract_settles_its_oldest_instalment(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    entry = paid(session, here, book, contract, 4_000_00)
    first, second, *_rest = allotment(session, contract).paid
    assert (first.paid_fen, second.paid_fen) == (3_000_00, 1_000_00)
    assert (first.paid_on, first.entry_ids) == (DAY, (entry.id,))


def test_a_reversed_receipt_brings_its_arrears_back(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    entry = paid(session, here, book, contract, 3_000_00)
    draft = reverse_entry(session, here.wu, entry.id or 0, DAY, "记错了合同")
    approved(session, here, draft.id or 0)
    assert allotment(session, contract).paid[0].paid_fen == 0


def test_a_contract_that_is_not_decided_takes_nothing(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    with pytest.raises(Refused, match="owners decide first"):
        draft_entry(session, here.wu, book.id or 0, under(contract, 3_000_00))


def test_a_contract_takes_its_own_head_only(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    with pytest.raises(Refused, match="another head"):
        draft_entry(session, here.wu, book.id or 0, under(contract, 3_000_00, head="G01"))


def test_only_receipts_and_their_costs_are_booked_under_a_contract(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    posted(session, here, book, opening(10_000_00))
    out = replace(payment(100_00), contract_id=contract.id)
    with pytest.raises(Refused, match="No decision covers"):
        draft_entry(session, here.wu, book.id or 0, out)


def test_an_ended_contract_takes_what_it_still_owes_and_no_more(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    end_contract(session, here.wu, contract.id or 0, date(2026, 5, 31), "对方撤场，协商终止")
    with pytest.raises(Refused, match=r"only ¥ 6,000\.00 is still owed"):
        draft_entry(session, here.wu, book.id or 0, under(contract, 6_000_01))
    paid(session, here, book, contract, 6_000_00)
    with pytest.raises(Refused, match=r"only ¥ 0\.00"):
        draft_entry(session, here.wu, book.id or 0, under(contract, 1))


def test_two_drafts_for_the_last_sum_are_not_both_posted(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    end_contract(session, here.wu, contract.id or 0, date(2026, 5, 31), "对方撤场，协商终止")
    drafts = [
        draft_entry(session, here.wu, book.id or 0, under(contract, 6_000_00)) for _ in range(2)
    ]
    approved(session, here, drafts[0].id or 0)
    with pytest.raises(Refused, match="still owed"):
        approved(session, here, drafts[1].id or 0)


def test_a_contract_of_other_books_is_not_there(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    with pytest.raises(Refused, match="not in these books"):
        draft_entry(session, here.wu, book.id or 0, replace(under(contract, 1), contract_id=999))


def test_a_contract_that_was_dropped_before_it_began_takes_nothing(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = registered(session, here, book)
    end_contract(session, here.wu, contract.id or 0, DAY, "没有表决，就此作罢")
    with pytest.raises(Refused, match="owners decide first"):
        draft_entry(session, here.wu, book.id or 0, under(contract, 3_000_00))
