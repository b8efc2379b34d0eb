"""Entries that try to look like something else."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, col, select

from models.ledger import EntryKind, Party, PartyKind
from models.log import Leaf
from rules.ledger.entry import Content, Counterparty, Line
from rules.refusal import Refused
from services.ledger import desk
from services.ledger.drafting import draft_entry
from services.ledger.opening import open_book
from services.ledger.posting import approve_draft
from services.ledger.reversal import reverse_entry
from tests.ledgers import DAY, OPENED, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood


def told(where: str, text: str) -> Content:
    """A receipt that says ``text`` in one of its places."""
    if where == "party":
        return replace(receipt(100), party=Counterparty(PartyKind.FIRM, text))
    return replace(receipt(100), **{where: text})


PLACES = ("purpose", "document", "no_voucher_reason", "party")


def test_money_that_leaves_by_a_reversal_takes_two_as_well(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    entry = posted(session, here, book, receipt(500_000))
    draft = reverse_entry(session, here.wu, entry.id or 0, DAY, "对方多付，已经退回")
    (row,) = desk.drafts(session, book.id or 0, draft.state)
    assert row.still_needed == 2
    assert approve_draft(session, here.lin, draft.id or 0).entry_id is None
    with pytest.raises(Refused, match="a second person"):
        approve_draft(session, here.lin, draft.id or 0)
    assert approve_draft(session, here.tang, draft.id or 0).entry_id is not None


def test_a_payment_that_never_left_is_taken_back_by_one(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, opening(1_000_000))
    entry = posted(session, here, book, payment(500_000))
    draft = reverse_entry(session, here.wu, entry.id or 0, DAY, "银行退票，没有付出")
    assert approve_draft(session, here.lin, draft.id or 0).entry_id is not None


def test_income_is_not_hidden_in_a_late_opening_balance(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, opening(100, date(2026, 3, 31)))  # still in the first quarter
    with pytest.raises(Refused, match="2026-03-31: book this as income"):
        draft_entry(session, here.wu, book.id or 0, opening(100, date(2026, 4, 1)))
    held = (Line("Assets:Bank:Held", 100), Line("Equity:Opening:Held", -100))
    found = replace(opening(100, DAY), lines=held)  # what the manager is found to hold
    assert posted(session, here, book, found).kind is EntryKind.OPENING


def test_a_book_of_the_year_one_is_a_slip_of_the_finger(
    session: Session, here: Neighbourhood
) -> None:
    with pytest.raises(Refused, match="before 1990"):
        open_book(session, here.wu, here.fengyuan.id or 0, date(1, 1, 1))
    assert open_book(session, here.wu, here.fengyuan.id or 0, OPENED).opened_on == OPENED


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("sign", ["\0", "\a", "\x1f", "\u200b", "\u202e", "\u2066", "\ufeff"])
def test_nothing_unseen_reaches_the_log(
    session: Session, here: Neighbourhood, where: str, sign: str
) -> None:
    book = opened(session, here)
    posted(session, here, book, told(where, f"江城{sign}公司"))
    leaf = session.exec(select(Leaf.body).order_by(col(Leaf.index).desc())).first()
    assert leaf is not None
    assert "江城公司" in leaf


def test_two_firms_never_look_alike(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    for name in ("江城公司", "江城\u200d公司", " 江城公司\u200b"):
        posted(session, here, book, told("party", name))
    assert len(session.exec(select(Party)).all()) == 1


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize(
    "number", ["13800000000", "１３８００００００００", "41010119900101123X", "1380\u200b0000000"]
)
def test_no_telephone_or_id_number_reaches_the_log(
    session: Session, here: Neighbourhood, where: str, number: str
) -> None:
    book = opened(session, here)
    with pytest.raises(Refused, match="leave out telephone and ID numbers"):
        draft_entry(session, here.wu, book.id or 0, told(where, f"张先生 {number}"))


@pytest.mark.parametrize("number", ["138-0000-0000", "138 0000 0000"])
def test_a_telephone_in_groups_is_one_too_but_papers_are_numbered_so(
    session: Session, here: Neighbourhood, number: str
) -> None:
    book = opened(session, here)
    with pytest.raises(Refused, match="leave out telephone and ID numbers"):
        draft_entry(session, here.wu, book.id or 0, told("no_voucher_reason", number))
    assert posted(session, here, book, told("document", number)).document == number
