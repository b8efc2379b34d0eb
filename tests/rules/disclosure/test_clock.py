"""Terms as the law counts them, on China's calendar."""

from dataclasses import replace
from datetime import date

import pytest

from rules.disclosure.clock import Clock, ClockState, clock, due_on, months_behind, reply_due_on
from rules.jurisdiction import Law, law_of
from services.jurisdiction.shipping import shipped

BODIES = {kept["code"]: kept["body"] for kept in shipped()}
LIAOCHENG = law_of(BODIES["liaocheng"])
LISHUI = law_of(BODIES["lishui"])
Q1 = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("law", "ends_on", "due"),
    [
        (LIAOCHENG, date(2026, 3, 31), date(2026, 4, 30)),
        (LIAOCHENG, date(2025, 12, 31), date(2026, 1, 30)),
        (LIAOCHENG, date(2025, 9, 30), date(2025, 10, 30)),
        (LIAOCHENG, date(2026, 4, 1), date(2026, 5, 6)),  # 1 May is a holiday, until the 5th
        (LISHUI, date(2024, 12, 31), date(2025, 3, 31)),
        (LISHUI, date(2023, 12, 31), date(2024, 4, 1)),  # 31 March was a Sunday
    ],
)
def test_the_day_it_is_due(law: Law, ends_on: date, due: date) -> None:
    assert due_on(law, ends_on).on == due


def test_a_day_that_the_law_or_the_calendar_leaves_open_is_provisional() -> None:
    assert due_on(LIAOCHENG, Q1).provisional
    sure = replace(LIAOCHENG, provisional=frozenset())
    assert not due_on(sure, Q1).provisional
    assert due_on(sure, date(2040, 3, 31)).provisional


@pytest.mark.parametrize(
    ("raised", "due"),
    [
        (date(2026, 6, 10), date(2026, 6, 15)),  # Saturday the 13th: to Monday
        (date(2026, 6, 8), date(2026, 6, 11)),
        (date(2026, 4, 29), date(2026, 5, 6)),
    ],
)
def test_an_objection_is_answered_in_three_days(raised: date, due: date) -> None:
    assert reply_due_on(LIAOCHENG, raised) == due


POSTED = (date(2026, 4, 20), date(2026, 5, 20))
LATE = (date(2026, 5, 4), date(2026, 6, 3))


@pytest.mark.parametrize(
    ("posted", "today", "state", "late", "left"),
    [
        (None, date(2026, 3, 31), ClockState.RUNNING, 0, 30),
        (None, date(2026, 4, 1), ClockState.DUE, 0, 29),
        (None, date(2026, 4, 30), ClockState.DUE, 0, 0),
        (None, date(2026, 5, 1), ClockState.LATE, 1, 0),
        (POSTED, date(2026, 4, 20), ClockState.POSTED, 0, 30),
        (POSTED, date(2026, 5, 20), ClockState.POSTED, 0, 0),
        (POSTED, date(2026, 5, 21), ClockState.OVER, 0, 0),
        (LATE, date(2026, 12, 1), ClockState.OVER, 4, 0),
    ],
)
def test_how_a_period_stands(
    posted: tuple[date, date] | None, today: date, state: ClockState, late: int, left: int
) -> None:
    due = due_on(LIAOCHENG, Q1)
    assert clock(LIAOCHENG, Q1, posted, today) == Clock(state, due, late, left)


@pytest.mark.parametrize(
    ("starts", "ends", "behind"),
    [
        (date(2026, 1, 1), date(2026, 3, 31), False),
        (date(2026, 2, 10), date(2026, 3, 31), False),
        (date(2026, 1, 1), date(2026, 6, 30), True),
    ],
)
def test_a_period_may_be_longer_than_the_law_lets_accounts_wait(
    starts: date, ends: date, behind: bool
) -> None:
    assert months_behind(LIAOCHENG, starts, ends) is behind
