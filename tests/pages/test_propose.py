"""Raising a matter, with a draft that is kept."""

import pytest
from sqlmodel import select

from db.session import glance
from models.topic import Topic
from services.draft import draft
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import BODY, TITLE
from tests.visit import visit


def filled_in(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood):
    page = visit(monkeypatch, "propose", here.chen)
    page.text_input(key="nb_title").set_value(TITLE)
    page.text_area(key="nb_body").set_value(BODY)
    return page.selectbox(key="nb_category").set_value("parking").run()


def test_what_is_written_is_kept_and_then_sent(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = filled_in(monkeypatch, here)
    with glance() as session:
        assert draft(session, here.chen, "propose")["title"] == TITLE
    page.button(key="nb_send").click().run()
    assert not page.exception
    with glance() as session:
        assert session.exec(select(Topic.title)).all() == [TITLE]
        assert draft(session, here.chen, "propose") == {}


def test_a_second_visit_finds_the_draft(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    filled_in(monkeypatch, here)
    page = visit(monkeypatch, "propose", here.chen)
    assert page.text_input(key="nb_title").value == TITLE


def test_who_may_not_propose_meets_a_closed_door(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    assert visit(monkeypatch, "propose", here.ma).title[0].value == "这一页不对您开放"
    assert visit(monkeypatch, "propose").title[0].value == "请先登录"
