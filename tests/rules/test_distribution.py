"""Shares sum to the fen, grow with the weight, and do not depend on the order of the list."""

import itertools
import random
from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.distribution import Basis, ShareState
from models.ledger import EntryKind
from rules.distribution import (
    Paying,
    cut,
    must_be_there,
    must_leave_the_floor,
    must_say_where_from,
    parts_of,
    per_square_metre,
    states,
)
from rules.refusal import Refused

WEIGHTS = st.dictionaries(st.integers(1, 10**6), st.integers(0, 10**8), min_size=1, max_size=80)
SUMS = st.integers(0, 10**13)
RECEIPT, PAYMENT, REVERSAL = EntryKind.RECEIPT, EntryKind.PAYMENT, EntryKind.REVERSAL


@given(WEIGHTS.filter(lambda weights: any(weights.values())), SUMS)
def test_shares_sum_exactly_and_keep_to_their_quota(weights: dict[int, int], total: int) -> None:
    found, whole = cut(total, weights), sum(weights.values())
    assert sum(found.values()) == total
    for key, weight in weights.items():
        assert total * weight // whole <= found[key] <= -(-total * weight // whole)


@given(WEIGHTS.filter(lambda weights: any(weights.values())), SUMS, st.randoms())
def test_a_larger_weight_never_gets_less_and_the_order_changes_nothing(
    weights: dict[int, int], total: int, chance: random.Random
) -> None:
    found = cut(total, weights)
    ranked = sorted(weights, key=lambda key: weights[key])
    assert all(
        found[a] <= found[b] for a, b in itertools.pairwise(ranked) if weights[a] < weights[b]
    )
    keys = list(weights)
    chance.shuffle(keys)
    assert cut(total, {key: weights[key] for key in keys}) == found


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, {"a": 1, "b": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}),
        (1, {"a": 1, "b": 2}, {"a": 0, "b": 1}),
        (7, {"a": 0, "b": 5}, {"a": 0, "b": 7}),
        (0, {"a": 3}, {"a": 0}),
    ],
)
def test_the_fen_left_over_go_to_the_largest_remainders(
    total: int, weights: dict[str, int], shares: dict[str, int]
) -> None:
    assert cut(total, weights) == shares


@pytest.mark.parametrize(("total", "weights"), [(100, {}), (100, {"a": 0}), (-1, {"a": 1})])
def test_nothing_or_nobody_is_refused(total: int, weights: dict[str, int]) -> None:
    with pytest.raises(Refused, match="nothing to share"):
        cut(total, weights)


def test_three_thousand_flats_are_cut_at_once() -> None:
    weights = {number: 800_000 + number * 37 % 500_000 for number in range(3_060)}
    begun = perf_counter()
    found = cut(123_456_789, weights)
    assert timedelta(seconds=perf_counter() - begun) < timedelta(seconds=0.5)
    assert sum(found.values()) == 123_456_789


@pytest.mark.parametrize(
    ("fund", "least", "why"),
    [(49, 50, "at least ¥ 0.50"), (-1, 0, "between nothing"), (101, 0, "between nothing")],
)
def test_the_fund_gets_what_the_law_wants_first(fund: int, least: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        must_leave_the_floor(100, fund, least)
    must_leave_the_floor(100, 50, 50)
    must_leave_the_floor(100, 100, 50)


def test_no_more_is_shared_out_than_there_is() -> None:
    must_be_there(100, 100)
    for total in (101, 0, -5):
        with pytest.raises(Refused):
            must_be_there(total, 100)


def test_what_is_not_by_area_says_where_it_was_agreed() -> None:
    assert must_say_where_from(Basis.AREA, "") == ""
    assert must_say_where_from(Basis.HOUSEHOLD, " 管理规约 第 12 条 ") == "管理规约 第 12 条"
    for basis in (Basis.HOUSEHOLD, Basis.AGREED):
        with pytest.raises(Refused, match="283"):
            must_say_where_from(basis, "无")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1-101 2\n1-102 x", "Line 2"),
        ("1-101 2\n1-102 -3", "Line 2"),
        ("1-101 2 3", "Line 1"),
        ("9-999 2", "not in the roll"),
        ("1-101 2\n1-101 2", "twice"),
        ("1-101 2", "1 units have no parts"),
        ("1-101 2\n1-102 99999999999", "not in the roll"),
    ],
)
def test_agreed_parts_name_every_unit_once(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parts_of(text, ["1-101", "1-102"])


def test_agreed_parts_are_read_as_people_write_them() -> None:
    assert parts_of("1-101,2\n\n1-102\t0\n", ["1-101", "1-102"]) == {"1-101": 2, "1-102": 0}


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([], {}),
        ([Paying(1, PAYMENT, (7, 8))], {7: ("paid", 1), 8: ("paid", 1)}),
        ([Paying(1, PAYMENT, (7,), reversed=True), Paying(2, REVERSAL, ())], {}),
        ([Paying(1, PAYMENT, (7,)), Paying(2, RECEIPT, (7,))], {7: ("returned", 2)}),
        (
            [Paying(1, PAYMENT, (7,)), Paying(2, RECEIPT, (7,)), Paying(3, PAYMENT, (7,))],
            {7: ("paid", 3)},
        ),
        ([Paying(1, PAYMENT, (7,)), Paying(2, RECEIPT, (7,), reversed=True)], {7: ("paid", 1)}),
    ],
)
def test_what_became_of_a_share_follows_from_its_entries(
    history: list[Paying], found: dict[int, tuple[str, int]]
) -> None:
    assert states(history) == {key: (ShareState(state), at) for key, (state, at) in found.items()}


def test_what_a_square_metre_gets_is_exact() -> None:
    assert per_square_metre(300, 20_000) == 150
    assert per_square_metre(300, 0) == 0
