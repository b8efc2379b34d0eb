"""What stands out, and what does not: each rule at its edges."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.warning import (
    RULES,
    Money,
    WarningKind,
    duplicates,
    halved,
    last_days,
    quarter,
    quarter_end,
    round_payers,
    splits,
)

START = date(2026, 3, 1)


def paid(n: int, day: int, fen: int = 100, party: int = 1, document: str = "") -> Money:
    return Money(party, START + timedelta(days=day), n, fen, document)


def ids(groups: list[tuple[Money, ...]]) -> list[list[int]]:
    return [[row.id for row in group] for group in groups]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([paid(1, 0)], []),
        ([paid(1, 0), paid(2, 10)], [[1, 2]]),
        ([paid(1, 0), paid(2, 11)], []),
        ([paid(1, 0), paid(2, 0, party=2)], []),
        ([paid(1, 0), paid(2, 0, fen=101)], []),
        ([paid(1, 0), paid(2, 9), paid(3, 18), paid(4, 40)], [[1, 2, 3]]),
        ([paid(1, 0, document="A"), paid(2, 90, document="A")], [[1, 2]]),
        ([paid(1, 0, document="A"), paid(2, 90, document="B")], []),
        ([paid(1, 0, document="A"), paid(2, 5), paid(3, 90, document="A")], [[1, 2, 3]]),
    ],
)
def test_the_same_sum_to_the_same_party_again(rows: list[Money], expected: list[list[int]]) -> None:
    assert ids(duplicates(rows, 10)) == expected
    assert ids(duplicates(rows[::-1], 10)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([paid(1, 0, 60)], []),
        ([paid(1, 0, 50), paid(2, 0, 50)], []),  # together exactly the limit
        ([paid(1, 0, 50), paid(2, 7, 51)], [[1, 2]]),
        ([paid(1, 0, 50), paid(2, 8, 51)], []),
        ([paid(1, 0, 100), paid(2, 1, 1)], [[1, 2]]),  # the limit itself was allowed
        ([paid(1, 0, 101), paid(2, 1, 50)], []),  # the large one had to be decided
        ([paid(1, 0, 60), paid(2, 1, 60, party=2)], []),
        ([paid(1, 0, 10), paid(2, 7, 60), paid(3, 9, 60)], [[2, 3]]),  # from where it adds up
    ],
)
def test_small_payments_that_are_large_together(
    rows: list[Money], expected: list[list[int]]
) -> None:
    found = ids(splits(rows, 100, 7))
    assert found == expected


rows = st.lists(
    st.builds(
        paid,
        st.integers(1, 10**6),
        st.integers(0, 60),
        st.integers(1, 60),
        st.integers(1, 2),
        st.sampled_from(["", "A", "B"]),
    ),
    max_size=25,
    unique_by=lambda row: row.id,
)


@given(rows)
def test_every_pair_that_is_too_alike_is_named(many: list[Money]) -> None:
    named = [set(group) for group in duplicates(many, 10)]
    for one, other in combinations(many, 2):
        alike = (one.party_id, one.fen) == (other.party_id, other.fen)
        near = abs((one.day - other.day).days) <= 10
        same_paper = bool(one.document) and one.document == other.document
        if alike and (near or same_paper):
            assert any({one, other} <= group for group in named)
    seen = [row for group in named for row in group]
    assert len(seen) == len(set(seen))  # nobody stands in two groups
    for group in named:
        assert len({(row.party_id, row.fen) for row in group}) == 1


@given(rows)
def test_a_split_is_found_when_and_only_when_there_is_one(many: list[Money]) -> None:
    limit, days = 60, 7
    found = splits(many, limit, days)
    for group in found:
        assert len({row.party_id for row in group}) == 1
        assert sum(row.fen for row in group) > limit
        assert all(row.fen <= limit for row in group)
        assert (group[-1].day - group[0].day).days <= days
    there_is = any(
        sum(
            row.fen
            for row in many
            if row.party_id == first.party_id
            and row.fen <= limit
            and 0 <= (row.day - first.day).days <= days
        )
        > limit
        for first in many
        if first.fen <= limit
    )
    assert bool(found) is there_is


@pytest.mark.parametrize(
    ("before", "after", "fallen"),
    [
        ({"G01": 1000}, {"G01": 500}, ["G01"]),
        ({"G01": 1000}, {"G01": 501}, []),
        ({"G01": 1000}, {}, ["G01"]),
        ({"G01": 999}, {}, []),  # too small to look at
        ({}, {"G01": 1000}, []),
    ],
)
def test_income_that_fell_by_half(
    before: dict[str, int], after: dict[str, int], fallen: list[str]
) -> None:
    assert halved(before, after, 1000) == fallen


def test_a_party_that_is_only_paid_round_sums() -> None:
    round_ = [paid(n, n * 30, 100_000) for n in range(3)]
    assert ids(round_payers(round_, 3, 100_000)) == [[0, 1, 2]]
    assert round_payers(round_[:2], 3, 100_000) == []
    assert round_payers([*round_, paid(9, 5, 100_001)], 3, 100_000) == []


@pytest.mark.parametrize(
    ("day", "number", "end"),
    [
        (date(2026, 1, 1), 1, date(2026, 3, 31)),
        (date(2026, 6, 30), 2, date(2026, 6, 30)),
        (date(2026, 7, 1), 3, date(2026, 9, 30)),
        (date(2026, 12, 31), 4, date(2026, 12, 31)),
    ],
)
def test_quarters_end_with_their_month(day: date, number: int, end: date) -> None:
    assert quarter(day) == number
    assert quarter_end(2026, number) == end
    assert last_days(end, 3) == end - timedelta(days=2)


def test_every_rule_says_its_numbers_in_words() -> None:
    assert set(RULES) == set(WarningKind)
    for rule in RULES.values():
        for name in rule.numbers:
            assert f"{{{name}}}" in rule.words, rule.name
