"""Results and covenants: what they must say, and when a covenant holds."""

from datetime import date

import pytest

from rules import benefit as rule
from rules.refusal import Refused

TODAY = date(2026, 6, 10)


def test_a_covenant_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    first, end = date(2026, 6, 1), date(2026, 6, 20)
    held = [rule.in_force(first, end, date(2026, 6, n)) for n in (1, 10, 19, 20)]
    assert held == [True, True, True, False]
    assert not rule.in_force(first, None, date(2026, 5, 31))
    assert rule.in_force(first, None, date(2036, 1, 1))


def test_a_new_version_begins_after_the_one_it_replaces() -> None:
    assert rule.must_come_into_force(TODAY, TODAY) == TODAY
    with pytest.raises(Refused, match="after the one"):
        rule.must_come_into_force(TODAY, TODAY, TODAY)
    with pytest.raises(Refused, match="within a year"):
        rule.must_come_into_force(date(2028, 1, 1), TODAY)


def test_a_covenant_cannot_end_before_it_begins() -> None:
    assert rule.must_end(TODAY, TODAY) == TODAY
    with pytest.raises(Refused, match="before it has begun"):
        rule.must_end(date(2026, 6, 9), TODAY)


def test_what_was_delivered_was_delivered() -> None:
    assert rule.must_be_delivered(TODAY, TODAY) == TODAY
    with pytest.raises(Refused, match="future"):
        rule.must_be_delivered(date(2026, 6, 11), TODAY)


@pytest.mark.parametrize("number", [0, -1, 1_000_001])
def test_somebody_gains_by_a_result(number: int) -> None:
    with pytest.raises(Refused, match="at least one"):
        rule.must_be_households(number)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (rule.must_be_named, "棚"),
        (rule.must_be_named, "长" * 81),
        (rule.must_be_delivered_by, " "),
        (lambda text: rule.must_tell(text, 4, 10), "短"),
        (lambda text: rule.must_tell(text, 4, 10), "长" * 11),
    ],
)
def test_words_that_say_nothing_are_refused(check: object, text: str) -> None:
    with pytest.raises(Refused, match="characters"):
        check(text)  # type: ignore[operator]
