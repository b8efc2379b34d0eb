"""Rows together: faults named by row and column, contradictions between rows, lines to skip."""

from typing import Any

import pytest

from models.choice import UnitKind, UnitStatus
from models.roll import AreaSource
from rules.roll.column import Column, guess
from rules.roll.row import Layout, Person, letter
from rules.roll.table import Table, read_table

HEADER = ["户号", "楼栋", "面积", "业主", "身份证", "手机", "类型", "状态"]
GOOD = ["3-501", "3号楼", "90.55", "张三", "", "13800000001", "住宅", "已交付"]


def read(*rows: list[Any]) -> Table:
    return read_table([HEADER, *rows], 1, Layout(guess(HEADER, [])))


def but(**changes: Any) -> list[Any]:
    row = list(GOOD)
    for name, value in changes.items():
        row[["label", "building", "area", "owner", "id", "phone", "kind", "status"].index(name)] = (
            value
        )
    return row


def test_a_good_row_becomes_an_entry() -> None:
    entry = read(GOOD).entries[0]
    assert (entry.row, entry.label, entry.building, entry.area_cm2) == (
        2,
        "3-501",
        "3 号楼",
        905_500,
    )
    assert (entry.kind, entry.status) == (UnitKind.HOME, UnitStatus.DELIVERED)
    assert entry.source is AreaSource.REGISTER
    assert entry.owners == (Person("张三", None, "13800000001"),)


def test_a_wrong_cell_is_named_by_row_and_column() -> None:
    table = read(GOOD, but(label="3-502", area="九十"))
    assert [(f.row, f.column, f.facts) for f in table.faults] == [(3, "C", {"text": "九十"})]
    assert table.bad_rows == [3]
    assert [entry.label for entry in table.entries] == ["3-501"]


def test_a_row_tells_all_that_is_wrong_with_it_at_once() -> None:
    table = read(but(area="?", phone="?", kind="城堡", status="?", id="?", label=""))
    assert [fault.column for fault in table.faults] == ["A", "C", "E", "F", "G", "H"]


def test_empty_lines_and_the_sum_below_are_no_units() -> None:
    table = read([], ["", None, "  "], GOOD, ["合计", "", "90.55"], ["", "总 计", "90.55"])
    assert (len(table.entries), table.faults) == (1, [])


def test_a_short_row_is_read_as_far_as_it_goes() -> None:
    entry = read(["3-501", "3号楼", "90.55"]).entries[0]
    assert entry.owners is None


def test_the_same_unit_with_different_facts_is_bad_on_every_row() -> None:
    table = read(GOOD, but(owner="李四"), but(label="3-502"), GOOD)
    assert table.bad_rows == [2, 3, 5]
    assert table.faults[0].facts == {"label": "3-501", "rows": "2, 3, 5"}


def test_the_same_row_twice_is_no_contradiction() -> None:
    assert not read(GOOD, GOOD).faults


def test_one_identity_number_under_two_names_is_bad_on_both_rows() -> None:
    number = "11010519491231002X"
    table = read(but(id=number), but(label="3-502", owner="李四", id=number))
    assert table.bad_rows == [2, 3]


def test_co_owners_share_a_unit_and_a_firm_has_no_building() -> None:
    header = ["户号", "面积", "业主", "共有人"]
    rows = [header, ["3-501", 90.5, "孙丽", "钱勇、孙丽"], ["地下车位B-1", 12.5, "枫园置业", ""]]
    first, second = read_table(rows, 1, Layout(guess(header, []))).entries
    assert [owner.name for owner in first.owners or ()] == ["孙丽", "钱勇"]
    assert second.building == ""


def test_a_source_in_the_row_outranks_the_source_of_the_file() -> None:
    header = ["户号", "面积", "面积来源"]
    layout = Layout(guess(header, []), AreaSource.CONTRACT)
    rows = [header, ["1-1", 90, "测绘"], ["1-2", 90, ""]]
    found = [entry.source for entry in read_table(rows, 1, layout).entries]
    assert found == [AreaSource.SURVEY, AreaSource.CONTRACT]
    assert Column.SOURCE in layout.columns


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_named_like_the_spreadsheet_does(index: int, name: str) -> None:
    assert letter(index) == name


def test_progress_is_told_as_it_goes() -> None:
    told: list[tuple[int, int]] = []
    rows = [HEADER, *([GOOD] * 1200)]
    read_table(rows, 1, Layout(guess(HEADER, [])), lambda done, all_: told.append((done, all_)))
    assert told == [(0, 1200), (500, 1200), (1000, 1200)]
