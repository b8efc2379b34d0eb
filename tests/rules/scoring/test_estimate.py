"""Means, standard errors, shares: exact numbers beside what a textbook says."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.refusal import Refused
from rules.scoring.estimate import (
    Estimate,
    mean,
    per_thousand,
    per_thousand_error,
    pooled,
    share,
    text,
)


def numbers(*given: int) -> list[Fraction]:
    return [Fraction(one) for one in given]


@pytest.mark.parametrize(
    ("values", "population", "widest", "expected"),
    [
        ((4, 5), None, 4, Estimate("4.5", "0.5", 2)),  # sd √0.5, /√2
        ((4, 5), 2, 4, Estimate("4.5", "0", 2)),  # everybody answered: no error
        ((4, 5), 4, 4, Estimate("4.5", "0.353553", 2)),  # half of them: × √0.5
        ((3,), 100, 4, Estimate("3", "1.989975", 1)),  # one answer: half the scale, × √0.99
        ((3,), 1, 4, Estimate("3", "0", 1)),
        ((88,), None, 0, Estimate("88", "0", 1)),  # whoever was to say it has said it
        ((1, 2, 3, 4, 5), 10, 4, Estimate("3", "0.5", 5)),  # sd² 2.5, /5, × 1/2
        ((7, 7, 7), 9, 4, Estimate("7", "0", 3)),
    ],
)
def test_a_mean_says_how_far_the_truth_may_lie(values, population, widest, expected) -> None:
    assert mean(numbers(*values), population, widest) == expected


def test_an_answer_more_than_there_are_households_leaves_no_error_below_zero() -> None:
    assert mean(numbers(1, 5, 3), 2, 4).error == "0"


@given(st.lists(st.integers(1, 5), min_size=2, max_size=40), st.integers(0, 200))
def test_the_error_is_the_textbooks(values: list[int], others: int) -> None:
    n, whole = len(values), len(values) + others
    middle = sum(values) / n
    variance = sum((value - middle) ** 2 for value in values) / (n - 1)
    expected = math.sqrt(variance / n * (1 - n / whole))
    found = mean(numbers(*values), whole, 4)
    assert float(found.error) == pytest.approx(expected, abs=1e-6)
    assert float(found.value) == pytest.approx(middle, abs=1e-6)


def test_numbers_are_plain_decimals_without_idle_zeros() -> None:
    assert [
        text(Fraction(1, 3)),
        text(Fraction(100)),
        text(Fraction(0)),
        text(Fraction(-5, 4)),
    ] == [
        "0.333333",
        "100",
        "0",
        "-1.25",
    ]


def test_shares_are_percent_and_cases_are_per_thousand_households() -> None:
    assert share(2, 3) == "66.666667"
    assert per_thousand(3, 800) == "3.75"
    with pytest.raises(Refused):
        per_thousand(3, 0)


def test_the_spread_within_groups_is_put_together() -> None:
    assert pooled([numbers(80, 90), numbers(70, 70), numbers(50)]) == 25  # (50 + 0) / 2
    assert pooled([numbers(80), []]) is None
    assert mean(numbers(70, 70), variance=Fraction(25)).error == "3.535534"


def test_cases_that_come_by_chance_have_the_error_of_a_count() -> None:
    assert per_thousand_error(4, 1000) == "2"
    assert per_thousand_error(0, 500) == per_thousand_error(1, 500) == "2"
