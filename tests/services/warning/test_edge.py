"""Where one period ends and the next begins."""

from datetime import UTC, date, datetime

from models.ledger import EntryKind
from rules.warning import WarningKind
from tests.services.warning.conftest import Look, Slip


def entered(month: int, day: int) -> dict[str, datetime]:
    return {"created_at": datetime(2026, month, day, 4, tzinfo=UTC)}


def test_dated_at_the_end_and_entered_long_after_it(slip: Slip, look: Look) -> None:
    late = slip(1_000_00, date(2026, 3, 29), **entered(4, 6))
    slip(1_000_00, date(2026, 3, 28), **entered(4, 20))  # not one of the last three days
    slip(1_000_00, date(2026, 3, 31), **entered(4, 5))  # five days are in time
    slip(999_99, date(2026, 3, 31), **entered(4, 20))  # small
    slip(1_000_00, date(2026, 4, 1), **entered(4, 20))  # the next period
    found = look(WarningKind.PERIOD_EDGE)
    assert [f.entries[0].id for f in found.findings] == [late.id]
    assert found.findings[0].facts == {"period": 5, "ends_on": date(2026, 3, 31)}


def test_booked_at_the_end_and_taken_back_after_it(slip: Slip, look: Look) -> None:
    def pair(booked: date, back: date) -> tuple[int | None, int | None]:
        first = slip(2_000_00, booked)
        second = slip(2_000_00, back, kind=EntryKind.REVERSAL, reverses_id=first.id)
        return first.id, second.id

    named = pair(date(2026, 3, 27), date(2026, 4, 15))
    pair(date(2026, 3, 26), date(2026, 4, 1))  # not one of the last five days
    pair(date(2026, 3, 31), date(2026, 4, 16))  # later than fifteen days
    pair(date(2026, 3, 30), date(2026, 3, 31))  # within the period
    found = look(WarningKind.REVERSED_AT_EDGE)
    assert [tuple(entry.id for entry in f.entries) for f in found.findings] == [named]
