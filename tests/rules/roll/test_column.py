"""Headers as offices write them, and what they mean."""

import pytest

from models.roll import AreaSource
from rules.roll.column import Column, guess, guess_source, header_row, meaning


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("房号", Column.ROOM),
        ("户号", Column.LABEL),
        ("房屋坐落", Column.LABEL),
        ("单元房号", Column.LABEL),
        ("Unit", Column.LABEL),
        ("楼 栋", Column.BUILDING),
        ("楼栋号", Column.BUILDING),
        ("单元", Column.ENTRANCE),
        ("建筑面积（㎡）", Column.AREA),
        ("专有面积", Column.AREA),
        ("公摊面积", None),
        ("共有面积", None),
        ("面积来源", Column.SOURCE),
        ("业主姓名", Column.OWNER),
        ("产权人", Column.OWNER),
        ("owner", Column.OWNER),
        ("共有人", Column.CO_OWNER),
        ("业主手机", Column.PHONE),
        ("联系电话", Column.PHONE),
        ("身份证号", Column.ID_NUMBER),
        ("统一社会信用代码", Column.ID_NUMBER),
        ("房屋用途", Column.KIND),
        ("交付状态", Column.STATUS),
        ("备注", None),
        ("", None),
    ],
)
def test_a_header_tells_what_its_column_holds(header: str, column: Column | None) -> None:
    assert (meaning(header) if header else None) == column


def test_a_room_is_a_whole_label_when_nothing_else_makes_it_one() -> None:
    assert guess(["房号", "面积"], [["3-2-501", "90"]]) == {Column.LABEL: 0, Column.AREA: 1}
    assert guess(["房号"], [["501"]]) == {Column.LABEL: 0}
    apart = guess(["楼栋", "单元", "房号"], [["3", "2", "501"]])
    assert apart == {Column.BUILDING: 0, Column.ENTRANCE: 1, Column.ROOM: 2}
    whole = guess(["楼栋", "房号"], [["3号楼", "3-2-501"], ["3号楼", "3-2-502"]])
    assert whole == {Column.BUILDING: 0, Column.LABEL: 1}
    assert guess(["单元", "面积"], [["3-501", "90"]]) == {Column.LABEL: 0, Column.AREA: 1}


def test_of_several_areas_the_exclusive_one_counts() -> None:
    headers = ["户号", "公摊面积", "套内面积", "建筑面积", "专有面积"]
    assert guess(headers, [])[Column.AREA] == 4
    assert guess(headers[:4], [])[Column.AREA] == 3


def test_a_title_may_stand_above_the_header() -> None:
    rows = [["枫园小区业主名册", "", ""], ["制表：物业", "", ""], ["户号", "面积", "业主"]]
    assert header_row(rows) == 2
    assert header_row([["3-501", "90.5", "张三"]]) == 0
    assert header_row([]) == 0


def test_the_header_may_tell_where_areas_come_from() -> None:
    assert guess_source("合同面积") is AreaSource.CONTRACT
    assert guess_source("实测面积") is AreaSource.SURVEY
    assert guess_source("产权面积") is AreaSource.REGISTER
