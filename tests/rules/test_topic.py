"""Texts: what may be written, and what resembles what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.refusal import Refused
from rules.topic import grams, likeness_percent, must_be_a_body, must_be_a_title, text_hash, tidy


@pytest.mark.parametrize("title", ["", "  停车 ", "车" * 61, "\x00\x01\x02\x03"])
def test_a_title_is_neither_too_short_nor_too_long(title: str) -> None:
    with pytest.raises(Refused, match="A title has 4 to 60"):
        must_be_a_title(title)


def test_a_title_is_one_line_without_control_characters() -> None:
    assert must_be_a_title(" 东门\u0000 夜间\n停车 ") == "东门 夜间 停车"


def test_a_body_keeps_its_lines() -> None:
    assert must_be_a_body("第一行很长很长\r\n第二行也很长") == "第一行很长很长\n第二行也很长"


def test_the_hash_tells_title_and_body_apart() -> None:
    assert text_hash("甲", "乙") != text_hash("甲乙", "")


def test_two_ways_to_say_parking_are_alike_and_pets_are_not() -> None:
    parking = grams("小区东门夜间停车混乱")
    assert likeness_percent(parking, grams("东门晚上停车很混乱")) >= 30
    assert likeness_percent(parking, grams("文明养宠公约")) == 0


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_a_percentage(one: str, other: str) -> None:
    a, b = grams(one), grams(other)
    assert likeness_percent(a, b) == likeness_percent(b, a)
    assert 0 <= likeness_percent(a, b) <= 100
    assert likeness_percent(a, a) in (0, 100)


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_a_text_has_nothing_in_it_that_cannot_be_seen() -> None:
    assert tidy("付款\u202e001\u2066 \u200b元\ufeff") == "付款001 元"
    family = "一家人 👨\u200d👩\u200d👧"  # what joins them is needed
    assert tidy(family) == family
