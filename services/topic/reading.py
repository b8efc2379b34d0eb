"""What the board and the topic page show (议题读取)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.member import Member
from models.place import Place
from models.procedure import Procedure, ProcedureVersion, VersionState
from models.topic import (
    Approval,
    Category,
    Endorsement,
    StepEntry,
    StepForm,
    Topic,
    TopicGram,
    TopicState,
    TopicText,
)
from rules.topic import LIKENESS_SHOWN, grams, likeness_percent

CARDS = 8  # in one column of the board
SIMILAR = 5


@dataclass(frozen=True)
class Wanted:
    """Which topics the board shows (筛选)."""

    path: str
    procedure_id: int
    category: Category | None = None
    proposer_id: int | None = None  # mine: what I proposed or support
    overdue_on: date | None = None  # due before this day
    ended: bool = False
    words: str = ""


@dataclass(frozen=True)
class Card:
    """The five things a card says (卡片), and where it leads."""

    id: int
    title: str
    category: Category
    state: TopicState
    step_code: str
    step_since: datetime
    due_on: date | None
    standing: tuple[dict[str, Any], ...]
    waits_for: tuple[str, ...]
    place_name: str


@dataclass(frozen=True)
class Column:
    """One step on the board (列)."""

    code: str
    name: str
    name_en: str
    icon: str
    count: int
    cards: tuple[Card, ...]


def procedures_in_use(session: Session, path: str) -> list[Procedure]:
    """The procedures that topics at ``path`` and below walk, the most used first."""
    rows = session.exec(
        select(Procedure, func.count())
        .join(ProcedureVersion, col(ProcedureVersion.procedure_id) == Procedure.id)
        .join(Topic, col(Topic.version_id) == ProcedureVersion.id)
        .where(col(Topic.path) >= path, col(Topic.path) < path_end(path))
        .group_by(col(Procedure.id))
        .order_by(func.count().desc(), col(Procedure.id))
    )
    return [procedure for procedure, _count in rows]


def published(session: Session, procedure_id: int) -> int | None:
    """The version of a procedure that new topics begin with."""
    return session.exec(
        select(ProcedureVersion.id)
        .where(ProcedureVersion.procedure_id == procedure_id)
        .where(ProcedureVersion.state == VersionState.PUBLISHED)
    ).first()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    versions = select(ProcedureVersion.id).where(
        ProcedureVersion.procedure_id == wanted.procedure_id
    )
    found: list[ColumnElement[bool]] = [
        col(Topic.path) >= wanted.path,
        col(Topic.path) < path_end(wanted.path),
        col(Topic.version_id).in_(versions),
    ]
    if wanted.ended:
        found.append(col(Topic.state).not_in([TopicState.OPEN, TopicState.DONE]))
    else:
        found.append(col(Topic.state).in_([TopicState.OPEN, TopicState.DONE]))
    if wanted.category is not None:
        found.append(col(Topic.category) == wanted.category)
    if wanted.proposer_id is not None:
        found.append(_mine(wanted.proposer_id))
    if wanted.overdue_on is not None:
        found.append(col(Topic.due_on) < wanted.overdue_on)
    if wanted.words.strip():
        found.append(_has_words(wanted.words))
    return found


def _mine(member_id: int) -> ColumnElement[bool]:
    supported = select(Endorsement.topic_id).where(Endorsement.member_id == member_id)
    return (col(Topic.proposer_id) == member_id) | col(Topic.id).in_(supported)


def _has_words(words: str) -> ColumnElement[bool]:
    """By the index of character pairs; a single character is looked for in the title itself."""
    pairs = sorted(grams(words))
    if not pairs:
        return col(Topic.title).contains(words.strip(), autoescape=True)
    matching = (
        select(TopicGram.topic_id)
        .where(col(TopicGram.gram).in_(pairs))
        .group_by(col(TopicGram.topic_id))
        .having(func.count(func.distinct(TopicGram.gram)) == len(pairs))
    )
    return col(Topic.id).in_(matching)


def counts(session: Session, wanted: Wanted) -> dict[str, int]:
    """How many topics stand in each step."""
    rows = session.exec(
        select(Topic.step_code, func.count())
        .where(*_conditions(wanted))
        .group_by(col(Topic.step_code))
    )
    return dict(rows.all())


def cards(session: Session, wanted: Wanted, step_code: str, page: int) -> tuple[Card, ...]:
    """One page of a column: what is due first on top, what is done last."""
    ids = session.exec(
        select(Topic.id)
        .where(*_conditions(wanted), Topic.step_code == step_code)
        .order_by(
            (col(Topic.state) == TopicState.DONE),
            col(Topic.due_on).is_(None),
            col(Topic.due_on),
            col(Topic.id).desc(),
        )
        .limit(CARDS)
        .offset(CARDS * max(0, page - 1))
    ).all()
    rows = session.exec(
        select(Topic, Place.name)
        .join(Place, col(Place.id) == Topic.place_id)
        .where(col(Topic.id).in_(ids))
    )
    found = {topic.id: card(topic, name) for topic, name in rows}
    return tuple(found[i] for i in ids)


def card(topic: Topic, place_name: str) -> Card:
    """What the board says of one topic."""
    return Card(
        id=topic.id or 0,
        title=topic.title,
        category=topic.category,
        state=topic.state,
        step_code=topic.step_code,
        step_since=topic.step_since,
        due_on=topic.due_on,
        standing=tuple(topic.standing),
        waits_for=tuple(topic.waits_for),
        place_name=place_name,
    )


@dataclass(frozen=True)
class Account:
    """A topic with all that is told about it as a whole (议题全貌)."""

    topic: Topic
    place: Place
    proposer: Member
    texts: tuple[TopicText, ...]
    entries: tuple[StepEntry, ...]
    approvals: tuple[tuple[Approval, str], ...]  # with the official's name
    forms: dict[tuple[str, int], dict[str, Any]]
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
