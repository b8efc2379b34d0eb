"""A grade is the band that the score reaches; the lowest needs a bad record to show for it."""

from decimal import Decimal

import pytest

from rules.method import grade, read_body
from tests.rules.method.bodies import body

JINAN = read_body(body("jinan"))


@pytest.mark.parametrize(
    ("score", "bad", "expected"),
    [
        ("100", None, "AAA"),
        ("85", None, "AAA"),
        ("84.99", None, "AA"),
        ("80", None, "AA"),
        ("79.99", None, "A"),
        ("70", "5", "A"),
        ("60", "5", "B"),
        ("59.99", "5", "C"),
        ("59.99", "0", "B"),  # nothing bad on record: not the lowest
        ("12", None, "B"),
        ("-3", "20", "C"),
        (None, "20", ""),
    ],
)
def test_grades_of_jinan(score: str | None, bad: str | None, expected: str) -> None:
    values = {"penalties": None if bad is None else Decimal(bad), "honours": Decimal(7)}
    assert grade(JINAN, None if score is None else Decimal(score), values) == expected


def test_a_method_without_grades_gives_none() -> None:
    assert grade(read_body(body("weighted")), Decimal(90), {}) == ""
