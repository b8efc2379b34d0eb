"""Money and the decision that it rests on; and how many persons stood behind it."""

from datetime import date

import pytest
from sqlmodel import Session

from models.ledger import Book, EntryKind
from models.spending import Spending, SpendingState
from rules.warning import WarningKind
from services.ledger.reversal import reverse_entry
from tests.contracts import active
from tests.ledgers import approved, opening, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.services.warning.conftest import PAID, Look, Slip
from tests.stage import raised

DECIDED = date(2026, 4, 20)


@pytest.fixture
def spending(session: Session, here: Neighbourhood, book: Book) -> Spending:
    """Leave to spend ten thousand yuan on the slide."""
    row = Spending(
        book_id=book.id,
        topic_id=raised(session, here, "修理儿童滑梯").id,
        use="repair",
        head="E04",
        payee="江城维修队",
        asked_fen=10_000_00,
        decided_fen=10_000_00,
        state=SpendingState.APPROVED,
        decided_on=DECIDED,
        asked_by=here.wu.member_id,
    )
    session.add(row)
    session.flush()
    return row


def test_money_that_moved_before_the_decision(slip: Slip, look: Look, spending: Spending) -> None:
    early = slip(3_000_00, date(2026, 4, 19), spending_id=spending.id, **PAID)
    slip(3_000_00, DECIDED, spending_id=spending.id, **PAID)
    found = look(WarningKind.BEFORE_DECISION)
    assert [f.entries[0].id for f in found.findings] == [early.id]
    assert found.findings[0].facts == {"day": early.day, "decided_on": DECIDED}
    spending.decided_on = None
    assert look(WarningKind.BEFORE_DECISION).total == 2


def test_rent_that_came_in_before_the_owners_had_decided(
    session: Session, here: Neighbourhood, book: Book, slip: Slip, look: Look
) -> None:
    contract = active(session, here, book)  # decided on 20 November 2025
    slip(3_000_00, date(2025, 11, 19), head="G02", contract_id=contract.id)
    slip(3_000_00, date(2025, 11, 20), head="G02", contract_id=contract.id)
    assert look(WarningKind.BEFORE_DECISION, 2025).total == 1


def test_spending_that_names_no_decision(slip: Slip, look: Look, spending: Spending) -> None:
    bare = slip(800_00, date(2026, 5, 1), **PAID)
    slip(800_00, date(2026, 5, 1), spending_id=spending.id, **PAID)
    found = look(WarningKind.WITHOUT_DECISION)
    assert [f.entries[0].id for f in found.findings] == [bare.id]


def test_more_was_paid_than_decided(slip: Slip, look: Look, spending: Spending) -> None:
    slip(6_000_00, date(2026, 5, 1), spending_id=spending.id, **PAID)
    last = slip(4_000_00, date(2026, 5, 2), spending_id=spending.id, **PAID)
    assert look(WarningKind.OVER_DECISION).total == 0
    slip(1, date(2026, 5, 3), spending_id=spending.id, **PAID)
    finding = look(WarningKind.OVER_DECISION).findings[0]
    assert (finding.fen, finding.entry_count) == (1, 3)
    assert finding.facts == {"paid_fen": 10_000_01, "decided_fen": 10_000_00}
    slip(4_000_00, date(2026, 5, 4), kind=EntryKind.REVERSAL, reverses_id=last.id)
    assert look(WarningKind.OVER_DECISION).total == 0


def test_what_went_through_the_door_had_enough_persons(
    session: Session, here: Neighbourhood, book: Book, look: Look
) -> None:
    posted(session, here, book, opening(1_000_00, date(2025, 3, 31)))
    posted(session, here, book, receipt(120_00))
    assert look(WarningKind.SAME_PERSON).total == 0


def test_a_receipt_taken_back_by_one_alone_is_named(
    session: Session, here: Neighbourhood, book: Book, look: Look
) -> None:
    entry = posted(session, here, book, receipt(120_00))
    draft = reverse_entry(session, here.wu, entry.id or 0, date(2026, 6, 2), "对方多付，已经退回")
    gone = approved(session, here, draft.id or 0)
    assert look(WarningKind.SAME_PERSON).total == 0
    draft.approved_once_by = None  # whoever edits the database may
    session.add(draft)
    session.flush()
    assert [f.entries[0].id for f in look(WarningKind.SAME_PERSON).findings] == [gone.id]


def test_somebody_edited_the_database(
    session: Session, here: Neighbourhood, slip: Slip, look: Look
) -> None:
    day = date(2026, 5, 1)
    slip(100_00, day, **PAID)
    alone = slip(500_00, day, approved_by=here.wu.member_id, **PAID)
    nobody = slip(400_00, day, draft=False, **PAID)
    twice = slip(300_00, day, approved_by=here.lin.member_id, **PAID)  # the first said yes again
    named = [f.entries[0].id for f in look(WarningKind.SAME_PERSON).findings]
    assert named == [alone.id, nobody.id, twice.id]
