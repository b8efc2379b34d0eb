"""Statements on a topic's page: answered one at a time, moderated in public."""

import pytest
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.statement import Stance
from services.statement import answer, hide, say_something, statements
from tests.agenda import procedure, topic_at
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


def words(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error]
    return "\n".join(element.value for element in shown)


@pytest.fixture
def topic_id(here: Neighbourhood) -> int:
    """It is being talked over, and two things were said."""
    with transaction() as session:
        topic_id = topic_at(session, here, procedure(session)).id
        say_something(session, here.chen, topic_id, "东门要装<b>路灯</b>")
        say_something(session, here.zhou, topic_id, "先划线再收费")
        return topic_id


def test_a_neighbour_answers_one_at_a_time(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, topic_id: int
) -> None:
    page = visit(monkeypatch, "topic", here.sun, id=str(topic_id))
    assert "还有 2 条等您表态" in words(page) and "东门要装\\<b\\>路灯" in words(page)
    page.button(key="nb_stance_agree").click().run()
    assert "还有 1 条等您表态" in words(page)
    page.button(key="nb_stance_disagree").click().run()
    assert "您已经对每条意见表过态了" in words(page)
    with transaction() as session:
        tallies = {row.text: row.tally for row in statements(session, topic_id)}
    assert tallies["东门要装<b>路灯</b>"].agree == 1 and tallies["先划线再收费"].disagree == 1


def test_a_stranger_reads_and_takes_no_part(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, topic_id: int
) -> None:
    page = visit(monkeypatch, "topic", id=str(topic_id))
    assert "先划线再收费" in words(page)
    assert not [b for b in page.button if str(b.key).startswith(("nb_stance", "nb_say", "nb_mod"))]
    assert "陈静" not in words(page) and "周建国" not in words(page)


def test_what_was_hidden_is_told_to_its_author_and_logged_for_all(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, topic_id: int
) -> None:
    with transaction() as session:
        said = statements(session, topic_id)[-1]
        answer(session, here.sun, said.id, Stance.AGREE)
        hide(session, here.lin, said.id, "写了邻居的门牌号")
        author = here.chen if said.author_id == here.chen.member_id else here.zhou
    assert "由林秀英于" in words(visit(monkeypatch, "topic", author, id=str(topic_id)))
    page = visit(monkeypatch, "topic", id=str(topic_id))
    assert said.text not in words(page).replace("\\", "")
    page.button(key="nb_moderation_log").click().run()
    assert "林秀英隐藏了第" in words(page) and "写了邻居的门牌号" in words(page)
