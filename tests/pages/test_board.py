"""The board, as a stranger and as a resident read it."""

import pytest

from db.session import transaction
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised
from tests.visit import visit


def words(page) -> str:
    return "\n".join(e.value for e in [*page.markdown, *page.caption, *page.info, *page.title])


def test_a_stranger_reads_the_board_in_chinese(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        raised(session, here)
    page = visit(monkeypatch, "board")
    assert not page.exception
    assert "民提 :gray[1]" in words(page)
    assert "还差 1 户附议" in words(page)


def test_the_same_board_speaks_english(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        raised(session, here)
    page = visit(monkeypatch, "board", language="en")
    assert "Raise :gray[1]" in words(page)
    assert "Households still to support it: 1" in words(page)


def test_what_people_write_is_never_obeyed(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        raised(session, here, "<b>x</b> :red[y] ![z](http://evil)")
    page = visit(monkeypatch, "board")
    labels = [str(element.proto) for element in page.get("page_link")]
    assert any(r"\\<b\\>x" in label and r"\\:red\\[y\\]" in label for label in labels)


@pytest.mark.parametrize("query", [{"kind": "'; drop"}, {"place": "nowhere"}, {"step": "x" * 200}])
def test_a_made_up_address_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, query: dict[str, str]
) -> None:
    page = visit(monkeypatch, "board", **query)
    assert not page.exception


def test_an_empty_board_says_what_to_do_first(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    assert "您提一件事，邻居就能附议" in words(visit(monkeypatch, "board", here.chen))


def test_a_board_emptied_by_its_filters_says_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        raised(session, here)
    page = visit(monkeypatch, "board", here.zhou, only="mine")
    assert "去掉一个条件" in words(page) and "您提一件事" not in words(page)
