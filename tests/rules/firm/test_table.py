"""A table of firms: each cell read or refused, and rows that cannot all be right."""

from datetime import date, datetime
from typing import Any

import pytest

from models.firm import FirmKind
from rules.firm import cell
from rules.firm.column import Column, columns_of, header_row, meaning
from rules.firm.register import Terms
from rules.firm.table import Table, must_name_compounds, read_table
from rules.refusal import Refused

HEADER = [
    "小区名称",
    "物业企业",
    "统一社会信用代码",
    "企业性质",
    "合同开始日",
    "合同到期日",
    "服务等级",
    "物业费（元/㎡·月）",
    "小区类型",
    "建成年份",
]


def table(*rows: list[Any]) -> Table:
    """Rows below the usual header, short ones filled up."""
    return read_table([HEADER, *rows], 1, columns_of(HEADER))


def test_the_usual_headers_are_understood() -> None:
    assert list(columns_of(HEADER)) == list(Column)
    assert columns_of(HEADER) == {column: n for n, column in enumerate(Column)}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("项目名称", Column.COMPOUND),
        ("物业公司", Column.FIRM),
        ("物业费", Column.FEE),
        ("收费标准", Column.FEE),
        ("进驻时间", Column.BEGINS),
        ("合同截止", Column.ENDS),
        ("竣工年代", Column.YEAR),
        ("备注", None),
    ],
)
def test_a_header_means_what_its_words_say(header: str, column: Column | None) -> None:
    assert meaning(header) is column


def test_a_title_may_stand_above_the_header() -> None:
    assert header_row([["物业服务情况一览表"], [], HEADER]) == 2
    with pytest.raises(Refused, match="No column names the compound"):
        must_name_compounds(columns_of(["企业", "等级"]))


def test_a_row_is_read_whole() -> None:
    read = table(
        [
            "枫园小区",
            "安居物业",
            "91330100799655058B",
            "物业服务企业",
            datetime(2024, 1, 1),
            "2026年12月31日",
            "二级",
            1.8,
            "商品房",
            "2006年",
        ]
    )
    assert read.faults == []
    (entry,) = read.entries
    assert (entry.compound, entry.firm, entry.kind) == ("枫园小区", "安居物业", FirmKind.COMPANY)
    assert entry.terms == Terms(date(2024, 1, 1), date(2026, 12, 31), 2, 180)
    assert (entry.type, entry.built_in) == ("commodity", 2006)


def test_every_fault_of_a_row_is_told_with_its_column() -> None:
    row = ["枫园小区", "安居物业", "1", "外星人", "明年", "", "九级", "两块", "城堡", "很久"]
    read = table(row)
    assert read.entries == []
    assert [fault.column for fault in read.faults] == list("CDEGHIJ")
    assert {fault.row for fault in read.faults} == {2}


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (["", "安居物业", "", "", "2024-01-01"], "A", "no compound"),
        (["枫园小区", "安居物业"], "E", "no day"),
        (["枫园小区"], "B", "says nothing"),
        (["枫园小区", "安居物业", "", "", "2024-01-01", "2023-01-01"], "F", "cannot end before"),
        (["枫园小区", "安居物业", "", "", "2024-01-01", "", "", "500"], "H", "fee per"),
    ],
)
def test_a_bad_row_says_where(row: list[Any], column: str, why: str) -> None:
    (fault,) = table(row).faults
    assert (fault.column, why in fault.sentence) == (column, True)


def test_a_row_without_a_firm_describes_the_compound() -> None:
    (entry,) = table(["老街坊", *[""] * 7, "老旧小区", 1988]).entries
    assert (entry.firm, entry.terms, entry.type, entry.built_in) == ("", None, "old", 1988)


def test_rows_that_contradict_each_other_are_both_left_out() -> None:
    read = table(
        ["枫园小区", "安居物业", "", "", "2024-01-01"],
        ["枫园小区", "信和物业", "", "", "2025-01-01"],
        ["清河里", "信和物业", "", "", "2020-01-01", "2024-12-31"],
        ["清河里", "安居物业", "", "", "2025-01-01"],
    )
    assert [fault.row for fault in read.faults] == [2, 3]
    assert [entry.row for entry in read.entries] == [4, 5]


def test_one_firm_has_one_credit_code() -> None:
    read = table(
        ["枫园小区", "安居物业", "91330100799655058B", "", "2024-01-01"],
        ["清河里", "安居物业", "914403001922038216", "", "2024-01-01"],
    )
    assert [(fault.row, fault.column) for fault in read.faults] == [(2, "C"), (3, "C")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-01-31", date(2024, 1, 31)),
        ("2024/1/31", date(2024, 1, 31)),
        ("2024.1.31", date(2024, 1, 31)),
        ("2024年1月31日", date(2024, 1, 31)),
        ("2024-01-31 00:00:00", date(2024, 1, 31)),
        (date(2024, 1, 31), date(2024, 1, 31)),
        ("长期", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_however_it_is_written(written: Any, day: date | None) -> None:
    assert cell.day(written) == day


@pytest.mark.parametrize("written", ["2024-02-30", "明天", "20240131", "2024"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="not a day"):
        cell.day(written)


@pytest.mark.parametrize(
    ("written", "fen"), [("1.8", 180), (1.85, 185), ("¥1.80 元/㎡·月", 180), ("", 0), (2, 200)]
)
def test_a_fee_is_kept_to_the_fen(written: Any, fen: int) -> None:
    assert cell.fee_fen(written) == fen


@pytest.mark.parametrize("written", ["1.855", "免费", "inf"])
def test_a_fee_that_is_no_sum_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="the fee"):
        cell.fee_fen(written)


@pytest.mark.parametrize(("written", "level"), [("三级", 3), (2.0, 2), ("5", 5), ("", 1)])
def test_a_level_is_a_number_or_a_numeral(written: Any, level: int) -> None:
    assert cell.level(written) == level
