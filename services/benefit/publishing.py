"""Telling what came of it (公布成果)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.base import now
from models.benefit import Benefit
from models.procedure import GateKind
from models.revision import Area
from models.task import Task
from models.topic import Topic, TopicState
from rules import benefit as rule
from rules.calendar import day_of
from rules.money import must_be_an_amount
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import walk
from services.covenant import Words, enter_covenant
from services.field.filling import fill_new
from services.photo import Picture, add_photo
from services.plan import current_step
from services.trail import record
from services.visitor import check, the_place


@dataclass(frozen=True)
class Delivered:
    """What is said to have been delivered (成果内容)."""

    title: str
    summary: str
    delivered_by: str
    done_on: date
    due_on: date | None = None
    households: int = 0
    cost_fen: int = 0


def publish_benefit(
    session: Session,
    actor: Visitor,
    topic_id: int,
    delivered: Delivered,
    pictures: Sequence[Picture] = (),
    covenant: Words | None = None,
    *,
    own: Mapping[str, Any] | None = None,
) -> Benefit:
    """Tell everybody what was delivered, by whom and at what cost (公布成果); once a topic.

    A covenant that the neighbours agreed on goes into the compound's register with it.
    ``own``: what administrators ask besides.
    """
    topic = walk.the_topic(session, topic_id)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.PUBLISH_BENEFIT, place)
    _must_be_time(session, topic)
    assert fresh.member_id is not None
    benefit = Benefit(
        topic_id=topic_id, path=topic.path, published_by=fresh.member_id, **_checked(delivered)
    )
    session.add(benefit)
    session.flush()
    fill_new(session, fresh, benefit, topic.path, own or {})
    for picture in pictures:
        add_photo(session, fresh, f"benefit:{benefit.id}", place, picture)
    after = {
        "title": benefit.title,
        "done_on": benefit.done_on.isoformat(),
        "households": benefit.households,
        "cost_fen": benefit.cost_fen,
    }
    about = f"topic:{topic_id}"
    record(
        session, fresh, "benefit.published", about, place, moves=(Area.DELIBERATION,), after=after
    )
    if covenant is not None:
        enter_covenant(session, fresh, topic.place_id, covenant, topic_id=topic_id)
    walk.refresh(session, fresh, topic)
    return benefit


def can_be_published(session: Session, topic: Topic) -> bool:
    """Whether the step of ``topic`` asks for its result, or it is done and nobody has told."""
    if published(session, topic.id) is not None:
        return False
    if topic.state is TopicState.DONE:
        return True
    step = current_step(session, topic)
    return topic.state is TopicState.OPEN and step.gate(GateKind.BENEFIT) is not None


def _must_be_time(session: Session, topic: Topic) -> None:
    if published(session, topic.id) is not None:
        raise Refused(N_("What came of “{title}” is already published."), title=topic.title)
    if not can_be_published(session, topic):
        raise Refused(N_("“{title}” has not come to sharing its result yet."), title=topic.title)


def _checked(delivered: Delivered) -> dict[str, Any]:
    return {
        "title": rule.must_be_named(delivered.title),
        "summary": rule.must_tell(delivered.summary, rule.SHORTEST_SUMMARY, rule.LONGEST_SUMMARY),
        "delivered_by": rule.must_be_delivered_by(delivered.delivered_by),
        "due_on": delivered.due_on,
        "done_on": rule.must_be_delivered(delivered.done_on, day_of(now())),
        "households": rule.must_be_households(delivered.households),
        "cost_fen": must_be_an_amount(delivered.cost_fen),
    }


def published(session: Session, topic_id: int | None) -> Benefit | None:
    """What a topic came to; ``None`` before it is published."""
    return session.exec(select(Benefit).where(Benefit.topic_id == topic_id)).first()


def suggestion(session: Session, topic_id: int) -> Delivered:
    """What the tasks say already, so that nobody types it twice."""
    topic = session.get_one(Topic, topic_id)
    tasks = session.exec(
        select(Task).where(Task.topic_id == topic_id, Task.round == topic.round)
    ).all()
    doers = dict.fromkeys(task.doer for task in tasks)
    done = [task.done_on for task in tasks if task.done_on is not None]
    return Delivered(
        title=topic.title,
        summary="",
        delivered_by="、".join(doers)[: rule.LONGEST_DOER],
        done_on=max(done, default=day_of(topic.step_since)),
        due_on=max((task.due_on for task in tasks), default=None),
        households=0,
        cost_fen=sum(task.cost_fen or 0 for task in tasks),
    )
