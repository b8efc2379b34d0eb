"""The clean-up page: the city's figures, the register, and a claim from first to last."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
import streamlit as st
from sqlmodel import select

from db.session import glance, transaction
from models.claim import Claim, ClaimState
from rules.claim import Size
from tests.claims import ADS, found, handed_back, verified
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import cells, labelled, press, words
from tests.visit import visit


def settled(here: Neighbourhood) -> int:
    """A room half handed back here, a sum next door."""
    with transaction() as session:
        room = verified(session, here)
        handed_back(session, here, room, Size(400_000))
        found(session, here, ADS, "qinghe")
        return room.id or 0


def test_a_stranger_reads_what_has_come_back(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    room = settled(here)
    page = visit(monkeypatch, "claims", place="fengyuan")
    assert not page.exception
    assert "已清理公共用房 1 处、40 ㎡，清收公共收益 ¥\u00a00.00" in page.markdown[0].value
    assert not any(button.label == "登记清收事项" for button in page.button)
    assert not page.metric  # on a phone it would cut long words off
    one = visit(monkeypatch, "claims", id=str(room))
    assert "已收回 40 ㎡，共 86.50 ㎡" in words(one)
    assert not any(button.label == "推进" for button in one.button)
    assert "没有这个清收事项" in words(visit(monkeypatch, "claims", id="999"))


def test_the_street_reads_it_place_by_place_and_filters(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    settled(here)
    page = visit(monkeypatch, "claims", here.qin, place="zhelu")
    assert "清河里" in cells(page)
    titles = [button.label for button in page.button]
    assert any("电梯广告" in title for title in titles)
    only = visit(monkeypatch, "claims", here.qin, place="zhelu", kind="sum", state="found")
    assert "活动室" not in str([button.label for button in only.button])
    none = visit(monkeypatch, "claims", here.qin, place="zhelu", state="legal")
    assert "没有符合条件的事项" in words(none)


def test_a_claim_is_registered_and_taken_on(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "claims", here.wu)
    assert "还没有登记清收事项" in words(page)
    press(page, "登记清收事项")
    page.text_input(key="nb_claim_title").set_value("3 号楼物业用房")
    page.text_input(key="nb_claim_debtor").set_value("安居物业服务有限公司")
    page.text_area(key="nb_claim_evidence").set_value("竣工备案表注明为物业服务用房")
    page.text_input(key="nb_claim_area").set_value("-1")
    press(page, "登记清收事项")
    assert "“-1”不是面积。请写成 86.50 这样。" in [
        error.value.replace("\\", "") for error in page.error
    ]
    page.text_input(key="nb_claim_area").set_value("126.55")
    labelled(page, "登记清收事项").click()
    page.button(key="nb_confirm").click().run()
    with glance() as session:
        claim = session.exec(select(Claim)).one()
        assert (claim.area_cm2, claim.path) == (1_265_500, here.fengyuan.path)
    one = visit(monkeypatch, "claims", here.wu, id=str(claim.id))
    press(one, "推进")
    one.text_area(key="nb_claim_note").set_value("现场核实，情况属实")
    labelled(one, "推进").click()
    one.button(key="nb_confirm").click().run()
    with glance() as session:
        assert session.get_one(Claim, claim.id).state is ClaimState.VERIFIED


def test_the_register_is_downloaded_with_masked_names(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    caught: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _label, file, *_a, **_k: caught.append(file))
    with transaction() as session:
        found(session, here, replace(ADS, debtor="张大山", title="=1+1 的摊位费"))
    for visitor, holder in ((None, "张**"), (here.lin, "张大山")):
        assert not visit(monkeypatch, "claims", visitor, place="fengyuan").exception
        rows = list(csv.reader(io.StringIO(caught[-1]().decode("utf-8-sig"))))
        line = dict(zip(*rows))
        assert line["现由谁占用"] == holder
        assert line["应收金额（元）"] == "18978.16"
        assert not any(cell.startswith("=") for cell in rows[1])
