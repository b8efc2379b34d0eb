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
