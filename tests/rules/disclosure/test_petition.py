"""A petition for an audit: a fifth of the heads and a fifth of the area, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.disclosure.petition import must_have_owners, progress
from rules.jurisdiction import law_of
from rules.refusal import Refused
from services.jurisdiction.shipping import shipped

LAW = law_of(next(kept["body"] for kept in shipped() if kept["code"] == "liaocheng"))


@pytest.mark.parametrize(
    ("signed", "total", "reached", "missing"),
    [
        ((20, 2_000), (100, 10_000), True, (0, 0)),
        ((19, 9_999), (100, 10_000), False, (1, 0)),
        ((99, 1_999), (100, 10_000), False, (0, 1)),
        ((20, 2_000), (101, 10_000), False, (1, 0)),
        ((21, 2_001), (101, 10_001), True, (0, 0)),
        ((0, 0), (1, 1), False, (1, 1)),
    ],
)
def test_both_shares_count_and_neither_is_rounded(
    signed: tuple[int, int], total: tuple[int, int], reached: bool, missing: tuple[int, int]
) -> None:
    found = progress(LAW, signed, total)
    assert found.reached is reached
    assert (found.missing_heads, found.missing_area_cm2) == missing


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_the_number_needed_is_the_smallest_that_is_a_fifth(signed: int, total: int) -> None:
    assert progress(LAW, (signed, signed), (total, total)).reached is (signed * 5 >= total)


@pytest.mark.parametrize(("heads", "area"), [(0, 100), (5, 0), (0, 0)])
def test_nobody_is_no_fifth_of_nothing(heads: int, area: int) -> None:
    must_have_owners(1, 1)
    with pytest.raises(Refused, match="roll is empty"):
        must_have_owners(heads, area)
