"""When a contract pays: every fen of the sum, on days that the calendar has."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.contract.schedule import (
    Due,
    Rhythm,
    dues_of,
    months_after,
    months_begun,
    must_be_dues,
    schedule,
    split,
)
from rules.money import MOST_FEN
from rules.refusal import Refused

NEW_YEAR, YEAR_END = date(2026, 1, 1), date(2026, 12, 31)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),  # a short month does not shorten the next
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_counted_on_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        (NEW_YEAR, YEAR_END, 12),
        (NEW_YEAR, NEW_YEAR, 1),
        (NEW_YEAR, date(2026, 1, 31), 1),
        (NEW_YEAR, date(2026, 2, 1), 2),
        (date(2026, 1, 31), date(2026, 2, 27), 1),
        (date(2026, 1, 15), date(2027, 3, 14), 14),
    ],
)
def test_a_month_that_has_begun_counts(starts: date, ends: date, months: int) -> None:
    assert months_begun(starts, ends) == months


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm.ONCE, [(1, 10_000)]),
        (Rhythm.YEARLY, [(1, 10_000)]),
        (Rhythm.HALF_YEARLY, [(1, 5_000), (7, 5_000)]),
        (Rhythm.QUARTERLY, [(1, 2_500), (4, 2_500), (7, 2_500), (10, 2_500)]),
        (Rhythm.MONTHLY, [(month, 834 if month <= 4 else 833) for month in range(1, 13)]),
    ],
)
def test_a_year_is_cut_by_its_rhythm(rhythm: Rhythm, expected: list[tuple[int, int]]) -> None:
    wanted = tuple(Due(date(2026, month, 1), fen) for month, fen in expected)
    assert schedule(NEW_YEAR, YEAR_END, rhythm, 10_000) == wanted


def test_a_last_instalment_that_covers_fewer_months_is_smaller() -> None:
    dues = schedule(NEW_YEAR, date(2027, 2, 28), Rhythm.QUARTERLY, 14_000)
    assert [due.amount_fen for due in dues] == [3_000] * 4 + [2_000]


def test_the_first_day_of_payment_may_be_another_than_the_first_of_the_term() -> None:
    dues = schedule(NEW_YEAR, YEAR_END, Rhythm.HALF_YEARLY, 100, date(2026, 1, 31))
    assert [due.due_on for due in dues] == [date(2026, 1, 31), date(2026, 7, 31)]


@given(total=st.integers(1, MOST_FEN), weights=st.lists(st.integers(1, 10**6), min_size=1))
def test_parts_sum_to_the_whole_and_are_within_a_fen_of_their_share(
    total: int, weights: list[int]
) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


@given(
    starts=days,
    length=st.integers(0, 20 * 365 - 1),
    rhythm=st.sampled_from(Rhythm),
    total=st.integers(500, MOST_FEN),
)
def test_a_schedule_loses_no_fen_and_no_month(
    starts: date, length: int, rhythm: Rhythm, total: int
) -> None:
    ends = starts + timedelta(days=length)
    try:
        dues = schedule(starts, ends, rhythm, total)
    except Refused as refusal:  # twenty calendar years hold 240 months and, by a day, one more
        assert "instalments" in str(refusal) and rhythm is Rhythm.MONTHLY
        return
    assert sum(due.amount_fen for due in dues) == total
    assert [due.due_on for due in dues] == sorted({due.due_on for due in dues})
    assert dues[0].due_on == starts
    assert all(starts <= due.due_on <= ends for due in dues)


@pytest.mark.parametrize(
    ("starts", "ends", "total", "words"),
    [
        (YEAR_END, NEW_YEAR, 100, "ends after it begins"),
        (NEW_YEAR, date(2047, 1, 1), 100, "twenty years"),
        (NEW_YEAR, YEAR_END, 0, "above zero"),
        (NEW_YEAR, YEAR_END, -1, "above zero"),
        (NEW_YEAR, YEAR_END, MOST_FEN + 1, "beyond all reason"),
        (NEW_YEAR, YEAR_END, 11, "above zero"),  # twelve months, eleven fen
    ],
)
def test_what_cannot_be_scheduled_is_refused(
    starts: date, ends: date, total: int, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        schedule(starts, ends, Rhythm.MONTHLY, total)


@pytest.mark.parametrize(
    ("dues", "words"),
    [
        ((), "at least one"),
        ((Due(NEW_YEAR, 1),) * 241, "at most 240"),
        ((Due(date(2029, 1, 1), 1),), "outside the term"),
        ((Due(date(2024, 1, 1), 1),), "outside the term"),
        ((Due(NEW_YEAR, MOST_FEN), Due(YEAR_END, 1)), "beyond all reason"),
    ],
)
def test_instalments_that_cannot_be_are_refused(dues: tuple[Due, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        must_be_dues(dues, NEW_YEAR, YEAR_END)


def test_instalments_are_read_as_somebody_writes_them() -> None:
    text = "2026-03-01 1,200\n\n2026/06/01\t1.5万\n 2026-09-01  800.50元 "
    assert dues_of(text) == (
        Due(date(2026, 3, 1), 120_000),
        Due(date(2026, 6, 1), 1_500_000),
        Due(date(2026, 9, 1), 80_050),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("三月 1200", "not a day and a sum"),
        ("2026-02-30 1200", "not a day and a sum"),
        ("2026-03-01", "above zero"),
        ("2026-03-01 many", "not an amount"),
    ],
)
def test_what_is_no_instalment_is_named(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        dues_of(text)
