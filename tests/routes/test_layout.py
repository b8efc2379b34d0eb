"""A row on paper: what may be read, by a layout, with nothing in it that runs."""

import io

import pypdfium2
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from db.setting import setting
from routes.layout import ROUTES
from rules.permission import Visitor
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.visit import cookie_for


def get(visitor: Visitor | None, path: str) -> tuple[int, str]:
    client = TestClient(Starlette(routes=ROUTES))
    if visitor is not None:
        client.cookies.set(setting().cookie, cookie_for(visitor))
    answer = client.get(f"/print/{path}", headers={"accept-language": "zh-CN"})
    if answer.status_code != 200:
        return answer.status_code, answer.text
    book = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    return 200, "\n".join(page.get_textpage().get_text_range() for page in book)


def test_the_handling_slip_of_a_work_order(here: Neighbourhood) -> None:
    with transaction() as session:
        row = orders(session, here)[1]
        row.title = '#panic() *粗* $x$ {{number}} #image("x")'
        row_id = row.id
    status, text = get(here.lin, f"work_order/{row_id}.pdf")
    assert status == 200
    for said in ("工单办理单", "G-002", "¥ 120.50", "枫园小区", "12345 热线", "承办人", "#panic()"):
        assert said in text
    assert "{{number}}" in text  # what people wrote is no layout


def test_any_table_has_a_sheet(here: Neighbourhood) -> None:
    with transaction() as session:
        row_id = orders(session, here)[0].id
    status, text = get(here.lin, f"work_order/{row_id}.pdf?layout=record")
    assert (status, "记录单" in text) == (200, True)
    assert get(here.lin, f"place/{here.places['fengyuan'].id}.pdf")[0] == 200


@pytest.mark.parametrize("who", [None, "chen", "wai"])
def test_who_may_not_read_the_row_may_not_print_it(here: Neighbourhood, who: str | None) -> None:
    with transaction() as session:
        row_id = orders(session, here)[3].id
    visitor = None if who is None else getattr(here, who)
    assert get(visitor, f"work_order/{row_id}.pdf")[0] == 403


def test_a_layout_of_another_table_is_refused(here: Neighbourhood) -> None:
    with transaction() as session:
        row_id = orders(session, here)[0].id
    assert get(here.lin, f"work_order/{row_id}.pdf?layout=nothing")[0] == 403
    assert get(here.lin, f"place/{here.places['fengyuan'].id}.pdf?layout=work_order_slip")[0] == 403
    assert get(here.lin, "work_order/999999.pdf")[0] == 403


def test_a_number_that_no_row_has_is_answered_in_words(here: Neighbourhood) -> None:
    for number in (10**30, 2**31, 999_999):
        status, text = get(here.qin, f"work_order/{number}.pdf")
        assert status == 403
        assert text == "没有这条记录，或您无权查看。"
