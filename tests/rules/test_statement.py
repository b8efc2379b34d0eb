"""Statements: what may be said, and what the answers come to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import statement as rule
from rules.refusal import Refused
from rules.statement import LEAST_ANSWERS, Tally


@pytest.mark.parametrize(
    ("tally", "share"),
    [
        (Tally(), None),
        (Tally(4, 0, 0), None),  # four answers would name people
        (Tally(5, 0, 0), Fraction(1)),
        (Tally(3, 1, 1), Fraction(3, 5)),  # who passes has answered too
        (Tally(0, 0, 5), Fraction(0)),
    ],
)
def test_a_share_is_shown_from_five_answers_on(tally: Tally, share: Fraction | None) -> None:
    assert tally.share == share


COUNTS = st.integers(0, 40)
TALLIES = st.builds(Tally, COUNTS, COUNTS, COUNTS)


@given(st.lists(TALLIES, max_size=12))
def test_the_most_agreed_on_comes_first(tallies: list[Tally]) -> None:
    shares = [tally.share for tally in sorted(tallies, key=rule.rank)]
    known = [share for share in shares if share is not None]
    assert shares[: len(known)] == known  # too few answers: after all others
    assert known == sorted(known, reverse=True)


@given(TALLIES)
def test_a_share_lies_between_nothing_and_all(tally: Tally) -> None:
    share = tally.share
    assert (share is None) is (tally.answers < LEAST_ANSWERS)
    assert share is None or 0 <= share <= 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  东门  要有路灯\n\n晚上看不见 ", "东门 要有路灯 晚上看不见"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # shown as it was written
        ("停" * 140, "停" * 140),
    ],
)
def test_a_statement_is_one_tidy_line(text: str, kept: str) -> None:
    assert rule.must_be_a_statement(text) == kept


@pytest.mark.parametrize("text", ["", "   ", "好", "停" * 141, "\x00\x00\x00\x00\x00"])
def test_too_short_and_too_long_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="4 to 140 characters"):
        rule.must_be_a_statement(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("东门要装路灯", "东门，要装路灯！", True),
        ("Light at the gate", "light at the gate.", True),
        ("东门要装路灯", "东门不要装路灯", False),
        ("！！！！", "？？？？", False),
    ],
)
def test_signs_and_blanks_do_not_make_it_new(one: str, other: str, same: bool) -> None:
    assert rule.is_same(one, other) is same


def test_what_nearly_repeats_is_pointed_out() -> None:
    said = [(1, "东门晚上要装路灯"), (2, "小区要有充电桩"), (3, "东门晚上应该装路灯")]
    assert set(rule.alike("东门晚上要装个路灯", said)) == {1, 3}
    assert rule.alike("养狗要牵绳", said) == []
    assert rule.alike("", said) == []


def test_ten_a_day_are_enough() -> None:
    rule.must_not_be_too_many(9)
    with pytest.raises(Refused, match="10 statements a day"):
        rule.must_not_be_too_many(10)
