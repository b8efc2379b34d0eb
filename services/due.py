"""What comes due by the clock, whether anybody looks or not (到期处理).

Each thing is settled in a transaction of its own, under the lock of its topic, and is judged
again there: it may come twice, late, and on two replicas at once. What fails is logged and
tried again the next time; it never keeps the rest from being settled.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.motion import Binding, Motion, MotionState
from models.place import Place
from models.topic import Topic, TopicState
from rules.motion import UNDECIDED
from rules.refusal import Refused
from services import walk
from services.motion import decide_motion, open_motion
from services.spending.chain import refresh, the_spending, to_refresh
from services.trail import HOUSE, OneTopic, changed

log = logging.getLogger(__name__)

MOST_AT_ONCE = 1_000  # of each kind; the rest in the next round

Transaction = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Settled:
    """How much was settled in one round (处理结果)."""

    opened: int = 0
    counted: int = 0
    moved: int = 0
    failed: int = 0


def settle_due(transaction: Transaction, moment: datetime) -> Settled:
    """Open votes, count votes and move topics on, as far as ``moment`` allows."""
    opened, not_opened = _each(transaction, _to_open, _open, moment)
    counted, not_counted = _each(transaction, _to_count, _count, moment)
    walked, not_walked = _each(transaction, _to_walk, _walk, moment)
    judged, not_judged = _each(transaction, _to_judge, _judge, moment)
    failed = not_opened + not_counted + not_walked + not_judged
    return Settled(opened, counted, walked + judged, failed)


def _each(
    transaction: Transaction,
    due: Callable[[Session, datetime], list[int]],
    deed: Callable[[Session, int], bool],
    moment: datetime,
) -> tuple[int, int]:
    """Do ``deed`` for everything that is ``due``: how often it did something, and how often not."""
    with transaction() as session:
        waiting = due(session, moment)
    done = failed = 0
    for number in waiting:
        try:
            with transaction() as session:
                done += deed(session, number)
        except Refused as refusal:  # somebody was quicker, or it is not for the clock to do
            log.info("%s %d: %s", deed.__name__, number, refusal)
        except Exception:
            failed += 1
            log.exception("%s %d failed; it is tried again", deed.__name__, number)
    return done, failed


def _to_open(session: Session, moment: datetime) -> list[int]:
    announced = (Motion.state == MotionState.ANNOUNCED, col(Motion.opens_at) <= moment)
    return _ids(session, select(Motion.id).where(*announced).order_by(col(Motion.opens_at)))


def _open(session: Session, motion_id: int) -> bool:
    return open_motion(session, motion_id).state is MotionState.OPEN


def _to_count(session: Session, moment: datetime) -> list[int]:
    """Votes past their close; the city's own are entered by hand."""
    over = (
        col(Motion.state).in_(UNDECIDED),
        col(Motion.closes_at) <= moment,
        Motion.binding != Binding.IMPORTED,
    )
    return _ids(session, select(Motion.id).where(*over).order_by(col(Motion.closes_at)))


def _count(session: Session, motion_id: int) -> bool:
    return decide_motion(session, HOUSE, motion_id).decided_at is not None


def _to_walk(session: Session, moment: datetime) -> list[int]:
    """Topics that the clock may move, and those in a vote: a busy voter leaves their card old."""
    voting = select(Motion.topic_id).where(Motion.state == MotionState.OPEN)
    awake = (col(Topic.wake_at) <= moment) | col(Topic.id).in_(voting)
    open_topics = select(Topic.id).where(Topic.state == TopicState.OPEN, awake)
    return _ids(session, open_topics.order_by(col(Topic.wake_at), col(Topic.id)))


def _walk(session: Session, topic_id: int) -> bool:
    topic = walk.the_topic(session, topic_id)
    before = (topic.standing, topic.waits_for, topic.step_code, topic.state)
    walk.refresh(session, HOUSE, topic)
    if (topic.standing, topic.waits_for, topic.step_code, topic.state) == before:
        return False
    place = session.get_one(Place, topic.place_id)
    changed(session, (OneTopic(topic_id),), place)  # what was read of it is old
    return True


def _to_judge(session: Session, _moment: datetime) -> list[int]:
    """Requests to spend whose topics may have moved."""
    return to_refresh(session)


def _judge(session: Session, spending_id: int) -> bool:
    spending, _book = the_spending(session, spending_id)
    return refresh(session, spending)


def _ids(session: Session, query: Any) -> list[int]:
    found: list[int] = list(session.exec(query.limit(MOST_AT_ONCE)))
    return found
