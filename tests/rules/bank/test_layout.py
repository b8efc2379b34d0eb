"""A layout is known by its header, and an unknown one is told what was expected."""

import pytest

from rules.bank.layout import LAYOUTS, found_in, from_text, mapped, to_text, unknown
from rules.refusal import Refused
from tests.statements import GENERIC


def test_no_layout_is_taken_for_another() -> None:
    for layout in LAYOUTS:
        found = found_in([["总账"], [*layout.needs]])
        assert found == (layout, 1)


def test_a_header_is_known_in_whatever_width_and_spacing() -> None:
    row = ["交易时间 ", "交易类型", "交易对方", "收/支", "金额（元）", "交易单号"]
    found = found_in([row])
    assert found is not None and found[0].code == "wechat"


def test_an_unknown_layout_is_told_what_was_expected() -> None:
    told = str(unknown([[["记账日期", "货币", "交易金额", "摘要"]]]))
    assert "招商银行" in told and "交易摘要" in told and "支付宝" in told


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"amount": "发生额"}, "which column holds the day"),
        ({"day": "日期"}, "which column holds the amount"),
        ({"day": "日期", "income": "收入"}, "which column holds the amount"),
        ({"day": "日期", "amount": "额", "income": "收入"}, "Give either one column"),
        ({"day": "日期", "amount": "额", "colour": "红"}, "Unknown column: colour"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused(columns: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        mapped(columns)


def test_a_mapping_is_kept_and_found_again() -> None:
    assert from_text(to_text(GENERIC | {"time": ""})) == GENERIC
    assert from_text("") == {}
