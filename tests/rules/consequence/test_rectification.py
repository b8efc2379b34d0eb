"""The rectification list: from the most cases, equals alike, and off it only when done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.consequence import RectificationState
from rules.consequence import rectification as rule
from rules.consequence.rectification import Cases, Listed
from rules.refusal import Refused

TODAY = date(2026, 6, 10)
ROWS = st.lists(st.integers(0, 20), max_size=30).map(
    lambda cases: [Cases(n, each) for n, each in enumerate(cases)]
)


def test_the_most_cases_stand_on_top() -> None:
    rows = [Cases(1, 3), Cases(2, 9), Cases(3, 0), Cases(4, 5)]
    assert rule.worst(rows, 2) == [Listed(2, 9, 1), Listed(4, 5, 2)]


def test_equals_share_their_position_and_none_is_spared() -> None:
    rows = [Cases(1, 5), Cases(2, 5), Cases(3, 9), Cases(4, 1)]
    assert rule.worst(rows, 2) == [Listed(3, 9, 1), Listed(1, 5, 2), Listed(2, 5, 2)]


@given(ROWS, st.integers(1, 10))
def test_nobody_listed_has_fewer_cases_than_somebody_who_is_not(
    rows: list[Cases], most: int
) -> None:
    listed = rule.worst(rows, most)
    ids = {row.entrant_id for row in listed}
    left = [row.cases for row in rows if row.entrant_id not in ids]
    assert all(row.cases > max(left, default=0) for row in listed)
    assert len(listed) >= min(most, sum(row.cases > 0 for row in rows))
    assert [row.position for row in listed] == sorted(row.position for row in listed)


@given(ROWS)
def test_without_a_case_nobody_is_listed(rows: list[Cases]) -> None:
    assert all(row.cases > 0 for row in rule.worst(rows, 100))


@pytest.mark.parametrize("days", [-1, 732])
def test_a_day_behind_us_or_in_years_is_refused(days: int) -> None:
    with pytest.raises(Refused, match="behind us"):
        rule.must_be_ahead(TODAY + timedelta(days=days), TODAY)


@pytest.mark.parametrize("days", [0, 731])
def test_today_and_two_years_are_in_time(days: int) -> None:
    assert rule.must_be_ahead(TODAY + timedelta(days=days), TODAY)


def test_a_task_ends_within_the_whole_and_not_in_the_future() -> None:
    assert rule.must_be_within(TODAY, TODAY) == TODAY
    with pytest.raises(Refused, match="cannot end later"):
        rule.must_be_within(TODAY + timedelta(days=1), TODAY)
    assert rule.must_have_happened(TODAY, TODAY) == TODAY
    with pytest.raises(Refused, match="future"):
        rule.must_have_happened(TODAY + timedelta(days=1), TODAY)


@pytest.mark.parametrize("state", [RectificationState.DONE, RectificationState.DROPPED])
def test_what_came_off_the_list_stays_as_it_is(state: RectificationState) -> None:
    rule.must_be_open(RectificationState.OPEN)
    with pytest.raises(Refused, match="come off"):
        rule.must_be_open(state)


def test_nothing_is_closed_with_a_task_open() -> None:
    rule.must_be_done(0)
    with pytest.raises(Refused, match="2 tasks"):
        rule.must_be_done(2)


@pytest.mark.parametrize("most", [0, 101])
def test_how_many_are_listed_has_bounds(most: int) -> None:
    with pytest.raises(Refused, match="1 to 100"):
        rule.must_be_a_number(most)


@pytest.mark.parametrize(("typed", "ok"), [("abc", False), ("整改完成", True), ("长" * 301, False)])
def test_words_say_something(typed: str, ok: bool) -> None:
    if ok:
        assert rule.must_be_text(typed, 300) == typed
    else:
        with pytest.raises(Refused, match="4 to 300"):
            rule.must_be_text(typed, 300)


def test_somebody_does_it() -> None:
    assert rule.must_be_a_doer(" 安居 物业 ") == "安居 物业"
    with pytest.raises(Refused, match="who does it"):
        rule.must_be_a_doer("  ")
