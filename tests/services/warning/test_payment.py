"""Paid twice, split, in round sums, without paper."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models.ledger import Book, EntryKind, VoucherExcuse
from models.spending import StandingAuthorisation
from models.voucher import EntryVoucher, Voucher, VoucherKind
from rules.warning import WarningKind
from tests.contracts import vote
from tests.neighbourhood import Neighbourhood
from tests.services.warning.conftest import PAID, Look, Slip

MAY = date(2026, 5, 4)


def test_the_same_sum_to_the_same_party_within_days(slip: Slip, look: Look) -> None:
    first = slip(1_800_00, MAY, **PAID)
    second = slip(1_800_00, MAY + timedelta(days=10), **PAID)
    slip(1_800_00, MAY, "另一家", **PAID)
    slip(1_800_01, MAY, **PAID)
    slip(1_800_00, MAY + timedelta(days=10))  # money in is no payment
    found = look(WarningKind.DUPLICATE)
    assert found.total == 1
    assert [entry.id for entry in found.findings[0].entries] == [first.id, second.id]
    assert (found.findings[0].fen, found.findings[0].entries[0].party) == (3_600_00, "江城维修队")
    assert look(WarningKind.DUPLICATE, 2025).total == 0


def test_one_document_paid_twice_months_apart(slip: Slip, look: Look) -> None:
    slip(900_00, date(2026, 1, 5), document="FP-77", **PAID)
    slip(900_00, date(2026, 5, 5), document="FP-77", **PAID)
    slip(900_00, date(2026, 3, 5), document="FP-78", **PAID)
    assert [f.entry_count for f in look(WarningKind.DUPLICATE).findings] == [2]


def test_what_was_taken_back_was_not_paid_twice(slip: Slip, look: Look) -> None:
    first = slip(1_800_00, MAY, **PAID)
    slip(1_800_00, MAY + timedelta(days=1), **PAID)
    slip(1_800_00, MAY, kind=EntryKind.REVERSAL, head="G01", reverses_id=first.id)
    assert look(WarningKind.DUPLICATE).total == 0


def test_small_payments_that_are_large_together(slip: Slip, look: Look) -> None:
    slip(2_500_00, MAY, **PAID)
    slip(2_400_00, MAY + timedelta(days=3), **PAID)
    assert look(WarningKind.SPLIT).total == 0  # together 4,900
    slip(200_00, MAY + timedelta(days=7), **PAID)
    found = look(WarningKind.SPLIT)
    assert [(f.entry_count, f.fen) for f in found.findings] == [(3, 5_100_00)]


def test_the_limit_is_that_of_the_authorisation(
    session: Session, here: Neighbourhood, book: Book, slip: Slip, look: Look
) -> None:
    leave = StandingAuthorisation(
        book_id=book.id,
        title="小额维修",
        use="repair",
        head="E04",
        each_fen=500_00,
        period_fen=5_000_00,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        motion_id=vote(session, here).id,
        recorded_by=here.wu.member_id,
    )
    session.add(leave)
    session.flush()
    slip(300_00, date(2026, 6, 9), standing_id=leave.id, **PAID)
    slip(300_00, date(2026, 6, 10), standing_id=leave.id, **PAID)
    slip(300_00, date(2026, 6, 10), **PAID)  # not under it
    assert [f.fen for f in look(WarningKind.SPLIT).findings] == [600_00]


def test_a_party_that_is_only_ever_paid_round_sums(slip: Slip, look: Look) -> None:
    for month in (1, 2, 3):
        slip(2_000_00, date(2026, month, 8), **PAID)
        slip(2_000_00, date(2026, month, 8), "保洁公司", **PAID)
    slip(1_050_00, date(2026, 4, 8), "保洁公司", **PAID)
    assert [f.entry_count for f in look(WarningKind.ROUND_SUMS).findings] == [3]


def test_entries_that_nothing_on_paper_proves(
    session: Session, here: Neighbourhood, book: Book, slip: Slip, look: Look
) -> None:
    bare = slip(10_00, date(2026, 5, 1), no_voucher_reason="")
    slip(10_00, date(2026, 6, 1), no_voucher_reason="")  # not thirty days ago
    large = slip(1_000_00, date(2026, 6, 1), **PAID)  # a reason is not enough
    slip(999_99, date(2026, 5, 1), **PAID)
    proven = slip(5_000_00, date(2026, 5, 1), no_voucher_reason="", **PAID)
    paper = Voucher(
        book_id=book.id,
        sha256="a" * 64,
        kind=VoucherKind.PDF,
        name="发票.pdf",
        size=1,
        added_by=here.wu.member_id,
    )
    session.add(paper)
    session.flush()
    session.add(EntryVoucher(entry_id=proven.id, voucher_id=paper.id, leaf_index=1))
    excused = slip(10_00, date(2026, 5, 1), no_voucher_reason="")
    excuse = {"entry_id": excused.id, "reason": "银行利息", "asked_by": here.wu.member_id}
    session.add(VoucherExcuse(**excuse, approved_by=here.lin.member_id))
    named = [f.entries[0].id for f in look(WarningKind.NO_VOUCHER).findings]
    assert named == [large.id, bare.id]


@pytest.mark.parametrize("kind", WarningKind)
def test_empty_books_raise_no_warning(book: Book, look: Look, kind: WarningKind) -> None:
    assert look(kind).total == 0
