"""Members: an administrator makes, gives and takes; a council brings in residents."""

import pytest
from sqlmodel import select

from db.session import glance
from models.member import Grant, Member, Role
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import inside, words
from tests.visit import visit


def test_an_administrator_sees_everybody_and_a_council_its_residents(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "members", here.guan)
    assert "共 15 人" in words(page)
    page = visit(monkeypatch, "members", here.lin)
    assert "共 6 人" in words(page)
    assert "工作人员由管理员授权" in words(page)
    assert "林秀英" not in words(page)


@pytest.mark.parametrize("who", ["chen", "wu", "ma", "shen"])
def test_the_page_is_closed_to_others(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, who: str
) -> None:
    page = visit(monkeypatch, "members", here.visitors[who])
    assert "不能做这件事" in words(page)


def test_a_resident_is_brought_in_and_gets_a_link(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "members", here.lin)
    typed = {"nb_new_name": "新邻居", "nb_new_username": "xin", "nb_new_place_words": "1-101"}
    page = inside(page, "新增成员", **typed)
    page = inside(page, "新增成员", "开通账号")
    assert "/reset?key=" in page.code[0].value
    with glance() as session:
        member = session.exec(select(Member).where(Member.username == "xin")).one()
        grant = session.exec(select(Grant).where(Grant.member_id == member.id)).one()
    assert (grant.role, grant.granted_by) == (Role.RESIDENT, here.lin.member_id)


def test_a_role_is_taken_away(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    page = visit(monkeypatch, "members", here.guan, q="马超")
    page = inside(page, "管理", "撤销授权")
    with glance() as session:
        held = select(Grant).where(Grant.member_id == here.members["ma"].id)
        assert session.exec(held).all() == []
    assert not page.exception


def test_the_last_administrator_stays(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    page = visit(monkeypatch, "members", here.guan, q="guan")
    page = inside(page, "管理", "撤销授权")
    assert "最后一名管理员" in words(page)
