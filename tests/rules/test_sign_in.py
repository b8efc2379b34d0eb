"""Names and passwords: what is taken, what is refused, and spelling locks nobody out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.persona import PASSWORD
from rules.refusal import Refused
from rules.sign_in import (
    could_be_password,
    must_be_good_password,
    must_be_name,
    must_be_username,
    same_password,
    same_username,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("李", "李"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        (" Zhou ", "zhou"),
        ("ＺＨＯＵ１", "zhou1"),
        ("Straße", "strasse"),
        ("zhou@fengyuan.cn", "zhou@fengyuan.cn"),
        ("13800000000", "13800000000"),
        ("Li  Na", "li na"),
    ],
)
def test_a_user_name_has_one_spelling(typed: str, kept: str) -> None:
    assert must_be_username(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "  ", "李" * 61, "<b>x</b>", "a/b", "a\x00b", "=1+1", "a\u202eb"]
)
def test_what_is_no_user_name_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        must_be_username(typed)


@given(st.text(max_size=80))
def test_spelling_twice_changes_nothing(typed: str) -> None:
    assert same_username(same_username(typed)) == same_username(typed)
    assert same_password(same_password(typed)) == same_password(typed)


@pytest.mark.parametrize("typed", ["", " ", "x" * 51, "a\x07b", "a\u202eb"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        must_be_name(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "correct horse battery",
        "春天来了我们一起种树吧",
        "我们小区的电梯终于修好了",
        "梅兰竹菊春夏秋冬东南西北中发白一二三四五六七八九",  # 24 characters, 72 bytes
        "Zhang-2026!",
    ],
)
def test_pass_phrases_and_chinese_are_good_passwords(typed: str) -> None:
    assert could_be_password(must_be_good_password(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "short-1-9",
        "梅兰竹菊春夏秋冬东南西北中发白一二三四五六七八九十",  # 25 characters, 75 bytes
        "x1-" * 25,
        "1234567890",
        "0987654321",
        "ZYXWVUTSRQ",
        "qwertyuiop",
        "Woaini1314",
        "aaaaaaaaaaaa",
        "abababababab",
        "a good\x00password",
        PASSWORD,
    ],
)
def test_short_long_common_and_invisible_passwords_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        must_be_good_password(typed)


def test_the_user_name_is_no_password() -> None:
    with pytest.raises(Refused):
        must_be_good_password("Zhang-San-Feng", "zhang-san-feng")


def test_a_chinese_keyboard_types_the_same_password() -> None:
    assert same_password("ｆｅｎｇ－２０２６ ") == same_password("feng-2026")
