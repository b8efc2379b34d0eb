"""Income that should be there: contracts that stopped paying, heads that fell by half."""

from datetime import date

from sqlmodel import Session

from models.ledger import Book, EntryKind
from rules.warning import WarningKind
from tests.contracts import active, paid
from tests.neighbourhood import Neighbourhood
from tests.services.warning.conftest import Look, Slip


def test_a_contract_that_stopped_paying(
    session: Session, here: Neighbourhood, book: Book, look: Look
) -> None:
    contract = active(session, here, book)
    entry = paid(session, here, book, contract, 3_000_00)
    assert look(WarningKind.INCOME_MISSING, today=date(2026, 5, 1)).total == 0  # thirty days
    found = look(WarningKind.INCOME_MISSING, today=date(2026, 5, 2))
    assert found.total == 1
    finding = found.findings[0]
    assert finding.facts == {"number": "GG-2026-01", "title": "电梯广告", "days": 31}
    assert (finding.fen, finding.contract_id) == (3_000_00, contract.id)
    assert [each.id for each in finding.entries] == [entry.id]
    paid(session, here, book, contract, 3_000_00)
    assert look(WarningKind.INCOME_MISSING, today=date(2026, 6, 10)).total == 0


def test_a_head_that_fell_by_half_against_the_year_before(slip: Slip, look: Look) -> None:
    before = slip(4_000_00, date(2025, 2, 1))
    slip(2_000_01, date(2026, 2, 1))
    slip(1_500_00, date(2025, 3, 31), head="G02")
    slip(750_00, date(2026, 1, 1), head="G02")
    slip(999_99, date(2025, 1, 31), head="G03")  # too little to look at
    slip(5_000_00, date(2025, 5, 1))  # the second quarter is not over
    found = look(WarningKind.FALLEN)
    facts = {"head": "G02", "quarter": 1, "before_fen": 1_500_00, "now_fen": 750_00}
    assert [f.facts for f in found.findings] == [facts]
    later = look(WarningKind.FALLEN, today=date(2026, 7, 1))
    assert {(f.facts["head"], f.facts["quarter"]) for f in later.findings} == {
        ("G01", 2),
        ("G02", 1),
    }
    slip(4_000_00, date(2026, 2, 2), kind=EntryKind.REVERSAL, reverses_id=before.id)
    assert look(WarningKind.FALLEN).total == 1
