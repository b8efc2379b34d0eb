"""What the page of a topic shows, and which topics are like it (议题读取)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.member import Member
from models.place import Place
from models.topic import (
    Approval,
    Endorsement,
    StepEntry,
    StepForm,
    Topic,
    TopicGram,
    TopicState,
    TopicText,
)
from rules.topic import LIKENESS_SHOWN, grams, likeness_percent

SIMILAR = 5


@dataclass(frozen=True)
class Account:
    """A topic with all that is told about it as a whole (议题全貌)."""

    topic: Topic
    place: Place
    proposer: Member
    texts: tuple[TopicText, ...]
    entries: tuple[StepEntry, ...]
    approvals: tuple[tuple[Approval, str], ...]  # with the official's name
    forms: dict[tuple[str, int], dict[str, Any]]  # of the steps' own fields
    merged_into: str


def account(session: Session, topic_id: int) -> Account | None:
    """The whole of one topic; ``None`` when there is no such topic."""
    topic = session.get(Topic, topic_id)
    if topic is None:
        return None
    texts = session.exec(
        select(TopicText).where(TopicText.topic_id == topic_id).order_by(col(TopicText.number))
    ).all()
    entries = session.exec(
        select(StepEntry).where(StepEntry.topic_id == topic_id).order_by(col(StepEntry.id))
    ).all()
    approvals = session.exec(
        select(Approval, Member.name)
        .join(Member, col(Member.id) == Approval.member_id)
        .where(Approval.topic_id == topic_id)
        .order_by(col(Approval.id))
    ).all()
    forms = session.exec(select(StepForm).where(StepForm.topic_id == topic_id)).all()
    into = session.get(Topic, topic.merged_into_id) if topic.merged_into_id else None
    return Account(
        topic=topic,
        place=session.get_one(Place, topic.place_id),
        proposer=session.get_one(Member, topic.proposer_id),
        texts=tuple(texts),
        entries=tuple(entries),
        approvals=tuple((approval, name) for approval, name in approvals),
        forms={(form.step_code, form.round): form.answers for form in forms},
        merged_into=into.title if into else "",
    )


def endorsed_text(session: Session, topic_id: int, member_id: int) -> int:
    """Which version of the text this member supports; 0 for none."""
    number = session.exec(
        select(Endorsement.text_number).where(
            Endorsement.topic_id == topic_id, Endorsement.member_id == member_id
        )
    ).first()
    return number or 0


def similar(session: Session, path: str, title: str, not_id: int = 0) -> list[tuple[Topic, int]]:
    """Open topics whose titles resemble ``title``, the most alike first, with percent."""
    pairs = grams(title)
    if not pairs:
        return []
    shared = func.count()
    rows = session.exec(
        select(Topic, shared)
        .join(TopicGram, col(TopicGram.topic_id) == Topic.id)
        .where(
            col(TopicGram.gram).in_(pairs),
            col(Topic.path) >= path,
            col(Topic.path) < path_end(path),
            Topic.state == TopicState.OPEN,
            Topic.id != not_id,
        )
        .group_by(col(Topic.id))
        .order_by(shared.desc())
        .limit(4 * SIMILAR)
    )
    alike = [(topic, likeness_percent(pairs, grams(topic.title))) for topic, _n in rows]
    alike = [pair for pair in alike if pair[1] >= LIKENESS_SHOWN]
    return sorted(alike, key=lambda pair: -pair[1])[:SIMILAR]
