"""The agenda: which topics a meeting takes up, and whether they were announced in time (议程)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.meeting import AgendaItem, Meeting
from models.place import Place
from models.procedure import GateKind
from models.topic import Topic, TopicState
from rules import meeting as rule
from rules.procedure import Plan, StepPlan
from rules.refusal import N_, Refused
from services.plan import plan
from services.walk import the_topic


def topics_to_discuss(session: Session, place: Place, topic_ids: Sequence[int]) -> list[Topic]:
    """The topics with these ids, locked in order; refused unless open and of this place."""
    rule.must_have_few_topics(len(set(topic_ids)))
    found = [the_topic(session, topic_id) for topic_id in sorted(set(topic_ids))]
    for topic in found:
        if topic.state is not TopicState.OPEN:
            raise Refused(N_("“{title}” is no longer open."), title=topic.title)
        if not topic.path.startswith(place.path):
            raise Refused(
                N_("“{title}” does not belong to {place}."), title=topic.title, place=place.name
            )
    wanted = {topic.id: topic for topic in found}
    return [wanted[topic_id] for topic_id in dict.fromkeys(topic_ids)]


def days_needed(session: Session, topic: Topic) -> int:
    """How many days' notice the next meeting gate on the topic's way asks for; 0 without one."""
    return days_ahead(plan(session, topic.version_id), topic.step_code)


def days_ahead(steps: Plan, step_code: str) -> int:
    """The notice that the first meeting gate at ``step_code`` or after it asks for."""
    asked = (notice_asked(step) for step in steps.steps[steps.position(step_code) :])
    return next((days for days in asked if days is not None), 0)


def notice_asked(step: StepPlan) -> int | None:
    """The notice that the meeting gate of ``step`` asks for; ``None`` where it has no such gate."""
    gate = step.gate(GateKind.MEETING)
    return gate.number("notice_days") if gate else None


def put_on(session: Session, meeting: Meeting, topics: Sequence[Topic]) -> None:
    """Write the items, after those that are there already. The round is that of this moment."""
    assert meeting.id is not None
    last = len(items(session, meeting.id))
    for position, topic in enumerate(topics, last):
        assert topic.id is not None
        session.add(
            AgendaItem(
                meeting_id=meeting.id,
                topic_id=topic.id,
                round=topic.round,
                position=position,
                days_needed=days_needed(session, topic),
            )
        )
    session.flush()


def items(session: Session, meeting_id: int) -> list[AgendaItem]:
    """The items of one meeting, in order."""
    mine = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(session.exec(mine.order_by(col(AgendaItem.position))))


def announced_at(meeting: Meeting, item: AgendaItem) -> datetime:
    """When people could first read that this item comes up at this time."""
    return max(meeting.announced_at, item.created_at)
