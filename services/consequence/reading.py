"""What has to be put right, by whom, by when; what is late (整治一览). Public."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.consequence import Rectification, RectificationState, RectificationTask
from models.edition import Edition, EditionState
from models.firm import Firm
from models.place import Place
from services.consequence.rectifying import hotline_cases

PAGE_ROWS = 20
OPEN = RectificationState.OPEN


class Show(StrEnum):
    """Which ones a list shows (筛选)."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Sums:
    """How far putting right has come at a place (整治汇总)."""

    open: int = 0
    late: int = 0
    done: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class Row:
    """One compound that has something to put right (整治行)."""

    id: int
    compound: str
    path: str
    firm_id: int | None
    firm: str
    firm_code: str
    cause: str
    cases: int | None
    position: int | None
    due_on: date
    state: RectificationState
    closed_on: date | None
    outcome: str
    edition_code: str
    tasks: int
    done_tasks: int
    next_due_on: date | None  # of the open tasks

    def late_since(self, today: date) -> date | None:
        """The first day that was missed: of the whole, or of a task."""
        if self.state is not OPEN:
            return None
        days = [day for day in (self.due_on, self.next_due_on) if day is not None and day < today]
        return min(days, default=None)


@dataclass(frozen=True)
class Sheet:
    """One of them with its tasks (整治详情)."""

    row: Row
    tasks: tuple[RectificationTask, ...]


@dataclass(frozen=True)
class Candidates:
    """An edition from whose hotline cases a list can be made (可倒排的期次)."""

    edition_id: int
    title: str
    compounds: int


_NEXT = (
    sa.select(
        col(RectificationTask.rectification_id).label("id"),
        func.count().label("tasks"),
        func.count(col(RectificationTask.done_on)).label("done"),
        func.min(
            sa.case((col(RectificationTask.done_on).is_(None), col(RectificationTask.due_on)))
        ).label("next"),
    )
    .group_by(col(RectificationTask.rectification_id))
    .subquery()
)


def _within(path: str) -> sa.ColumnElement[bool]:
    return (col(Rectification.path) >= path) & (col(Rectification.path) < path_end(path))


def _late(today: date) -> sa.ColumnElement[bool]:
    is_open = col(Rectification.state) == OPEN
    return is_open & ((col(Rectification.due_on) < today) | (_NEXT.c.next < today))


def _shown(show: Show, today: date) -> sa.ColumnElement[bool]:
    if show is Show.LATE:
        return _late(today)
    return col(Rectification.state) == RectificationState(show.value)


def sums(session: Session, path: str, today: date) -> Sums:
    """How many at ``path`` are open, late, done."""
    counted = [
        func.coalesce(func.sum(sa.case((_shown(show, today), 1), else_=0)), 0) for show in Show
    ]
    found = (
        sa.select(*counted)
        .select_from(Rectification)
        .outerjoin(_NEXT, _NEXT.c.id == col(Rectification.id))
        .where(_within(path))
    )
    return Sums(*(int(number) for number in session.execute(found).one()))


def rectifications(
    session: Session, path: str, show: Show, today: date, page: int = 1
) -> list[Row]:
    """One page: of the open ones what is due first, of the others what ended last."""
    found = _rows().where(_within(path), _shown(show, today))
    if show in (Show.OPEN, Show.LATE):
        due = func.coalesce(_NEXT.c.next, col(Rectification.due_on))
        found = found.order_by(
            sa.case((due < col(Rectification.due_on), due), else_=col(Rectification.due_on)),
            func.coalesce(col(Rectification.position), MOST_POSITION),
            col(Rectification.id),
        )
    else:
        found = found.order_by(col(Rectification.closed_on).desc(), col(Rectification.id).desc())
    return _told(session, found.limit(PAGE_ROWS).offset((page - 1) * PAGE_ROWS))


MOST_POSITION = 1_000_000


def rectification(session: Session, rectification_id: int) -> Sheet | None:
    """One of them with its tasks, what is due first on top; ``None`` when there is none."""
    rows = _told(session, _rows().where(col(Rectification.id) == rectification_id))
    if not rows:
        return None
    tasks = session.exec(
        select(RectificationTask)
        .where(RectificationTask.rectification_id == rectification_id)
        .order_by(
            col(RectificationTask.done_on).is_not(None),
            col(RectificationTask.due_on),
            col(RectificationTask.id),
        )
    )
    return Sheet(rows[0], tuple(tasks))


def due(
    session: Session, paths: tuple[str, ...], firm_ids: tuple[int, ...], until: date
) -> list[Row]:
    """What is open at ``paths`` or with these firms and falls due up to ``until``."""
    mine = [_within(path) for path in paths]
    mine += [col(Rectification.firm_id).in_(firm_ids)] if firm_ids else []
    if not mine:
        return []
    is_open = col(Rectification.state) == OPEN
    soon = (col(Rectification.due_on) <= until) | (_NEXT.c.next <= until)
    found = _rows().where(is_open, soon, sa.or_(*mine))
    return _told(session, found.order_by(col(Rectification.due_on), col(Rectification.id)).limit(8))


def candidates(session: Session, path: str) -> list[Candidates]:
    """The editions at ``path`` that hold hotline cases, the latest first."""
    editions = session.exec(
        select(Edition)
        .where(
            col(Edition.path) >= path,
            col(Edition.path) < path_end(path),
            Edition.state != EditionState.CANCELLED,
        )
        .order_by(col(Edition.ends_on).desc(), col(Edition.id).desc())
        .limit(MOST_EDITIONS)
    ).all()
    found = []
    for edition in editions:
        number = sum(row.cases > 0 for row in hotline_cases(session, edition.id or 0))
        if number:
            found.append(Candidates(edition.id or 0, edition.title, number))
    return found


MOST_EDITIONS = 6


def _rows() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            col(Rectification.id),
            col(Place.name),
            col(Rectification.path),
            col(Rectification.firm_id),
            func.coalesce(col(Firm.name), ""),
            func.coalesce(col(Firm.code), ""),
            col(Rectification.cause),
            col(Rectification.cases),
            col(Rectification.position),
            col(Rectification.due_on),
            col(Rectification.state),
            col(Rectification.closed_on),
            col(Rectification.outcome),
            func.coalesce(col(Edition.code), ""),
            func.coalesce(_NEXT.c.tasks, 0),
            func.coalesce(_NEXT.c.done, 0),
            _NEXT.c.next,
        )
        .select_from(Rectification)
        .join(Place, col(Place.id) == col(Rectification.place_id))
        .outerjoin(Firm, col(Firm.id) == col(Rectification.firm_id))
        .outerjoin(Edition, col(Edition.id) == col(Rectification.edition_id))
        .outerjoin(_NEXT, _NEXT.c.id == col(Rectification.id))
    )


def _told(session: Session, found: sa.Select[*tuple[Any, ...]]) -> list[Row]:
    return [Row(*row) for row in session.execute(found)]
