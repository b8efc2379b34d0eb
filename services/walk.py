"""How a topic moves through its procedure: only through its gates (流转)."""

from sqlmodel import Session

from models.topic import Topic
from rules.permission import Visitor
from rules.refusal import N_, Refused


def the_topic(session: Session, topic_id: int, *, lock: bool = True) -> Topic:
    """The topic with this id, locked for the act that follows; refused when there is none."""
    topic = session.get(Topic, topic_id, with_for_update=lock or None)
    if topic is None:
        raise Refused(N_("There is no such topic."))
    return topic


def refresh(session: Session, actor: Visitor, topic: Topic) -> None:
    """Judge the gates again after an act on ``topic``, and move it when they are met."""
