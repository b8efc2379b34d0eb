"""What goes on at a place: what is open, what is being voted on (身边的事)."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.motion import Motion, MotionState
from models.place import Place
from models.topic import Topic, TopicState
from services.home.waiting import NOT_YET
from services.topic.board import Card, card

MOST = 14  # what a page shows, and as many as may already stand above it


@dataclass(frozen=True)
class Around:
    """What is open at a place, votes first (正在办的事)."""

    cards: tuple[Card, ...] = ()
    open_total: int = 0
    voting_total: int = 0


def around(session: Session, path: str) -> Around:
    """The open topics at ``path`` and below: those in a vote first, then what is due soonest."""
    here = (
        col(Topic.path) >= path,
        col(Topic.path) < path_end(path),
        Topic.state == TopicState.OPEN,
    )
    voting = select(Motion.topic_id).where(Motion.state == MotionState.OPEN)
    in_vote = col(Topic.id).in_(voting)
    total = session.exec(select(func.count()).select_from(Topic).where(*here)).one()
    votes = session.exec(select(func.count()).select_from(Topic).where(*here, in_vote)).one()
    rows = session.exec(
        select(Topic, Place.name)
        .join(Place, col(Place.id) == Topic.place_id)
        .where(*here)
        .order_by(in_vote.desc(), func.coalesce(Topic.due_on, NOT_YET), col(Topic.id))
        .limit(MOST)
    )
    return Around(tuple(card(topic, place) for topic, place in rows), total, votes)
