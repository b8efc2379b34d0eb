"""Days and sums as statements write them."""

from datetime import date, datetime

import pytest

from rules.bank import cell
from rules.calendar import SHANGHAI


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1,234.56", 123_456),
        ("-71.89", -7_189),
        ("¥28.16", 2_816),
        ("¥-3.00", -300),
        ("50", 5_000),
        ("50.5", 5_050),
        ("12.340", 1_234),
        (" 13.40   \t", 1_340),
        ("+8.00元", 800),
        (67.0, 6_700),
        (515.02, 51_502),
        (1579.1100000000001, 157_911),
        (-3, -300),
        ("", None),
        ("-", None),
        ("xx,yyyy.zz", None),
        ("1.234", None),
        ("12.34.56", None),
        (0.001, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        (None, None),
    ],
)
def test_a_sum_is_read_to_the_fen_or_not_at_all(written: object, fen: int | None) -> None:
    assert cell.fen(written) == fen


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-08-22", date(2025, 8, 22)),
        ("2025/12/03  14:06:51", date(2025, 12, 3)),
        ("20250101", date(2025, 1, 1)),
        (20250101.0, date(2025, 1, 1)),
        ("2026年6月1日", date(2026, 6, 1)),
        (datetime(2026, 6, 1, 8, 30), date(2026, 6, 1)),
        ("2026-02-30", None),
        ("合计", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_banks_write_it(written: object, day: date | None) -> None:
    assert cell.day(written) == day


@pytest.mark.parametrize(
    ("written", "hour"),
    [("18:53:19", 18), ("2023-02-12 21:32:14 ", 21), ("09:05", 9), ("185319", 18), ("", None)],
)
def test_a_moment_lies_on_the_clocks_of_this_country(written: str, hour: int | None) -> None:
    found = cell.moment(date(2023, 2, 12), written)
    assert (found and found.hour) == hour
    assert found is None or found.tzinfo == SHANGHAI
