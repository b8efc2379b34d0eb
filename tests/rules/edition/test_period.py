"""The time that is rated, and the name that links call it."""

from datetime import date

import pytest

from rules.edition.period import code_of, must_be_a_period
from rules.refusal import Refused


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), "zhelu-2026h1"),
        (date(2026, 7, 1), date(2026, 12, 31), "zhelu-2026h2"),
        (date(2026, 1, 1), date(2026, 12, 31), "zhelu-2026"),
        (date(2026, 2, 1), date(2026, 4, 30), "zhelu-202602-202604"),
        (date(2025, 7, 1), date(2026, 6, 30), "zhelu-202507-202606"),
    ],
)
def test_the_code(begins: date, ends: date, code: str) -> None:
    assert code_of("zhelu", begins, ends) == code
    assert len(code_of("z" * 60, begins, ends)) <= 40


def test_a_period_goes_forward_and_lasts_a_year_at_most() -> None:
    must_be_a_period(date(2026, 1, 1), date(2026, 1, 1))
    must_be_a_period(date(2024, 1, 1), date(2025, 1, 1))
    with pytest.raises(Refused, match="before it begins"):
        must_be_a_period(date(2026, 1, 2), date(2026, 1, 1))
    with pytest.raises(Refused, match="a year at most"):
        must_be_a_period(date(2024, 1, 1), date(2025, 1, 2))
