"""What is shown of a score adds up, at any number of digits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.edition.compute import POINT
from rules.edition.shown import in_digits, parts, points, written

BILLIONTHS = st.integers(-200 * POINT, 200 * POINT)


@pytest.mark.parametrize(
    ("billionths", "digits", "text"),
    [
        (83_204_999_999, 2, "83.20"),
        (83_205_000_000, 2, "83.21"),
        (-5_000_000, 2, "−0.01"),
        (-4_999_999, 2, "0.00"),
        (100 * POINT, 0, "100"),
        (1, 9, "0.000000001"),
        (None, 2, "–"),
    ],
)
def test_a_score_is_written_with_the_digits_of_its_method(
    billionths: int | None, digits: int, text: str
) -> None:
    assert points(billionths, digits) == text


def test_three_thirds_are_shown_as_one_hundred() -> None:
    third = 100 * POINT // 3
    shown = parts({"a": third, "b": third, "c": third + 1}, 2)
    assert sum(shown.values()) == 100_00
    assert [written(part, 2) for part in shown.values()] == ["33.33", "33.33", "33.34"]


@given(st.dictionaries(st.text("abcdef", min_size=1), BILLIONTHS, max_size=40), st.integers(0, 9))
def test_what_is_shown_of_the_contributions_sums_to_the_score_as_shown(
    contributions: dict[str, int], digits: int
) -> None:
    shown = parts(contributions, digits)
    assert sum(shown.values()) == in_digits(sum(contributions.values()), digits)
    step = Fraction(POINT, 10**digits)
    assert all(abs(shown[code] - part / step) < 1 for code, part in contributions.items())
