"""The page of a vote, as voters, the council and strangers see it."""

from datetime import timedelta

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from components.motion import words as motion_words
from db.session import glance, transaction
from models import base
from models.choice import Choice, Regime, Silence
from models.motion import Ballot, Motion, MotionState
from services.motion import record_proxy
from services.motion.desk import Authority
from services.wording import say
from tests.ballot_box import (
    FOR,
    answer,
    closed,
    deciding,
    head_of,
    opened,
    rules_of,
)
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


@pytest.fixture
def motion(here: Neighbourhood) -> Motion:
    """An owners' vote, and a clock that stands in the middle of it."""
    with transaction() as session:
        made, opens_at = opened(session, here)
    base.set_clock(lambda: opens_at + timedelta(days=1))
    return made


def words(page: AppTest) -> str:
    parts = [page.title, page.markdown, page.caption, page.subheader, page.error, page.warning]
    return "\n".join(element.value for part in parts for element in part)


def ballots() -> list[Ballot]:
    with glance() as session:
        return list(session.exec(select(Ballot)))


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("3 号楼加装电梯", "是否同意就“3 号楼加装电梯”议定的方案？"),
        ("儿童滑梯破损！ ", "是否同意就“儿童滑梯破损”议定的方案？"),
        ("要不要换物业？", "要不要换物业？"),
    ],
)
def test_a_vote_begins_with_a_question_made_of_the_title(
    monkeypatch: pytest.MonkeyPatch, title: str, question: str
) -> None:
    monkeypatch.setattr(motion_words, "_", lambda text, **facts: say("zh_CN", text, **facts))
    assert motion_words.question(title) == question


def test_a_stranger_reads_the_question_and_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, motion: Motion
) -> None:
    page = visit(monkeypatch, "motion", id=str(motion.id))
    assert not page.exception
    text = words(page)
    assert "是否同意更换物业服务企业" in text
    assert "还差 4 人、343 ㎡ 参与" in text
    assert "三分之二以上的业主参与" in text
    assert not page.segmented_control  # nothing to tick before signing in


def test_an_owner_votes_with_two_taps_and_gets_a_receipt(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, motion: Motion
) -> None:
    page = visit(monkeypatch, "motion", here.zhou, id=str(motion.id))
    with glance() as session:
        head = head_of(session, motion, "1-102").id
    page.segmented_control(key=f"nb_choice_{head}").set_value("for").run()
    assert "还没有投出" in words(page)
    assert ballots() == []  # the first tap counts nothing
    page.button(key=f"nb_cast_{head}").click().run()
    assert not page.exception
    [cast] = ballots()
    assert cast.choice is FOR
    later = words(visit(monkeypatch, "motion", here.zhou, id=str(motion.id)))
    assert cast.receipt in later  # there on every return
    assert "之前都可以改" in later
    assert cast.receipt not in words(visit(monkeypatch, "motion", here.sun, id=str(motion.id)))


def test_an_answer_is_changed_until_the_close(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, motion: Motion
) -> None:
    with transaction() as session:
        receipt = answer(session, motion, here.zhou, "1-102", FOR)
        head = head_of(session, motion, "1-102").id
    page = visit(monkeypatch, "motion", here.zhou, id=str(motion.id))
    page.button(key=f"nb_change_{head}_{receipt.code}_b").click().run()
    page.segmented_control(key=f"nb_choice_{head}").set_value("against").run()
    page.button(key=f"nb_cast_{head}").click().run()
    assert not page.exception
    assert {b.choice: b.replaced_at is None for b in ballots()} == {
        FOR: False,
        Choice.AGAINST: True,
    }
    base.set_clock(lambda: motion.closes_at)
    late = visit(monkeypatch, "motion", here.zhou, id=str(motion.id))
    assert not [b for b in late.button if b.key and b.key.startswith("nb_change")]


def test_a_holder_sees_the_home_he_speaks_for_and_only_the_answer_he_was_told(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, motion: Motion
) -> None:
    with transaction() as session:
        head = head_of(session, motion, "1-102").id
        paper = Authority("", "委托 1 号", FOR, holder_username="zhu")
        record_proxy(session, here.lin, motion.id, head, paper)
    page = visit(monkeypatch, "motion", here.zhu, id=str(motion.id))
    assert "受托代投：1\\-102" in words(page)
    assert page.segmented_control(key=f"nb_choice_{head}").options == ["赞成"]


def test_a_tenant_is_told_why_there_is_no_ballot(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, motion: Motion
) -> None:
    page = visit(monkeypatch, "motion", here.chen, id=str(motion.id))
    assert "名单里没有您" in words(page)
    assert not page.segmented_control


def test_who_comes_after_the_close_finds_it_counted(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        rules_of(session, here, silence=Silence.MAJORITY, silence_clause="第 21 条")
        made, _ = opened(session, here)
        answer(session, made, here.zhou, "1-102", FOR)
    base.set_clock(lambda: made.closes_at)
    page = visit(monkeypatch, "motion", id=str(made.id))
    assert not page.exception
    text = words(page)
    assert "未表决票换一种算法" in text
    assert "以此为准" in text
    assert "周建国" not in text
    with glance() as session:
        assert session.get_one(Motion, made.id).state is MotionState.FAILED


def test_the_desk_enters_a_paper_and_is_ready_for_the_next(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, motion: Motion
) -> None:
    page = visit(monkeypatch, "motion", here.lin, id=str(motion.id))
    page.segmented_control(key="nb_desk").set_value("paper").run()
    page.text_input(key="nb_desk_unit_0").set_value("1-102").run()
    assert "周\\*\\*" in words(page)
    page.segmented_control(key="nb_paper_choice_0").set_value("for")
    page.button[[b.label for b in page.button].index("录入")].click().run()
    assert not page.exception
    assert [(b.choice, b.document) for b in ballots()] == [(FOR, "书面票 1-102")]
    assert page.text_input(key="nb_desk_unit_1").value == ""


def test_only_who_keeps_the_desk_sees_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, motion: Motion
) -> None:
    for who in (here.zhou, here.ma, here.shen, here.wai):
        page = visit(monkeypatch, "motion", who, id=str(motion.id))
        assert "录票台" not in words(page)
        assert not [b for b in page.button if b.key in {"nb_withdraw", "nb_count"}]


def test_a_vote_on_the_citys_system_shows_no_ballot_but_where_to_go(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        rules_of(session, here, city_system=True)
        made, opens_at = opened(session, here, on_city_system=True)
    base.set_clock(lambda: opens_at)
    page = visit(monkeypatch, "motion", here.zhou, id=str(made.id))
    assert "由主管部门系统计票" in words(page)
    assert not page.segmented_control


@pytest.mark.parametrize("asked", ["0", "404", "-1", "1e9", "9" * 40, "<b>"])
def test_a_vote_that_is_not_there_shows_a_way_on(
    monkeypatch: pytest.MonkeyPatch, asked: str, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "motion", id=asked)
    assert not page.exception
    assert "没有这项表决" in words(page)


def test_the_page_speaks_english(monkeypatch: pytest.MonkeyPatch, motion: Motion) -> None:
    text = words(visit(monkeypatch, "motion", language="en", id=str(motion.id)))
    assert "At least two thirds must take part, and more than half of those" in text
    assert "Still to take part: owners 4, area 343 m²" in text


def test_results_are_public_and_filtered_in_the_address(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        made, _ = opened(session, here, Regime.ADVISORY)
        answer(session, made, here.chen, "1-101", FOR)
    with transaction() as session:
        closed(session, made)
    page = visit(monkeypatch, "results")
    assert "赞成多于反对" in words(page)
    assert "共 5 票，参与 1 票" in words(page)
    empty = visit(monkeypatch, "results", outcome="failed")
    assert "没有符合的" in "\n".join(element.value for element in empty.info)
    assert not visit(monkeypatch, "results", outcome="'; drop", regime="x").exception


def test_a_council_puts_the_question_on_the_topic_page(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic = deciding(session, here)
    page = visit(monkeypatch, "topic", here.lin, id=str(topic.id))
    page.button(key="nb_put").click().run()
    page.button(key="nb_put").click()  # AppTest keeps a dialog only while its opener is pressed
    page.selectbox(key="nb_matter").set_value(4)
    page.button(key="nb_confirm").click().run()
    assert not page.exception
    with glance() as session:
        made = session.exec(select(Motion)).one()
        assert (made.regime, made.matter) == (Regime.OWNERS, 4)
    again = visit(monkeypatch, "topic", here.zhou, id=str(topic.id))
    assert "公告中" in words(again)
    assert not [b for b in again.button if b.key == "nb_put"]
