"""What follows from a list, on screen: on the edition's page and on the owners' topic."""

import pytest
from sqlmodel import select

from components import reading
from db.session import glance, transaction
from models.base import clock_at
from models.consequence import Consequence
from models.edition import Mark
from models.topic import Topic
from services.consequence.drawing import draw
from tests import editions
from tests.firms import Firms, settled
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import press, words
from tests.published import Row, corrected, published
from tests.stage import raised
from tests.visit import visit


def black(firms: Firms, mark: Mark = Mark.BLACK) -> dict[str, Row]:
    return {"fengyuan": (firms.anju, 61_250_000_000, mark)}


def test_a_topic_tells_the_facts_it_rests_on_and_what_happened_since(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        firms = settled(session, here)
        for half in ("2025h2", "2026h1"):
            edition = published(session, here, half, black(firms))
            draw(session, here.qin, edition.id or 0)
        topic_id = session.exec(select(Topic.id)).one()
    page = visit(monkeypatch, "topic", here.zhou, id=str(topic_id))
    assert not page.exception
    assert "评价事实" in [each.value for each in page.subheader]
    assert "连续 2 期" in words(page)
    assert "列入黑榜不等于解聘" in words(page)
    with transaction() as session:
        edition = session.merge(edition)
        corrected(session, here, edition, black(firms, Mark.NONE))
        draw(session, here.qin, edition.id or 0)
    reading.forget()  # these rows were written without an act, so no counter moved
    page = visit(monkeypatch, "topic", id=str(topic_id))
    (note,) = [each.value for each in page.success]
    assert "评价结果已更正，该小区不再列入黑榜" in note


def test_another_topic_has_no_such_panel(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic_id = raised(session, here, "东门夜间停车混乱").id
    page = visit(monkeypatch, "topic", id=str(topic_id))
    assert not page.exception
    assert "评价事实" not in [each.value for each in page.subheader]


def test_the_page_of_an_edition_asks_for_what_is_still_to_be_drawn(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        made, _moment = editions.published(session, here)
        code = made.edition.code if made.edition else ""
    stranger = visit(monkeypatch, "edition", code=code)
    assert not stranger.exception
    assert not [b.label for b in stranger.button if b.label == "生成结果运用"]
    page = visit(monkeypatch, "edition", here.qin, code=code)
    assert not page.exception
    press(page, "生成结果运用")
    with glance() as session:
        topics = session.exec(select(Topic)).all()
        assert {topic.title for topic in topics} >= {"榆园物业企业续聘还是更换：请业主共同决定"}
    stranger = visit(monkeypatch, "edition", code=code)
    assert "已提请业主决定" in words(stranger)
    assert "评优优先" in words(stranger)


def test_publishing_puts_the_question_before_the_owners_at_once(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        made, moment = editions.decided(session, here)
        code = made.edition.code if made.edition else ""
    with clock_at(moment):
        page = visit(monkeypatch, "edition", made.lu, code=code, view="decide")
        assert not page.exception
        page.button(key="nb_publish").click().run()
    assert not page.exception
    with glance() as session:
        assert len(session.exec(select(Topic)).all()) == 2  # 杏园 and 榆园
        assert session.exec(select(Consequence)).all()
