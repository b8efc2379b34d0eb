"""The question goes to the owners whoever supports it, and ends with what they decided."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.base import clock_at, now
from models.choice import Regime
from models.edition import Mark
from models.notice import NoticeKind
from models.place import Place
from models.topic import Topic, TopicState
from services import walk
from services.consequence.drawing import draw
from services.notice import post_notice
from services.trail import HOUSE
from tests.firms import settled
from tests.neighbourhood import Neighbourhood
from tests.published import published
from tests.stage import at_step, passed


@pytest.fixture
def topic(session: Session, here: Neighbourhood) -> Topic:
    firms = settled(session, here)
    row = {"fengyuan": (firms.anju, 61_250_000_000, Mark.BLACK)}
    edition = published(session, here, "2026h1", row)
    draw(session, here.qin, edition.id or 0)
    return session.exec(select(Topic)).one()


def test_it_does_not_lapse_because_nobody_took_it_up(session: Session, topic: Topic) -> None:
    assert topic.step_code == "shangyi"
    with clock_at(now() + timedelta(days=200)):
        walk.refresh(session, HOUSE, topic)
    assert (topic.state, topic.step_code) == (TopicState.OPEN, "shangyi")


def test_it_is_done_when_the_owners_have_voted_and_the_result_was_posted(
    session: Session, topic: Topic
) -> None:
    motion = passed(session, topic)
    at_step(session, topic, "biaojue")
    assert topic.state is TopicState.OPEN  # the result is still to be posted
    place = session.get_one(Place, topic.place_id)
    facts = (NoticeKind.RESULT, place, "业主大会决议", {}, 7)
    post_notice(session, HOUSE, *facts, topic=topic, motion_id=motion.id)
    with clock_at(now() + timedelta(days=8)):
        walk.refresh(session, HOUSE, topic)
    assert topic.state is TopicState.DONE


def test_no_other_vote_stands_in_for_the_owners(session: Session, topic: Topic) -> None:
    motion = passed(session, topic)
    motion.regime = Regime.COMMITTEE
    session.add(motion)
    at_step(session, topic, "biaojue")
    assert (topic.state, topic.step_code) == (TopicState.OPEN, "biaojue")
    assert topic.standing[0]["kind"] == "motion"
    assert topic.standing[0]["state"] == "pending"
