"""Enough of a name for neighbours to recognise it, too little for strangers to use it."""

import pytest

from rules.mask import is_firm, masked_name, masked_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张**"),
        (" 张建国 ", "张**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧**"),  # somebody called 欧 with the given name 阳
        ("司马光", "司马**"),
        ("阿卜杜拉·买买提", "阿卜**"),
        ("阿卜杜热合曼", "阿卜**"),
        ("John Smith", "J**"),
        ("王", "王**"),
        ("", ""),
        ("李公司", "李**"),  # three characters are a person
    ],
)
def test_a_person_keeps_the_family_name_and_two_stars(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "江城建设发展有限公司",
        "枫园置业",
        "中国工商银行",
        "华东（江城）公司（分公司）",
        "Acme Co Ltd.",
    ],
)
def test_a_firm_is_named_in_full(name: str) -> None:
    assert is_firm(name)
    assert masked_name(name) == name


def test_a_compound_may_decide_to_show_names() -> None:
    assert masked_name("张建国", public=True) == "张建国"


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+86 138 1234 5678", "138****5678"),
        ("010-1234567", "****4567"),
        ("021-87654321", "021****4321"),
        ("12345", "****45"),
        ("", ""),
        (None, ""),
        ("无", ""),
    ],
)
def test_a_phone_number_cannot_be_called(phone: str | None, shown: str) -> None:
    assert masked_phone(phone) == shown
