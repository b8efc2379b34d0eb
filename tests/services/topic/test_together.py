"""Several people act on one topic in the same moment: one story comes out of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from db import session as database
from models.topic import Approval, Endorsement, StepEntry, Topic, TopicState
from models.trail import TrailLine
from rules.refusal import Refused
from services.approval import approve
from services.topic.ending import close, merge, withdraw
from services.topic.proposing import amend
from services.topic.support import endorse
from tests.neighbourhood import Neighbourhood
from tests.services.motion.test_at_once import together
from tests.services.topic.test_proposing import raised

AGAIN = 3


def acting(deed: Callable[..., object], *args: object) -> Callable[[], object]:
    """``deed`` as a request of its own."""

    def act() -> None:
        with database.transaction() as session:
            deed(session, *args)

    return act


def two_topics(here: Neighbourhood) -> tuple[int, int]:
    with database.transaction() as session:
        one, other = raised(session, here), raised(session, here, title="东门晚上停车乱")
        return one.id or 0, other.id or 0


def endings(session: Session, topic_id: int) -> int:
    """How often the trail says that a topic ended or moved on."""
    told = select(func.count()).select_from(TrailLine)
    left = ("topic.merged", "topic.withdrawn", "topic.closed", "topic.moved")
    about = f"topic:{topic_id}"
    return session.exec(told.where(TrailLine.about == about, col(TrailLine.code).in_(left))).one()


@pytest.mark.parametrize("_attempt", range(AGAIN))
def test_a_topic_ends_once_whoever_is_first(
    engine: Engine, here: Neighbourhood, _attempt: int
) -> None:
    one, other = two_topics(here)
    wrong = together(
        [
            acting(approve, here.lin, one, 1, False, "不属于小区事务"),
            acting(approve, here.tang, one, 1, False, "不属于小区事务"),
            acting(merge, here.lin, one, other, "同一件事"),
            acting(close, here.tang, one, "已经解决"),
            acting(withdraw, here.chen, one, "不提了"),
        ]
    )
    assert all(isinstance(error, Refused) for error in wrong), wrong
    with database.glance() as session:
        topic = session.get_one(Topic, one)
        assert topic.state is not TopicState.OPEN
        assert endings(session, one) == 1
        assert (topic.merged_into_id is not None) == (topic.state is TopicState.MERGED)
        open_entries = select(StepEntry).where(
            StepEntry.topic_id == one, col(StepEntry.left_at).is_(None)
        )
        assert not session.exec(open_entries).all()


def test_two_topics_are_not_merged_into_each_other(engine: Engine, here: Neighbourhood) -> None:
    one, other = two_topics(here)
    wrong = together(
        [
            acting(merge, here.lin, one, other, "同一件事"),
            acting(merge, here.tang, other, one, "同一件事"),
        ]
    )
    assert [type(error) for error in wrong] == [Refused]
    with database.glance() as session:
        states = {session.get_one(Topic, number).state for number in (one, other)}
        assert states == {TopicState.OPEN, TopicState.MERGED}


def test_nobody_supports_words_that_he_has_not_seen_counted_as_new(
    engine: Engine, here: Neighbourhood
) -> None:
    """Support given while the words change counts for the words that stood at that moment."""
    one, _other = two_topics(here)
    new = ("东门夜间停车混乱（改）", "改成分时停车，晚上八点以后只进不出。", "说得更清楚")
    together(
        [
            acting(endorse, here.zhou, one),
            acting(amend, here.chen, one, *new),
            acting(endorse, here.sun, one),
            acting(endorse, here.zhou, one),
        ]
    )
    with database.glance() as session:
        given = session.exec(select(Endorsement).where(Endorsement.topic_id == one)).all()
        members = [row.member_id for row in given]
        assert len(members) == len(set(members)) == 2
        assert {row.text_number for row in given} <= {1, 2}


def test_a_second_word_of_the_same_gate_is_refused(engine: Engine, here: Neighbourhood) -> None:
    one, _other = two_topics(here)
    wrong = together(
        [acting(approve, here.lin, one, 1, True, "属于小区事务，同意受理") for _ in range(4)]
    )
    assert [type(error) for error in wrong] == [Refused] * 3
    with database.glance() as session:
        said = select(func.count()).select_from(Approval).where(Approval.topic_id == one)
        assert session.exec(said).one() == 1
