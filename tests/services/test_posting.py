"""Posting a decision by hand: where no vote has posted it, once, and never changed."""

import pytest
from sqlmodel import Session

from models.base import clock_at
from models.notice import NoticeKind
from models.topic import Topic
from rules.notice import awaits_posting
from rules.refusal import Refused
from services import walk
from services.posting import post_decision
from services.trail import HOUSE
from tests.ballot_box import rules_of
from tests.neighbourhood import Neighbourhood
from tests.stage import at_step, decided, raised

TEXT = "经两委商议、党员大会审议，同意自下月起清理楼道堆物。"


@pytest.fixture
def topic(session: Session, here: Neighbourhood) -> Topic:
    """In 四议两公开, at 决议公开: what was decided is to be posted."""
    rules_of(session, here, procedure_code="siyi")
    return at_step(session, raised(session, here), "gongkai")


def test_the_council_posts_what_was_decided_and_the_topic_waits_its_days(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    assert awaits_posting(topic.standing)
    posted = post_decision(session, here.lin, topic.id, TEXT)
    assert (posted.kind, posted.topic_id, posted.body["text"]) == (
        NoticeKind.DECISION,
        topic.id,
        TEXT,
    )
    rows = posted.body["sections"][0]["rows"]
    assert [row[1] for row in rows][:2] == [topic.title, "决议公开"]
    assert topic.standing[0]["facts"]["until_at"]
    with clock_at(posted.posted_until):
        walk.refresh(session, HOUSE, topic)
    assert topic.standing[0]["state"] == "met"


def test_a_decision_is_posted_once(session: Session, here: Neighbourhood, topic: Topic) -> None:
    post_decision(session, here.lin, topic.id, TEXT)
    with pytest.raises(Refused, match="nothing to be posted"):
        post_decision(session, here.tang, topic.id, TEXT)


@pytest.mark.parametrize("who", ["chen", "ma", "gao", "qin", "wai"])
def test_a_decision_is_not_for_everybody_to_post(
    session: Session, here: Neighbourhood, topic: Topic, who: str
) -> None:
    with pytest.raises(Refused, match="role"):
        post_decision(session, getattr(here, who), topic.id, TEXT)


def test_a_notice_says_something(session: Session, here: Neighbourhood, topic: Topic) -> None:
    with pytest.raises(Refused, match="10 to 2000"):
        post_decision(session, here.lin, topic.id, "同意")


def test_the_result_of_a_vote_is_never_posted_by_hand(
    session: Session, here: Neighbourhood
) -> None:
    before = at_step(session, raised(session, here), "jue")  # the vote is still to come
    with pytest.raises(Refused, match="nothing to be posted"):
        post_decision(session, here.lin, before.id, TEXT)
    after = decided(session, here, "建电动车棚")  # the count has posted it
    with pytest.raises(Refused, match="nothing to be posted"):
        post_decision(session, here.lin, after.id, TEXT)
