"""The tree of places, and the compound's rules of counting."""

import pytest
from sqlmodel import select

from db.session import glance, transaction
from models.place import Place, VotingRule
from services.counting import Agreement, agree
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import inside, press, words
from tests.visit import visit


def test_an_administrator_walks_down_and_adds_a_building(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "places", here.guan)
    assert "江城区" in words(page)
    page = visit(monkeypatch, "places", here.guan, place="fengyuan")
    page = inside(page, "添加地方", "添加", nb_place_name="9 号楼", nb_place_code="fengyuan-9")
    with glance() as session:
        added = session.exec(select(Place).where(Place.code == "fengyuan-9")).one()
    assert added.path.startswith(here.fengyuan.path)
    assert "9 号楼" in "".join(button.label for button in page.button)


def test_places_are_closed_to_a_council(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "places", here.lin)
    assert "不能做这件事" in words(page)


def test_silence_joins_the_majority_only_by_a_clause(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "counting", here.wu)
    assert not page.exception
    assert "建房〔2009〕274号第 26 条" in words(page)
    page = page.radio[0].set_value(page.radio[0].options[2]).run()
    page = press(page, "保存")
    assert "请填写业主大会议事规则的相应条款" in words(page)
    page = press(page.text_area[0].set_value("第二十六条").run(), "保存")
    with glance() as session:
        stored = session.exec(select(VotingRule)).one()
    assert (stored.silence, stored.silence_clause) == ("majority", "第二十六条")


def test_the_second_of_two_editors_looks_again(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "counting", here.wu)
    with transaction() as session:
        agree(session, here.lin, here.fengyuan.id or 0, Agreement(proxy_cap=1), Agreement())
    page = page.run()
    assert "刚刚有人改过表决约定" in "".join(warning.value for warning in page.warning)
    page = press(page, "显示现在的约定")
    assert page.number_input[1].value == 1
    assert not page.warning
