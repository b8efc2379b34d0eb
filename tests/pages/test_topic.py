"""The page of one topic, as its neighbours and its council use it."""

import pytest

from db.session import transaction
from tests.neighbourhood import Neighbourhood
from tests.pages.test_board import words
from tests.services.topic.test_proposing import raised
from tests.visit import visit


def opened(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, visitor=None, language="zh_CN"):
    with transaction() as session:
        topic = raised(session, here)
    return visit(monkeypatch, "topic", visitor, language, id=str(topic.id))


def test_a_neighbour_supports_a_topic(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    page = opened(monkeypatch, here, here.zhou)
    page.button(key="nb_support").click().run()
    assert not page.exception
    assert page.toast[0].value == "您已附议“东门夜间停车混乱”。"
    assert "1 户附议，已达到" in words(page)
    assert page.button(key="nb_unsupport")


def test_a_stranger_reads_it_with_names_masked_and_no_buttons(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = opened(monkeypatch, here)
    assert "陈\\*\\*" in words(page)
    assert "陈静" not in words(page)
    assert [b.key for b in page.button] == ["nb_switch_language"]


def test_an_outsider_has_no_buttons_either(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = opened(monkeypatch, here, here.wai)
    assert [b.key for b in page.button] == ["nb_switch_language"]


@pytest.mark.parametrize("number", ["0", "999", "-1", "abc", "1; drop", "9" * 40, "１"])
def test_a_topic_that_is_not_there_gets_one_sentence(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, number: str
) -> None:
    page = visit(monkeypatch, "topic", id=number)
    assert not page.exception
    assert page.title[0].value == "没有这个议题。"
