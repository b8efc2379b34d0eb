"""Shares add up to the fen, and nobody is a fen away from what is his."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.share import share_of, shares

WEIGHTS = st.lists(st.integers(0, 10**8), max_size=60)
SUMS = st.integers(-(10**13), 10**13)


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (100, [1, 1, 1], [34, 33, 33]),  # the first in line gets the fen left over
        (100, [1, 2, 1], [25, 50, 25]),
        (1, [1, 3], [0, 1]),  # to the largest remainder
        (5, [0, 7, 0], [0, 5, 0]),
        (-100, [1, 1, 1], [-34, -33, -33]),  # a debt is shared like a gain
        (0, [3, 4], [0, 0]),
        (10, [0, 0], [0, 0]),
        (10, [], []),
    ],
)
def test_a_sum_is_cut_by_the_largest_remainder(
    total: int, weights: list[int], expected: list[int]
) -> None:
    assert shares(total, weights) == expected


@given(SUMS, WEIGHTS)
def test_shares_add_up_to_the_fen(total: int, weights: list[int]) -> None:
    assert sum(shares(total, weights)) == (total if sum(weights) else 0)


@given(SUMS, WEIGHTS)
def test_no_share_is_a_fen_away_from_what_is_exact(total: int, weights: list[int]) -> None:
    whole = sum(weights) or 1
    for share, weight in zip(shares(total, weights), weights):
        assert abs(share - Fraction(total * weight, whole)) < 1


def test_the_share_of_a_weight_outside_the_list_is_rounded_down() -> None:
    assert share_of(100, 1, 3) == 33
    assert share_of(-100, 1, 3) == -33
    assert share_of(100, 1, 0) == 0
