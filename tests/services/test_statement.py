"""Saying something, answering, moderating in public."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from models.base import clock_at, now
from models.statement import Stance, Statement
from models.topic import Topic, TopicState
from models.trail import TrailLine
from rules.permission import STRANGER
from rules.refusal import Refused
from rules.statement import MOST_A_DAY, Tally
from services.statement import (
    answer,
    answers,
    hide,
    log,
    restore,
    say_something,
    statements,
)
from tests.agenda import procedure, topic_at
from tests.neighbourhood import Neighbourhood


@pytest.fixture
def topic(session: Session, here: Neighbourhood) -> Topic:
    """It is being talked over."""
    return topic_at(session, here, procedure(session))


@pytest.fixture
def said(session: Session, here: Neighbourhood, topic: Topic) -> Statement:
    """The tenant says something."""
    return say_something(session, here.chen, topic.id, "东门晚上要装路灯")


def tally(session: Session, topic: Topic) -> Tally:
    return statements(session, topic.id)[0].tally


def test_neighbours_tenants_and_officials_say_something(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    for number, who in enumerate((here.chen, here.zhou, here.lin, here.ma)):
        say_something(session, who, topic.id, f"第 {number} 种停法更好")
    assert len(statements(session, topic.id)) == 4
    line = session.exec(select(TrailLine).where(TrailLine.code == "statement.said")).first()
    assert line.after == {"topic": topic.id}  # not the words: they may name people


def test_others_do_not(
    session: Session, here: Neighbourhood, topic: Topic, said: Statement
) -> None:
    for who in (here.wai, here.shen, here.guan):
        with pytest.raises(Refused, match="does not allow"):
            say_something(session, who, topic.id, "我也来说一句")
        with pytest.raises(Refused, match="does not allow"):
            answer(session, who, said.id, Stance.AGREE)
    with pytest.raises(Refused, match="sign in first"):
        say_something(session, STRANGER, topic.id, "我也来说一句")


def test_it_belongs_to_the_discussing_step_of_an_open_topic(
    session: Session, here: Neighbourhood, topic: Topic, said: Statement
) -> None:
    topic.step_code = "rate"
    with pytest.raises(Refused, match="discussing step"):
        say_something(session, here.chen, topic.id, "现在还能说吗")
    with pytest.raises(Refused, match="discussing step"):
        answer(session, here.zhou, said.id, Stance.AGREE)
    topic.step_code, topic.state = "discuss", TopicState.CLOSED
    with pytest.raises(Refused, match="come to its end"):
        say_something(session, here.chen, topic.id, "现在还能说吗")


def test_the_same_thing_is_said_once(
    session: Session, here: Neighbourhood, topic: Topic, said: Statement
) -> None:
    with pytest.raises(Refused, match="said already"):
        say_something(session, here.zhou, topic.id, "东门晚上，要装路灯！")
    hide(session, here.lin, said.id, "这条写了门牌号")
    with pytest.raises(Refused, match="said before and hidden"):
        say_something(session, here.zhou, topic.id, "东门晚上要装路灯")


def test_the_eleventh_of_a_day_waits_for_tomorrow(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    for number in range(MOST_A_DAY):
        say_something(session, here.chen, topic.id, f"第 {number} 种停法更好")
    with pytest.raises(Refused, match="10 statements a day"):
        say_something(session, here.chen, topic.id, "再来一种停法")
    assert say_something(session, here.zhou, topic.id, "再来一种停法").id
    with clock_at(now() + timedelta(hours=12)):  # midnight has passed in Shanghai
        assert say_something(session, here.chen, topic.id, "明天又有一种停法").id


def test_a_second_answer_replaces_the_first(
    session: Session, here: Neighbourhood, topic: Topic, said: Statement
) -> None:
    answer(session, here.zhou, said.id, Stance.AGREE)
    answer(session, here.sun, said.id, Stance.PASS)
    assert tally(session, topic) == Tally(agree=1, passed=1)
    answer(session, here.zhou, said.id, Stance.DISAGREE)
    assert tally(session, topic) == Tally(disagree=1, passed=1)
    assert answers(session, topic.id, here.zhou.member_id) == {said.id: Stance.DISAGREE}
    lines = session.exec(select(TrailLine).where(TrailLine.code == "statement.answered")).all()
    assert len(lines) == 3
    assert all(set(line.after) == {"topic"} and line.before is None for line in lines)


GIVEN = st.lists(
    st.tuples(st.sampled_from(("chen", "zhou", "sun", "he", "lin")), st.sampled_from(Stance)),
    max_size=15,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(GIVEN)
def test_answering_again_changes_and_never_adds(
    session: Session, here: Neighbourhood, topic: Topic, given: list[tuple[str, Stance]]
) -> None:
    with session.begin_nested() as attempt:
        said = say_something(session, here.chen, topic.id, "一人一票，可以改")
        for who, stance in given:
            answer(session, here.visitors[who], said.id, stance)
        last = dict(given)
        counted = statements(session, topic.id)[0].tally
        assert counted == Tally(*(list(last.values()).count(stance) for stance in Stance))
        attempt.rollback()


def test_moderation_is_public_and_the_text_is_not(
    session: Session, here: Neighbourhood, topic: Topic, said: Statement
) -> None:
    answer(session, here.zhou, said.id, Stance.AGREE)
    hide(session, here.lin, said.id, "这条写了邻居的门牌号")
    assert statements(session, topic.id)[0].hidden
    with pytest.raises(Refused, match="was hidden"):
        answer(session, here.sun, said.id, Stance.AGREE)
    restore(session, here.tang, said.id, "复核：没有门牌号")
    back, gone = log(session, topic.id)
    assert (gone.hidden, gone.name, gone.reason) == (True, "林秀英", "这条写了邻居的门牌号")
    assert (back.hidden, back.name, back.author_id) == (False, "唐敏", here.chen.member_id)
    assert tally(session, topic) == Tally(agree=1)  # its answers came back with it


def test_moderators_hide_once_with_a_reason_and_nobody_else_does(
    session: Session, here: Neighbourhood, said: Statement
) -> None:
    for who in (here.chen, here.zhou, here.ma, here.gao, here.wai, here.guan):
        with pytest.raises(Refused, match="does not allow"):
            hide(session, who, said.id, "我不喜欢这句")
    with pytest.raises(Refused, match="give a reason"):
        hide(session, here.lin, said.id, " ")
    with pytest.raises(Refused, match="quicker"):
        restore(session, here.lin, said.id, "本来就没有隐藏")
    hide(session, here.qin, said.id, "这条写了门牌号")
    with pytest.raises(Refused, match="quicker"):
        hide(session, here.lin, said.id, "这条写了门牌号")
    with pytest.raises(Refused, match="no such statement"):
        hide(session, here.lin, 999, "这条写了门牌号")


def test_the_most_agreed_on_is_read_first(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    people = [here.visitors[who] for who in ("chen", "zhou", "sun", "he", "lin")]
    fewer = say_something(session, here.chen, topic.id, "多数人不同意的说法")
    more = say_something(session, here.chen, topic.id, "多数人同意的说法")
    new = say_something(session, here.chen, topic.id, "刚刚才说的说法")
    for number, who in enumerate(people):
        answer(session, who, more.id, Stance.AGREE if number else Stance.PASS)
        answer(session, who, fewer.id, Stance.DISAGREE if number else Stance.AGREE)
    assert [row.id for row in statements(session, topic.id)] == [more.id, fewer.id, new.id]
