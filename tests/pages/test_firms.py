"""Firms on screen: who serves whom, a firm written down, a table imported, an interest declared."""

import pytest
from sqlmodel import select

from db.session import glance, transaction
from models.edition import Mark
from models.firm import Firm, Interest, ServiceContract
from services.firm.tie import declare_interest
from tests.firms import ANJU, Firms, settled
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import cells, inside, labelled, press, words
from tests.published import published
from tests.rolls import workbook
from tests.rules.firm.test_table import HEADER
from tests.visit import visit


def kept(here: Neighbourhood) -> Firms:
    with transaction() as session:
        return settled(session, here)


def test_a_stranger_reads_who_serves_which_compound(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    kept(here)
    page = visit(monkeypatch, "firms")
    assert not page.exception
    assert "赭麓街道共 2 个小区：2 个由物业服务企业服务" in words(page)
    assert ANJU.name in words(page)
    assert not any(button.label == "登记企业" for button in page.button)
    assert ANJU.name not in words(visit(monkeypatch, "firms", q="信和"))
    assert "没有符合条件的小区" in words(visit(monkeypatch, "firms", q="没有这家"))


def test_a_resident_reads_first_who_serves_his_own(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    kept(here)
    page = visit(monkeypatch, "firms", here.chen)
    assert f"您的小区枫园小区由{ANJU.name}服务" in page.markdown[0].value
    english = visit(monkeypatch, "firms", here.chen, "en")
    assert "is served by" in english.markdown[0].value


def test_the_street_registers_a_firm_and_enters_its_contract(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "firms", here.qin)
    inside(page, "登记企业", "登记这家企业", nb_firm_name="新城物业有限公司")
    with glance() as session:
        firm = session.exec(select(Firm)).one()
        assert firm.name == "新城物业有限公司"
    page = visit(monkeypatch, "firms", here.qin, compound="fengyuan")
    assert "目前没有物业服务" in words(page)
    press(page, "登记服务合同")
    page.date_input(key="nb_begins").set_value("2024-01-01")
    page.text_input(key="nb_fee").set_value("1.8")
    labelled(page, "登记服务合同").click()
    labelled(page, "登记合同").click().run()
    with glance() as session:
        assert session.exec(select(ServiceContract.fee_fen)).one() == 180


def test_only_the_street_finds_the_buttons(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    kept(here)
    for who in (None, here.chen, here.lin, here.ma):
        page = visit(monkeypatch, "firms", who, compound="fengyuan")
        assert not page.exception
        assert f"由{ANJU.name}服务" in words(page)
        assert not [b.label for b in page.button if "合同" in b.label]
        assert "下载填报表" not in words(visit(monkeypatch, "firms", who, view="import"))


def test_a_table_is_looked_at_and_its_good_rows_go_in(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    good = ["枫园小区", "安居物业", "", "", "2024-01-01", "", "二级", "1.8", "商品房", "2006"]
    bad = ["清河里", "信和物业", "", "", "明年"]
    page = visit(monkeypatch, "firms", here.qin, view="import")
    assert not page.exception
    page.file_uploader[0].upload("企业.xlsx", workbook([HEADER, good, bad])).run()
    assert "第 3 行 E 列：“明年”不是日期" in words(page)
    assert [metric.value for metric in page.metric] == ["1", "0", "0", "1", "1"]
    press(page, "导入 1 行")
    assert "新增 1 行" in words(page)
    with glance() as session:
        assert session.exec(select(Firm.name)).all() == ["安居物业"]


def test_a_file_without_compounds_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "firms", here.qin, view="import")
    page.file_uploader[0].upload("企业.csv", "企业,服务等级\n安居,2\n".encode()).run()
    assert [error.value for error in page.error] == [
        "没有找到小区列。请像填报表那样，把列名写成“小区”。"
    ]


def test_a_firm_tells_its_record(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    with transaction() as session:
        firms = settled(session, here)
        published(session, here, "2025h2", {"fengyuan": (firms.anju, 81_250_000_000, Mark.NONE)})
        published(session, here, "2026h1", {"fengyuan": (firms.anju, 60_000_000_000, Mark.BLACK)})
    page = visit(monkeypatch, "firm", code="anju")
    assert not page.exception
    assert "最近一期：1 个小区平均 60.00 分，0 个上红榜，1 个上黑榜" in words(page).replace(
        "\\", ""
    )
    assert "81.25" in cells(page)
    assert "没有这家企业" in words(visit(monkeypatch, "firm", code="nobody"))
    assert "没有这家企业" in words(visit(monkeypatch, "firm"))


def test_an_interest_is_declared_and_withdrawn(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    firms = kept(here)
    page = visit(monkeypatch, "firm", here.lin, code="anju")
    press(page, "申报利害关系")
    page.text_area(key="nb_interest").set_value("我的姐姐在这家企业工作")
    labelled(page, "申报利害关系").click()
    labelled(page, "提交申报").click().run()
    with glance() as session:
        assert session.exec(select(Interest.member_id)).one() == here.lin.member_id
    page = visit(monkeypatch, "interests", here.lin)
    assert "我的姐姐在这家企业工作" in words(page)
    page.button(key=f"nb_interest_{firms.anju.id}").click().run()
    with glance() as session:
        assert session.exec(select(Interest)).all() == []


def test_only_who_runs_editions_reads_what_others_declared(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    firms = kept(here)
    with transaction() as session:
        declare_interest(session, here.lin, firms.anju.id or 0, "我的姐姐在这家企业工作")
    assert "我的姐姐" in words(visit(monkeypatch, "interests", here.qin))
    for who in (here.wu, here.ma, firms.luo):
        page = visit(monkeypatch, "interests", who)
        assert not page.exception
        assert "我的姐姐" not in words(page)
    assert "请先登录" in words(visit(monkeypatch, "interests"))
