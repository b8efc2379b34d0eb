"""Rows of any table as a file: those that may be taken out, and nothing in them runs."""

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from db.setting import setting
from models.register import WorkOrder
from models.trail import TrailLine
from routes.export import ROUTES
from rules.permission import Visitor
from services.load import export
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.visit import cookie_for


def get(visitor: Visitor | None, path: str, language: str = "zh-CN") -> tuple[int, bytes]:
    client = TestClient(Starlette(routes=ROUTES))
    if visitor is not None:
        client.cookies.set(setting().cookie, cookie_for(visitor))
    answer = client.get(f"/export/{path}", headers={"accept-language": language})
    if answer.status_code == 200:
        assert answer.headers["cache-control"] == "no-store"
        assert "attachment" in answer.headers["content-disposition"]
    return answer.status_code, answer.content


def lines(visitor: Visitor, path: str, language: str = "zh-CN") -> list[dict[str, str]]:
    status, content = get(visitor, path, language)
    assert status == 200, content.decode()
    assert content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_row_with_the_names_of_what_it_points_to(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "CHUNK", 2)
    with transaction() as session:
        orders(session, here)
    found = lines(here.lin, "work_order.csv?sort=number")
    assert [row["工单号"] for row in found] == ["G-001", "G-002", "G-003", "G-004"]
    assert found[1]["花费（元）"] == "120.50"
    assert found[1]["地方"] == "枫园小区"
    assert found[2]["地方"].endswith("第一网格 / 1 号楼")  # another building has the same name
    assert (found[2]["按期办结"], found[3]["按期办结"]) == ("是", "否")
    assert found[0]["来源"] == "12345 热线"
    assert found[0]["受理日期"] == "2026-05-04"


def test_in_english_too(here: Neighbourhood) -> None:
    with transaction() as session:
        orders(session, here)
    found = lines(here.lin, "work_order.csv?sort=number", "en")
    assert found[2]["On time"] == "Yes"
    assert found[1]["Cost (yuan)"] == "120.50"


def test_the_address_of_the_list_is_the_address_of_its_file(here: Neighbourhood) -> None:
    with transaction() as session:
        orders(session, here)
    where = '{"field":"on_time","op":"is","value":true}'
    found = lines(here.lin, f"work_order.csv?where={where}&columns=title.number")
    assert found == [{"事项": "屋顶漏水", "工单号": "G-003"}]
    status, told = get(here.lin, "work_order.csv?where=[[")
    assert (status, told.decode()) == (403, "筛选条件无法识别，未采用。")


def test_nothing_in_the_file_runs(here: Neighbourhood) -> None:
    with transaction() as session:
        row = orders(session, here)[0]
        row.title = '=HYPERLINK("http://x","y")'
    assert lines(here.lin, "work_order.csv?sort=number")[0]["事项"].startswith("'=")


def test_a_workbook_has_days_and_numbers_and_no_formula(here: Neighbourhood) -> None:
    with transaction() as session:
        orders(session, here)[1].title = "=1+1"
    status, content = get(here.lin, "work_order.xlsx?sort=number")
    assert status == 200
    head, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    found = dict(zip(head, rows[1]))
    assert found["事项"] == "=1+1"  # a text, and no formula: nothing runs
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert found["花费（元）"] == 120.5
    assert str(found["受理日期"]) == "2026-05-09"


def test_only_what_may_be_taken_out_is_taken_out(here: Neighbourhood) -> None:
    with transaction() as session:
        orders(session, here)
    assert len(lines(here.qin, "work_order.csv")) == 4
    for who in (None, here.chen, here.gao, here.wai):
        assert get(who, "work_order.csv")[0] == 403
    assert get(here.lin, "nothing.csv")[0] == 403
    assert get(here.lin, "sign_in_session.csv")[0] == 403
    assert get(here.lin, "work_order.pdf")[0] == 404


def test_it_is_written_down_who_took_how_many(here: Neighbourhood) -> None:
    with transaction() as session:
        orders(session, here)
    lines(here.lin, "work_order.csv")
    with transaction() as session:
        line = session.exec(select(TrailLine).where(TrailLine.code == "rows.exported")).one()
        assert line.actor_id == here.lin.member_id
        assert line.after is not None and line.after["count"] == 4
        assert session.exec(select(WorkOrder)).first() is not None
