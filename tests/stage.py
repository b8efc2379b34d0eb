"""Topics at a later step, for tests of what happens there.

The way there is the business of other tests; here the row is put into its step, and the
facts that its gates ask for are written as plain rows.
"""

from datetime import timedelta

from sqlmodel import Session

from models.base import now
from models.choice import Regime
from models.motion import Motion, MotionState
from models.notice import NoticeKind
from models.place import Place
from models.task import WorkReport
from models.topic import Category, Topic
from services import walk
from services.notice import post_notice
from services.topic.proposing import propose
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood


def raised(session: Session, here: Neighbourhood, title: str = "更换物业服务企业") -> Topic:
    """A topic at its beginning, raised by the tenant."""
    body = "现有物业服务合同即将到期，建议业主共同决定是否更换。"
    assert here.fengyuan.id is not None
    return propose(session, here.chen, here.fengyuan.id, title, body, Category.PROPERTY)


def at_step(session: Session, topic: Topic, code: str) -> Topic:
    """The same topic, put into the step ``code`` as if it had just arrived."""
    topic.step_code, topic.step_since, topic.due_on = code, now(), None
    session.add(topic)
    walk.refresh(session, HOUSE, topic)
    return topic


def decided(session: Session, here: Neighbourhood, title: str = "更换物业服务企业") -> Topic:
    """A topic in 民决 whose motion has passed and whose notice is posted: it waits for work."""
    topic = raised(session, here, title)
    motion = passed(session, topic)
    place = session.get_one(Place, topic.place_id)
    post_notice(
        session, HOUSE, NoticeKind.RESULT, place, title, {}, 7, topic=topic, motion_id=motion.id
    )
    return at_step(session, topic, "jue")


def passed(session: Session, topic: Topic) -> Motion:
    """A motion on ``topic`` that has passed."""
    assert topic.id is not None
    motion = Motion(
        topic_id=topic.id,
        path=topic.path,
        round=topic.round,
        question=f"是否同意{topic.title}",
        regime=Regime.OWNERS,
        matter=4,
        scope_path=topic.path,
        announced_at=now() - timedelta(days=30),
        opens_at=now() - timedelta(days=15),
        closes_at=now() - timedelta(days=1),
        state=MotionState.PASSED,
        put_by=topic.proposer_id,
    )
    session.add(motion)
    session.flush()
    return motion


def reported(session: Session, here: Neighbourhood, title: str = "更换物业服务企业") -> Topic:
    """A topic in 民评: its work is reported done, and it can be rated."""
    topic = raised(session, here, title)
    assert topic.id is not None
    assert here.lin.member_id is not None
    session.add(
        WorkReport(
            topic_id=topic.id,
            round=topic.round,
            text="新物业已进场。",
            reported_by=here.lin.member_id,
            reported_at=now(),
        )
    )
    return at_step(session, topic, "ping")
