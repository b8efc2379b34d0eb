"""What came of it, for everybody to see (民享)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, or_
from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.base import now
from models.benefit import Benefit
from models.photo import Photo
from models.place import Place
from models.procedure import GateKind
from models.revision import Area
from models.task import Task
from models.topic import Category, Topic, TopicState
from rules import benefit as rule
from rules.calendar import day_of
from rules.money import must_be_an_amount
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import walk
from services.covenant import Words, enter_covenant
from services.photo import Picture, add_photo
from services.plan import current_step
from services.trail import record
from services.visitor import check, the_place

PAGE_ROWS = 12


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
) -> Benefit:
    """Tell everybody what was delivered, by whom and at what cost (公布成果); once a topic.

    A covenant that the neighbours agreed on goes into the compound's register with it.
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


@dataclass(frozen=True)
class BenefitRow:
    """One result in a list (成果条目)."""

    id: int
    topic_id: int
    title: str
    summary: str
    delivered_by: str
    due_on: date | None
    done_on: date
    households: int
    cost_fen: int
    place: str
    photo: Photo | None


@dataclass(frozen=True)
class BenefitList:
    """One page of results, and what all of them come to (成果列表)."""

    rows: tuple[BenefitRow, ...]
    total: int
    households: int
    cost_fen: int
    in_time: int


def benefits(
    session: Session,
    path: str,
    words: str = "",
    category: Category | None = None,
    page: int = 1,
    rows: int = PAGE_ROWS,
) -> BenefitList:
    """The results at ``path`` and below, the latest first, with their totals."""
    wanted = _wanted(path, words, category)
    in_time = case((col(Benefit.done_on) <= col(Benefit.due_on), 1), else_=0)
    sums = select(
        func.count(),
        func.coalesce(func.sum(Benefit.households), 0),
        func.coalesce(func.sum(Benefit.cost_fen), 0),
        func.coalesce(func.sum(in_time), 0),
    ).where(*wanted)
    total, households, cost_fen, punctual = session.exec(sums).one()
    ids = (
        select(Benefit.id)
        .where(*wanted)
        .order_by(col(Benefit.done_on).desc(), col(Benefit.id).desc())
        .offset((max(page, 1) - 1) * rows)
        .limit(rows)
    )
    found = _rows(session, list(session.exec(ids)))
    return BenefitList(found, total, int(households), int(cost_fen), int(punctual))


def _wanted(path: str, words: str, category: Category | None) -> list[ColumnElement[bool]]:
    wanted = [col(Benefit.path) >= path, col(Benefit.path) < path_end(path)]
    if words:
        found = (col(Benefit.title), col(Benefit.summary), col(Benefit.delivered_by))
        wanted.append(or_(*(column.icontains(words, autoescape=True) for column in found)))
    if category is not None:
        about = select(Topic.id).where(Topic.category == category)
        wanted.append(col(Benefit.topic_id).in_(about))
    return wanted


def _rows(session: Session, ids: list[int | None]) -> tuple[BenefitRow, ...]:
    photos = _first_photos(session, ids)
    found = session.exec(
        select(Benefit, Place.name)
        .join(Topic, col(Topic.id) == Benefit.topic_id)
        .join(Place, col(Place.id) == Topic.place_id)
        .where(col(Benefit.id).in_(ids))
        .order_by(col(Benefit.done_on).desc(), col(Benefit.id).desc())
    )
    return tuple(_row(benefit, place, photos) for benefit, place in found)


def _row(benefit: Benefit, place: str, photos: dict[str, Photo]) -> BenefitRow:
    assert benefit.id is not None
    return BenefitRow(
        benefit.id,
        benefit.topic_id,
        benefit.title,
        benefit.summary,
        benefit.delivered_by,
        benefit.due_on,
        benefit.done_on,
        benefit.households,
        benefit.cost_fen,
        place,
        photos.get(f"benefit:{benefit.id}"),
    )


def _first_photos(session: Session, ids: list[int | None]) -> dict[str, Photo]:
    """One picture for each result, for the list."""
    abouts = [f"benefit:{number}" for number in ids]
    rows = session.exec(
        select(Photo).where(col(Photo.about).in_(abouts)).order_by(col(Photo.id).desc())
    )
    return {photo.about: photo for photo in rows}
