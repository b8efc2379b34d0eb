"""The demo neighbourhood settles, and holds what it promises."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from db.session import glance, transaction
from models.base import now
from models.disclosure import Disclosure
from models.motion import Motion, MotionState, Voter
from models.notice import Notice
from models.topic import Topic, TopicState
from rules.notice import text_hash
from seeds.demo import settle
from services.due import settle_due
from services.jurisdiction import shipping as rules_of_places
from services.method import shipping as methods
from services.procedure.shipping import ship
from tests.onlooker import Onlooker
from tests.seeds.rating import must_be_told


@pytest.fixture
def onlooker() -> Iterator[Onlooker]:
    """Somebody whose pages are open all the time."""
    here = Onlooker()
    event.listen(Session, "after_commit", here.look)
    yield here
    event.remove(Session, "after_commit", here.look)


def test_the_demo_holds_topics_in_every_step_and_the_decision_of_minhang(
    onlooker: Onlooker,
) -> None:
    """On the way there, nothing that was kept is ever older than the database."""
    with transaction() as session:
        ship(session)
        rules_of_places.ship(session)
        methods.ship(session)
    assert settle("x")
    settle_due(transaction, now())  # the clock's first look, a moment after the house is open
    with glance() as session:
        topics = session.exec(select(Topic)).all()
        steps = {topic.step_code for topic in topics if topic.state is TopicState.OPEN}
        assert steps >= {"ti", "yi", "jue", "ping"}
        states = {topic.state for topic in topics}
        assert states >= {
            TopicState.DONE,
            TopicState.FAILED,
            TopicState.DECLINED,
            TopicState.MERGED,
        }
        assert [topic.title for topic in topics if topic.round == 2] == ["中心花园补种绿化"]
        minhang = session.exec(select(Motion).where(Motion.total_heads == 1291)).one()
        assert minhang.state is MotionState.PASSED
        readings = minhang.result["readings"]
        assert {k: (v["quorum"], v["passed"]) for k, v in readings.items()} == {
            "strict": (False, False),
            "abstain": (True, False),
            "majority": (True, True),
        }
        assert readings["strict"]["heads"]["participating"] == 703
        assert readings["majority"]["heads"]["for"] == 1001
        heads = session.exec(select(Voter).where(Voter.motion_id == minhang.id)).all()
        assert sum(head.delivered_at is not None for head in heads) == 1287
        for notice in session.exec(select(Notice)):
            assert notice.sha256 == text_hash(notice.body)
        last = session.exec(select(Disclosure).order_by(col(Disclosure.id).desc())).first()
        assert last is not None
        (bank,) = last.body["bank"]
        assert bank["statement_fen"] == bank["book_fen"] > 0
        must_be_told(session)
    assert onlooker.compared > 500 and onlooker.seen["ballot.stack_entered"]
    assert not settle("x")  # somebody lives here now
