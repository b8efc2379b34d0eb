"""Reading what came of it: one result, or all of a place (成果读取)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, or_
from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.benefit import Benefit
from models.photo import Photo
from models.place import Place
from models.topic import Category, Topic
from services.benefit.publishing import Delivered, can_be_published, published, suggestion
from services.covenant import CovenantRow, of_topic
from services.photo import photos

PAGE_ROWS = 12


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
    first = _first_photos(session, ids)
    found = session.exec(
        select(Benefit, Place.name)
        .join(Topic, col(Topic.id) == Benefit.topic_id)
        .join(Place, col(Place.id) == Topic.place_id)
        .where(col(Benefit.id).in_(ids))
        .order_by(col(Benefit.done_on).desc(), col(Benefit.id).desc())
    )
    return tuple(_row(benefit, place, first) for benefit, place in found)


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


@dataclass(frozen=True)
class Sharing:
    """What a topic came to, or what the form for it begins with (共享情况)."""

    row: BenefitRow | None = None
    photos: tuple[Photo, ...] = ()
    covenants: tuple[CovenantRow, ...] = ()
    suggested: Delivered | None = None


def sharing(session: Session, topic_id: int) -> Sharing:
    """What a topic came to; the suggestion only where it is time to publish."""
    topic = session.get_one(Topic, topic_id)
    made = published(session, topic_id)
    if made is None:
        suggested = suggestion(session, topic_id) if can_be_published(session, topic) else None
        return Sharing(suggested=suggested)
    hung = photos(session, f"benefit:{made.id}")
    (row,) = _rows(session, [made.id])
    return Sharing(row, tuple(hung), tuple(of_topic(session, topic_id)))
