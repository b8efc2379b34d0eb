"""What a firm may write, and what a corrected figure may be."""

import pytest

from rules.edition.hearing import must_be_a_value, must_say
from rules.method import read_body
from rules.refusal import Refused
from tests.editions import BODY

LEAVES = {leaf.code: leaf for leaf in read_body(BODY).indicators}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("satisfaction", " 88.50 ", "88.5"),
        ("satisfaction", "100", "100"),
        ("satisfaction", "", ""),
        ("complaints", "250", "250"),
        ("complaints", "1e2", "100"),
    ],
)
def test_a_value_is_kept_as_a_plain_decimal(code: str, text: str, value: str) -> None:
    assert must_be_a_value(text, LEAVES[code]) == value


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("satisfaction", "100.01", "goes from 0 to 100"),
        ("satisfaction", "-1", "goes from 0 to 100"),
        ("complaints", "很多", "is not a number"),
        ("complaints", "nan", "is not a number"),
        ("complaints", "1e99", "too large a number"),
    ],
)
def test_what_is_no_value(code: str, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        must_be_a_value(text, LEAVES[code])


@pytest.mark.parametrize(
    ("length", "fits"), [(9, False), (10, True), (1_000, True), (1_001, False)]
)
def test_a_reason_has_a_length(length: int, fits: bool) -> None:
    if fits:
        assert must_say("长" * length)
    else:
        with pytest.raises(Refused, match="Please say why"):
            must_say("长" * length)
