"""Working days: make-up days, long holidays, the turn of the year, and what always holds."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    Deadline,
    day_of,
    days_late,
    deadline,
    is_published,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
COUNTS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("on", "working"),
    [
        (date(2026, 6, 10), True),  # a Wednesday
        (date(2026, 6, 13), False),  # a Saturday
        (date(2026, 9, 20), True),  # a Sunday made up for National Day
        (date(2026, 10, 10), True),  # a Saturday made up for National Day
        (date(2026, 10, 7), False),  # a Wednesday inside National Day
        (date(2026, 2, 14), True),  # a Saturday made up for Spring Festival
        (date(2026, 2, 17), False),  # New Year's day of the old calendar, a Tuesday
    ],
)
def test_the_state_council_moves_weekends(on: date, working: bool) -> None:
    assert is_working_day(on) is working


@pytest.mark.parametrize(
    ("start", "days", "on", "provisional"),
    [
        # the first day does not count
        (date(2026, 6, 10), 1, date(2026, 6, 11), False),
        # over an ordinary weekend
        (date(2026, 6, 12), 1, date(2026, 6, 15), False),
        # National Day week 2026: 30 September, then 8 October, 9 October, the made-up 10th
        (date(2026, 9, 30), 1, date(2026, 10, 8), False),
        (date(2026, 9, 30), 3, date(2026, 10, 10), False),
        (date(2026, 9, 30), 4, date(2026, 10, 12), False),
        # the last working day of 2026 is known; the first of 2027 is not
        (date(2026, 12, 30), 1, date(2026, 12, 31), False),
        (date(2026, 12, 31), 1, date(2027, 1, 1), True),
        (date(2026, 12, 31), 2, date(2027, 1, 4), True),
        # no days at all: today if offices work, else when they open again
        (date(2026, 6, 10), 0, date(2026, 6, 10), False),
        (date(2026, 10, 3), 0, date(2026, 10, 8), False),
    ],
)
def test_a_deadline_counts_working_days_only(
    start: date, days: int, on: date, provisional: bool
) -> None:
    assert deadline(start, days) == Deadline(on, provisional)


def test_a_year_that_nobody_has_published_counts_monday_to_friday() -> None:
    assert is_working_day(date(2031, 10, 1)) and not is_published(date(2031, 10, 1))
    assert not is_working_day(date(2031, 10, 4))


def test_what_is_late_is_late_in_calendar_days() -> None:
    due = date(2026, 6, 10)
    assert [days_late(due, date(2026, 6, n)) for n in (9, 10, 11, 20)] == [0, 0, 1, 10]


def test_a_day_begins_at_midnight_in_shanghai() -> None:
    assert day_of(datetime(2026, 6, 10, 15, 59, tzinfo=UTC)) == date(2026, 6, 10)
    assert day_of(datetime(2026, 6, 10, 16, 0, tzinfo=UTC)) == date(2026, 6, 11)


@given(DAYS, COUNTS)
def test_a_deadline_is_a_working_day_and_never_before_its_start(start: date, days: int) -> None:
    found = deadline(start, days).on
    assert is_working_day(found)
    assert found >= start


@given(DAYS, st.integers(1, 60))
def test_one_day_more_is_later(start: date, days: int) -> None:
    first, second = deadline(start, days), deadline(start, days + 1)
    assert first.on < second.on
    assert second.provisional or not first.provisional


@given(DAYS, st.integers(1, 60))
def test_counting_back_gives_the_days_again(start: date, days: int) -> None:
    assert working_days_between(start, deadline(start, days).on) == days


@given(DAYS, DAYS)
def test_no_working_days_lie_between_a_day_and_an_earlier_one(one: date, other: date) -> None:
    assert (working_days_between(one, other) == 0) or other > one
