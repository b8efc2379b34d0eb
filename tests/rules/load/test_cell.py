"""What cells say: every usual way to write a day, a sum, an area, yes and no."""

from datetime import date, datetime
from typing import Any

import pytest

from rules.asking import Unfit
from rules.load import cell


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("2026/1/31", date(2026, 1, 31)),
        ("2026.1.31", date(2026, 1, 31)),
        ("2026年1月31日", date(2026, 1, 31)),
        ("２０２６年１月３１日", date(2026, 1, 31)),
        ("20260131", date(2026, 1, 31)),
        ("2026-01-31 09:30:00", date(2026, 1, 31)),
        (datetime(2026, 1, 31, 9), date(2026, 1, 31)),
        (46053.0, date(2026, 1, 31)),
        ("", None),
    ],
)
def test_days(given: Any, meant: date | None) -> None:
    assert cell.day(given) == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("1,234.50", 123_450),
        ("¥1234.5元", 123_450),
        ("1.2万", 1_200_000),
        (0.1 + 0.2, 30),
        ("-5", -500),
        ("", None),
    ],
)
def test_money(given: Any, meant: int | None) -> None:
    assert cell.money(given) == meant


@pytest.mark.parametrize(("given", "meant"), [("90.55㎡", 905_500), ("1.2万平方米", 120_000_000)])
def test_areas(given: str, meant: int) -> None:
    assert cell.area(given) == meant


@pytest.mark.parametrize(
    ("given", "meant"), [("是", True), ("×", False), ("√", True), ("0", False)]
)
def test_yes_and_no(given: str, meant: bool) -> None:
    assert cell.yes_no(given) is meant


@pytest.mark.parametrize(
    ("parse", "given"),
    [
        (cell.day, "2026-02-30"),
        (cell.day, "昨天"),
        (cell.money, "1.005"),
        (cell.money, float("nan")),
        (cell.money, float("inf")),
        (cell.number, "1.5"),
        (cell.number, "9" * 30),
        (cell.area, "大"),
        (cell.yes_no, "也许"),
        (cell.text, "长" * 10_001),
    ],
)
def test_what_has_no_meaning_is_unfit(parse: cell.Parser, given: Any) -> None:
    with pytest.raises(Unfit):
        parse(given)
