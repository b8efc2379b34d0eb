"""Patterns (格式): those that are used cost little, and the rest are refused."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.definition.pattern import TEXT, must_be_pattern
from rules.refusal import Refused

GOOD = [
    r"\d{11}",
    r"1[3-9]\d{9}",
    r"\d{3,4}-\d{7,8}(-\d{1,6})?",
    r"[A-Z]{2}\d+",
    r"(苏|沪)[A-Z][A-Z0-9]{5}",
    r".+@.+",
    r"第\d{1,3}号",
    r"a*b*c*",
    r"[^\]a]+[\d\-]{3}",
]
BAD = [
    (r"(a+)+b", "group is repeated"),
    (r"(a|a)*b", "group is repeated"),
    (r"a*a*a*a*b", "too many ways"),
    (r"(a|b|c|d)(a?){30}", "group is repeated"),
    ("a?" * 30 + "a" * 30, "too many ways"),
    (r"(?=a)b", "question mark"),
    (r"(a)\1", "sign stands"),
    (r"(a", "bracket"),
    (r"a)", "bracket"),
    (r"a**", "twice over"),
    (r"a{500}", "too often"),
    (r"a{5,2}", "too often"),
    (r"*a", "sign stands"),
    (r"[", "sign stands"),
    (r"[z-a]", "sign stands"),
    (r"[[a]", "sign stands"),
    (r"[\][](a+)+$]", "sign stands"),  # to Python the class ends where a search for “]” does not
    (r"[^][](a+)+$]", "sign stands"),
    (r"[]a]", "sign stands"),
    ("\\", "sign stands"),
    ("(" * 8 + "a" + ")" * 8, "too deep"),
    ("a" * 200, "too long"),
]


@pytest.mark.parametrize("pattern", GOOD)
def test_a_pattern_that_people_need_is_taken(pattern: str) -> None:
    assert must_be_pattern(pattern) == pattern


@pytest.mark.parametrize(("pattern", "said"), BAD)
def test_a_pattern_that_is_none_or_dear_is_refused(pattern: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        must_be_pattern(pattern)


@given(
    st.text(alphabet="ab*+?.()|[]{}\\d1,2", max_size=24),
    st.text(alphabet="ab1", min_size=TEXT, max_size=TEXT),
)
def test_whatever_is_taken_is_tried_quickly(pattern: str, against: str) -> None:
    try:
        must_be_pattern(pattern)
    except Refused:
        return
    begun = time.process_time()
    re.fullmatch(pattern, against)
    assert time.process_time() - begun < 1
