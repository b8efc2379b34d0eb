"""From a file to rows on the screen: who may open the page, and what it says of the past."""

import pytest

from db.session import transaction
from services.load.importing import import_rows
from tests.neighbourhood import Neighbourhood
from tests.services.load.test_importing import GOOD, LAYOUT, csv
from tests.visit import visit


def test_a_council_member_sees_what_was_imported_and_can_take_it_back(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = "G-011,枫园小区,甲,other,hotline,昨天,1,是"
    with transaction() as session:
        import_rows(session, here.lin, "work_order", csv(GOOD, bad), LAYOUT)
    page = visit(monkeypatch, "load", here.lin, of="work_order")
    assert not page.exception
    assert page.title[0].value == "导入：诉求工单"
    assert any("新增 1 条，更新 0 条，未导入 1 行" in one.value for one in page.markdown)
    assert {"未导入", "撤销这批"} <= {one.label for one in page.button}


@pytest.mark.parametrize("who", ["chen", "gao", "shen"])
def test_who_may_not_import_reads_why(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    page = visit(monkeypatch, "load", getattr(here, who), of="work_order")
    assert not page.exception
    assert page.error and not page.get("file_uploader")


def test_a_file_without_a_column_that_new_rows_need_is_told_so_before_it_is_checked(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "load", here.lin, of="work_order")
    file = "工单号,小区,事项,来源,受理日期\nG-1,枫园小区,灯不亮,hotline,2026-06-01\n"
    page.file_uploader[0].set_value(("orders.csv", file.encode(), "text/csv")).run()
    assert not page.exception
    assert [one.value for one in page.warning] == ["新增记录必须有这些字段，表里没有对应的列：地方"]
    (known,) = [one for one in page.expander if "个表头" in one.label]
    assert known.proto.expanded
    page.selectbox(key=next(one.key for one in page.selectbox if one.label == "小区")).set_value(
        "place_id"
    ).run()
    assert not page.warning


def test_who_pressed_stop_reads_whether_it_was_too_late(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        written = import_rows(session, here.lin, "work_order", csv(GOOD), LAYOUT).id
    page = visit(monkeypatch, "load", here.lin, of="work_order")
    page.session_state["nb_load_stopped"] = written  # the newest, as it was before
    assert any("什么都没有写入" in one.value for one in page.run().info)
    page.session_state["nb_load_stopped"] = 0
    page.run()
    assert any("已经写入" in one.value for one in page.warning)
    assert not any("什么都没有写入" in one.value for one in page.info)
