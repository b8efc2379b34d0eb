"""The roll page: the list, one unit, and an import from file to roll, by clicking."""

from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.place import Place
from models.roll import Owner, Ownership, Unit
from models.trail import TrailLine
from services.roll.importing import Upload, import_roll
from tests.neighbourhood import Neighbourhood
from tests.rolls import HEADER, table, workbook
from tests.visit import visit

GOOD = ["3-501", "3号楼", "90.55", "张三", "", "13800000001", "住宅", "已交付"]
BAD = ["3-502", "3号楼", "九十", "李四", "", "", "住宅", "已交付"]


def words(page: AppTest) -> str:
    lists = (page.markdown, page.caption, page.info, page.title, page.text, page.error)
    return "\n".join(element.value for elements in lists for element in elements)


def press(page: AppTest, label: str) -> AppTest:
    return labelled(page, label).click().run()


def labelled(page: AppTest, label: str) -> Any:
    return next(button for button in page.button if button.label == label)


def inside(page: AppTest, opener: str, label: str = "", **fields: str) -> AppTest:
    """Fill in and press inside a dialog: AppTest draws one only while its opener is pressed."""
    labelled(page, opener).click().run()
    for key, typed in fields.items():
        page.text_input(key=key).set_value(typed)
    labelled(page, opener).click()
    if label:
        labelled(page, label).click()
    return page.run()


def cells(page: AppTest) -> str:
    return page.dataframe[0].value.to_csv() if page.dataframe else ""


def test_a_council_member_reads_masked_names_and_the_heads_of_the_law(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "roll", here.lin)
    assert not page.exception
    assert [metric.value for metric in page.metric] == ["7", "6", "513.60 ㎡", "57.14%"]
    assert "周**" in cells(page)
    assert "周建国" not in cells(page) + words(page)


def test_the_address_holds_the_filters(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "roll", here.lin, use="parking", place="fengyuan")
    assert "P-01" in cells(page)
    assert "2-101" not in cells(page)
    none = visit(monkeypatch, "roll", here.lin, place="fengyuan", status="undelivered")
    assert "没有符合条件的房屋" in words(none)


@pytest.mark.parametrize("who", ["chen", "ma", "wai"])
def test_the_roll_is_closed_to_whoever_has_no_duty(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, who: str
) -> None:
    page = visit(monkeypatch, "roll", here.visitors[who])
    assert not page.dataframe
    assert "不能做这件事" in words(page)


def test_a_grid_worker_reads_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "roll", here.gao)
    assert "2-101" in cells(page)
    assert not page.metric  # the totals are the compound's
    unit_id = str(here.units["fengyuan-2-101"].id)
    one = visit(monkeypatch, "roll", here.gao, unit=unit_id)
    assert "孙" in words(one)
    assert {button.label for button in one.button} <= {"返回名册", "English"}


def test_an_empty_roll_says_what_to_do_first(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        for model in (Ownership, Unit):
            for row in session.exec(select(model)):
                session.delete(row)
            session.flush()
    page = visit(monkeypatch, "roll", here.lin, place="fengyuan")
    assert "名册还是空的" in words(page)
    page = press(page, "导入名册")
    assert page.file_uploader


def test_a_unit_is_opened_and_its_owner_shown_in_full_for_a_reason(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    unit_id = str(here.units["fengyuan-1-102"].id)
    page = visit(monkeypatch, "roll", here.wu, unit=unit_id)
    assert "### 1\\-102" in words(page)
    assert "周建国" not in words(page)
    page = inside(page, "完整信息", "查看")
    assert "请写明查看的理由" in words(page)
    page = inside(page, "完整信息", "查看", nb_full_reason="核对产权证")
    assert "姓名：周建国" in words(page)
    with glance() as session:
        line = session.exec(select(TrailLine).where(TrailLine.code == "personal.read")).one()
    assert line.after is not None and line.after["reason"] == "核对产权证"


@pytest.mark.parametrize("unit", ["0", "99999", "abc", "-1"])
def test_a_unit_that_is_not_here_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, unit: str
) -> None:
    page = visit(monkeypatch, "roll", here.lin, place="fengyuan", unit=unit)
    assert not page.exception


def test_a_unit_of_another_compound_is_not_reached_by_its_number(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    foreign = str(here.units["qinghe-1-101"].id)
    page = visit(monkeypatch, "roll", here.wu, unit=foreign)
    assert "没有这套房屋" in words(page)


def upload(page: AppTest, content: bytes, name: str = "名册.xlsx") -> AppTest:
    return page.file_uploader[0].set_value((name, content, "application/octet-stream")).run()


def test_a_roll_walks_from_the_file_to_the_list(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "roll", here.wu, view="import")
    page = upload(page, workbook([["枫园小区业主名册"], HEADER, GOOD, BAD]))
    assert not page.exception
    assert [metric.value for metric in page.metric] == ["1", "0", "0", "1"]
    assert "第 4 行 C 列：面积“九十”不是数字。" in words(page)
    page = press(page, "导入 1 行")
    assert "新增 1 户，变更 0 户，未变 0 户，1 行未导入" in words(page)
    with glance() as session:
        unit = session.exec(select(Unit).where(Unit.label == "3-501")).one()
        assert session.get_one(Place, unit.place_id).code == "fengyuan-3-501"
    page = press(page, "撤销这次导入")
    with glance() as session:
        assert session.exec(select(Unit).where(Unit.label == "3-501")).first() is None
    assert not page.exception


def test_a_file_that_is_no_roll_is_answered_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "roll", here.wu, view="import")
    page = upload(page, b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "名册.xlsx")
    assert "这不是表格文件" in words(page)
    assert not page.metric


def test_without_a_column_for_the_door_nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "roll", here.wu, view="import")
    page = upload(page, "甲,乙\n1,2\n".encode(), "x.csv")
    assert "请指定哪一列是房号" in "".join(warning.value for warning in page.warning)
    page = page.selectbox[0].set_value(0).run()
    assert "没有填面积" in words(page)


def test_an_earlier_import_is_undone_after_a_question(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        taken = Upload("旧名册.xlsx", "0" * 64, table(GOOD))
        import_roll(session, here.lin, here.fengyuan.id or 0, taken)
    page = visit(monkeypatch, "roll", here.wu, view="history")
    assert "旧名册" in words(page)
    page = inside(page, "撤销", "撤销导入")
    with glance() as session:
        assert session.exec(select(Unit).where(Unit.label == "3-501")).first() is None


def test_namesakes_are_joined_by_hand(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    other = ["3-502", "", "80", "张三", "", "", "", ""]
    with transaction() as session:
        taken = Upload("x.xlsx", "0" * 64, table(GOOD, other))
        import_roll(session, here.lin, here.fengyuan.id or 0, taken)
    page = visit(monkeypatch, "roll", here.wu, view="namesakes")
    assert "3\\-501 · 138\\*\\*\\*\\*0001" in "".join(box.label for box in page.checkbox)
    for box in page.checkbox:
        box.check()
    page = press(page.run(), "合并")
    with glance() as session:
        zhang = session.exec(select(Owner).where(Owner.name == "张三")).all()
        held = [
            len(session.exec(select(Ownership).where(Ownership.owner_id == o.id)).all())
            for o in zhang
        ]
    assert sorted(held) == [0, 2]
