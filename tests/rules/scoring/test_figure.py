"""Numbers as people type them and as tables hold them."""

from typing import Any

import pytest

from rules.method.reading import read_body
from rules.refusal import Refused
from rules.scoring import evidence
from rules.scoring import figure as rule
from tests.collecting import BODY

METHOD = read_body(BODY)


def leaf(code: str) -> Any:
    found = METHOD.indicator(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("given", "kept"),
    [("12", "12"), (12.0, "12"), (0.1 + 0.2, "0.3"), (" 3.50 ", "3.5"), ("0", "0"), (80, "80")],
)
def test_a_number_is_kept_as_plain_decimal_text(given: Any, kept: str) -> None:
    assert rule.must_be_a_figure(leaf("hotline"), given) == kept


@pytest.mark.parametrize(
    ("code", "given", "said"),
    [
        ("honours", "21", "“表彰奖励” goes from 0 to 20; 21 lies outside."),
        ("honours", "-1", "“表彰奖励” goes from 0 to 20; -1 lies outside."),
        ("hotline", "十二", "“十二” is not a number."),
        ("hotline", "1,200", "“1,200” is not a number."),
        ("hotline", True, "“True” is not a number."),
        ("hotline", "inf", "“inf” is not a number."),
        ("hotline", float("nan"), "“nan” is not a number."),
        ("hotline", "-3", "-3 is below zero."),
        ("hotline", "1e30", "“1e30” is too large a number."),
        ("disclosure", "101", "101 is not a percentage from 0 to 100."),
    ],
)
def test_what_is_no_figure_is_refused_in_one_sentence(code: str, given: Any, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        rule.must_be_a_figure(leaf(code), given)
    assert str(refusal.value) == said


def test_nobody_types_in_what_sheets_or_owners_say() -> None:
    for code in ("satisfaction", "onsite"):
        with pytest.raises(Refused, match="nobody types it in"):
            rule.must_be_typed(leaf(code))
    rule.must_be_typed(leaf("hotline"))
    rule.must_be_typed(leaf("disclosure"))


def test_cases_are_whole_and_not_below_zero() -> None:
    assert rule.must_be_a_count(4.0) == 4
    for wrong in ("2.5", "-1", "多", "99999999999", "1e309", "NaN"):
        with pytest.raises(Refused):
            rule.must_be_a_count(wrong)
    assert rule.counts_cases(leaf("hotline")) and not rule.counts_cases(leaf("honours"))


def test_every_figure_says_where_it_can_be_looked_up() -> None:
    assert rule.must_be_evidence(" 12345 平台 7 月导出 ") == "12345 平台 7 月导出"
    with pytest.raises(Refused):
        rule.must_be_evidence("见")


def test_what_the_house_counted_keeps_a_code_and_the_records() -> None:
    text = evidence.kept("complaints", [12, 15])
    assert (text, evidence.code_of(text), evidence.records_of(text)) == (
        "@complaints 12,15",
        "complaints",
        (12, 15),
    )
    assert evidence.code_of("12345 平台导出") is None and evidence.records_of("见 3 号文") == ()
    assert evidence.code_of("@nonsense 3") is None
    assert len(evidence.kept("sheets", range(10_000))) <= 500
