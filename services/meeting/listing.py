"""The list of meetings, and the topics that one may take up (会议列表)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from db.revision import path_end
from models.meeting import AgendaItem, Attendance, Meeting, MeetingKind
from models.place import Place, PlaceKind
from models.topic import Endorsement, Topic, TopicState
from services.meeting.agenda import days_ahead, notice_asked
from services.meeting.reading import present_count
from services.plan import plan

PAGE = 10
MOST_COUNTED = 1_000
MOST_OFFERED = 60
MOST_VENUES = 200
VENUES = (PlaceKind.COMMUNITY, PlaceKind.COMPOUND, PlaceKind.GRID, PlaceKind.BUILDING)


@dataclass(frozen=True)
class Row:
    """One meeting in the list (会议条目)."""

    meeting: Meeting
    place: str
    present: int
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """Which meetings somebody wants to see; ``member_id`` for those that concern him (筛选)."""

    path: str = "/"
    kind: MeetingKind | None = None
    member_id: int | None = None


@dataclass(frozen=True)
class Offered:
    """An open topic that a meeting may take up, and the notice it needs (可议议题)."""

    topic_id: int
    title: str
    days_needed: int


def upcoming(session: Session, wish: Wish, moment: datetime) -> list[Row]:
    """Meetings that are not over, the next one first. Called off ones are still told."""
    query = select(Meeting.id).where(*_wanted(wish), col(Meeting.ends_at) >= moment)
    ids = session.exec(query.order_by(col(Meeting.starts_at), col(Meeting.id)).limit(PAGE * 5))
    return _rows(session, list(ids))


def past(session: Session, wish: Wish, moment: datetime, page: int) -> list[Row]:
    """Meetings that are over, the last one first, a page at a time."""
    query = select(Meeting.id).where(*_wanted(wish), col(Meeting.ends_at) < moment)
    query = query.order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
    return _rows(session, list(session.exec(query.offset((page - 1) * PAGE).limit(PAGE))))


def past_count(session: Session, wish: Wish, moment: datetime) -> int:
    """How many meetings are over, up to a thousand."""
    some = select(Meeting.id).where(*_wanted(wish), col(Meeting.ends_at) < moment)
    return session.exec(select(func.count()).select_from(some.limit(MOST_COUNTED).subquery())).one()


def _wanted(wish: Wish) -> list[ColumnElement[bool]]:
    found: list[Any] = []
    if wish.path != "/":
        below = (col(Meeting.path) >= wish.path) & (col(Meeting.path) < path_end(wish.path))
        found.append(below | col(Meeting.path).in_(_above(wish.path)))
    if wish.kind is not None:
        found.append(col(Meeting.kind) == wish.kind)
    if wish.member_id is not None:
        found.append(_concerns(wish.member_id))
    return found


def _above(path: str) -> list[str]:
    """The paths of the places above: what a community talks over concerns its compounds."""
    parts = path.strip("/").split("/")
    return [f"/{'/'.join(parts[:n])}/" for n in range(1, len(parts))]


def _concerns(member_id: int) -> ColumnElement[bool]:
    """Called by the member, attended by him, or about a topic that he raised or supports."""
    came = select(Attendance.meeting_id).where(Attendance.member_id == member_id)
    supported = select(Endorsement.topic_id).where(Endorsement.member_id == member_id)
    about = (
        select(AgendaItem.meeting_id)
        .join(Topic, col(Topic.id) == AgendaItem.topic_id)
        .where((col(Topic.proposer_id) == member_id) | col(Topic.id).in_(supported))
    )
    mine = col(Meeting.called_by) == member_id
    return or_(mine, col(Meeting.id).in_(came), col(Meeting.id).in_(about))


def _rows(session: Session, ids: list[int | None]) -> list[Row]:
    found = session.exec(
        select(Meeting, Place.name, present_count())
        .join(Place, col(Place.id) == Meeting.place_id)
        .where(col(Meeting.id).in_(ids))
    ).all()
    titles: dict[int, list[str]] = {}
    for meeting_id, title in session.exec(
        select(AgendaItem.meeting_id, Topic.title)
        .join(Topic, col(Topic.id) == AgendaItem.topic_id)
        .where(col(AgendaItem.meeting_id).in_(ids))
        .order_by(col(AgendaItem.position))
    ):
        titles.setdefault(meeting_id, []).append(title)
    rows = {m.id: Row(m, name, int(n), tuple(titles.get(m.id or 0, ()))) for m, name, n in found}
    return [rows[i] for i in ids if i in rows]


def venues(session: Session, paths: tuple[str, ...]) -> list[Place]:
    """The places at ``paths`` and below that meetings are called for, the highest first."""
    inside = [(col(Place.path) >= path) & (col(Place.path) < path_end(path)) for path in paths]
    wide = select(Place).where(col(Place.kind).in_(VENUES), or_(*inside))
    found = session.exec(wide.order_by(func.length(Place.path), col(Place.path)).limit(MOST_VENUES))
    return list(found)


def offered(session: Session, path: str) -> list[Offered]:
    """Open topics at ``path`` and below; those that wait for a meeting first, the oldest first."""
    query = (
        select(Topic.id, Topic.title, Topic.version_id, Topic.step_code)
        .where(
            Topic.state == TopicState.OPEN,
            col(Topic.path) >= path,
            col(Topic.path) < path_end(path),
        )
        .order_by(col(Topic.step_since))
    )
    rows = session.exec(query.limit(MOST_OFFERED * 5)).all()
    found = []
    for topic_id, title, version_id, code in rows:
        steps = plan(session, version_id)
        waits = notice_asked(steps.step(code)) is not None
        found.append((waits, Offered(topic_id or 0, title, days_ahead(steps, code))))
    found.sort(key=lambda pair: not pair[0])
    return [topic for _, topic in found][:MOST_OFFERED]
