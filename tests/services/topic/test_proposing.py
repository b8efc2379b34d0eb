"""Raising a matter and changing its text."""

import pytest
from sqlmodel import Session, select

from models.topic import Category, StepEntry, Topic, TopicState
from models.trail import TrailLine
from rules.refusal import Refused
from services import facts
from services.topic.proposing import amend, propose
from services.topic.support import endorse
from tests.neighbourhood import Neighbourhood

TITLE, BODY = "东门夜间停车混乱", "晚上八点以后东门两侧停满了车，消防车进不来。"


def raised(session: Session, here: Neighbourhood, title: str = TITLE) -> Topic:
    return propose(session, here.chen, here.fengyuan.id, title, BODY, Category.PARKING)


def test_a_tenant_proposes_and_the_topic_begins_its_first_step(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    assert (topic.state, topic.step_code, topic.round) == (TopicState.OPEN, "ti", 1)
    assert topic.compound_id == here.fengyuan.id
    assert topic.standing[0]["sentence"] == "Households still to support it: {n}"
    assert topic.standing[0]["facts"]["n"] == 1  # five percent of six homes, rounded up
    assert topic.waits_for == ["resident", "owner"]
    assert topic.due_on.isoformat() == "2026-07-09"  # 20 working days; 19 June is a holiday
    entries = session.exec(select(StepEntry).where(StepEntry.topic_id == topic.id)).all()
    assert [entry.step_name for entry in entries] == ["民提"]
    codes = session.exec(select(TrailLine.code).where(TrailLine.about == f"topic:{topic.id}")).all()
    assert "topic.proposed" in codes


def test_somebody_from_the_next_compound_is_refused(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="role"):
        propose(session, here.wai, here.fengyuan.id, TITLE, BODY, Category.PARKING)


def test_a_property_manager_proposes_nothing(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="role"):
        propose(session, here.ma, here.fengyuan.id, TITLE, BODY, Category.PARKING)


def test_two_taps_on_one_button_are_one_proposal(session: Session, here: Neighbourhood) -> None:
    raised(session, here)
    with pytest.raises(Refused, match="already proposed"):
        raised(session, here)


def test_the_first_support_freezes_the_text_and_an_amendment_asks_again(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    first = facts.current_text(session, topic.id)
    assert first.frozen_at is None
    endorse(session, here.zhou, topic.id)
    assert first.frozen_at is not None
    text = amend(session, here.chen, topic.id, TITLE, BODY + "请划出通道。", "写清楚要做什么")
    assert (text.number, text.frozen_at) == (2, None)
    assert text.sha256 != first.sha256
    assert topic.standing[0]["state"] == "pending"  # nobody supports the new words yet
    endorse(session, here.zhou, topic.id)
    assert topic.standing[0]["state"] == "met"


def test_a_neighbour_cannot_change_what_another_wrote(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    with pytest.raises(Refused, match="proposer or the council"):
        amend(session, here.zhou, topic.id, TITLE, BODY + "！", "换个说法")


def test_an_amendment_that_changes_nothing_is_refused(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    with pytest.raises(Refused, match="Nothing has changed"):
        amend(session, here.chen, topic.id, TITLE, BODY, "没有改动")
