"""Going back through the trail (查看留痕): newest first, fifty lines at a time, at any length.

At a million lines the order of the questions decides. Each filter that an index can answer
is counted up to a limit; the rarest leads, the others only look at what it finds. When none
is rare, the lines are read backwards from the end, and fifty are found soon.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.member import Member
from models.place import Place
from models.procedure import Step
from models.topic import Topic
from models.trail import TrailLine
from rules.permission import TOPMOST, Permission, Visitor
from rules.refusal import N_, Refused
from rules.sign_in import same_username
from services.visitor import visitor

PAGE_ROWS, CSV_ROWS = 50, 1_000
RARE = 20_000  # lines that may be sorted for one page
MOST_PEOPLE = 200


@dataclass(frozen=True)
class Wanted:
    """Which lines (筛选). ``path``: the subtree; ``since`` and ``until``: moments."""

    path: str
    code: str = ""
    who: str = ""
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Line:
    """One line of the trail, as it is shown (一条留痕)."""

    id: int
    at: datetime
    code: str
    actor: str
    place: str
    about: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def reach(here: Visitor) -> list[str]:
    """The paths that a visitor may look through; the whole house from its topmost place."""
    paths = sorted({held.path for held in here.held if here.may(Permission.READ_TRAIL, held.path)})
    return ["/"] if any(path.count("/") == TOPMOST for path in paths) else paths


def must_reach(here: Visitor, path: str) -> None:
    """Refuse whoever wants to look beyond his own subtree."""
    if not any(path.startswith(within) for within in reach(here)):
        raise Refused(N_("Your role does not allow this here."))


def lines(
    session: Session, actor: Visitor, wanted: Wanted, before_id: int = 0, rows: int = PAGE_ROWS
) -> list[Line]:
    """The newest lines that fit, older than ``before_id`` where one is given."""
    must_reach(visitor(session, actor.member_id), wanted.path)
    ids = list(session.execute(_ids(session, wanted, before_id).limit(rows)).scalars())
    found = (
        select(TrailLine, Place.name)
        .outerjoin(Place, col(Place.id) == TrailLine.place_id)
        .where(col(TrailLine.id).in_(ids))
        .order_by(col(TrailLine.id).desc())
    )
    return [_line(line, place or "") for line, place in session.exec(found)]


def step_names(session: Session, topic_ids: tuple[int, ...]) -> dict[tuple[int, str], str]:
    """What the steps of these topics are called: by topic and code of the step."""
    steps = (
        sa.select(col(Topic.id), col(Step.code), col(Step.name))
        .join(Step, col(Step.version_id) == col(Topic.version_id))
        .where(col(Topic.id).in_(topic_ids))
    )
    return {(topic_id, code): name for topic_id, code, name in session.execute(steps)}


def _line(line: TrailLine, place: str) -> Line:
    return Line(
        id=line.id or 0,
        at=line.created_at,
        code=line.code,
        actor=line.actor_name,
        place=place,
        about=line.about,
        before=line.before,
        after=line.after,
    )


def _ids(session: Session, wanted: Wanted, before_id: int) -> sa.Select[int | None]:
    """The ids of the lines that fit, led by the rarest filter."""
    filters = _filters(session, wanted)
    counts = [_count(session, plain) for plain, _led in filters]
    rarest = counts.index(min(counts))
    ids = sa.select(col(TrailLine.id))
    if counts[rarest] <= RARE:
        leader, _led = filters.pop(rarest)
        ids = ids.where(leader).order_by((-col(TrailLine.id)).asc())  # sorts what was found
    else:
        ids = ids.order_by(col(TrailLine.id).desc())  # walks backwards from the end
    for _plain, led in filters:
        ids = ids.where(led)
    return ids.where(col(TrailLine.id) < before_id) if before_id else ids


def _count(session: Session, clause: sa.ColumnElement[bool]) -> int:
    """How many lines a filter leaves: exact up to the limit, one more than it beyond."""
    some = sa.select(sa.literal(1)).select_from(TrailLine).where(clause).limit(RARE + 1)
    return int(session.execute(sa.select(func.count()).select_from(some.subquery())).scalar_one())


Filter = tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]  # by an index; by looking only


def _filters(session: Session, wanted: Wanted) -> list[Filter]:
    found = [_both(TrailLine.path, lambda path: _within(path, wanted.path))]
    if wanted.code:
        found.append(_both(TrailLine.code, lambda code: code == wanted.code))
    if wanted.about:
        found.append(_both(TrailLine.about, lambda about: about == wanted.about))
    if wanted.who:
        ids = _whose(session, wanted.who)
        found.append(_both(TrailLine.actor_id, lambda actor: actor.in_(ids)))
    if wanted.since is not None or wanted.until is not None:
        found.append(_both(TrailLine.created_at, lambda at: _between(at, wanted)))
    return found


def _both(column: Any, clause: Callable[[Any], sa.ColumnElement[bool]]) -> Filter:
    """A filter as an index answers it, and the same written so that none can."""
    return clause(col(column)), clause(func.coalesce(col(column), col(column)))


def _within(path: Any, above: str) -> sa.ColumnElement[bool]:
    clause: sa.ColumnElement[bool] = (path >= above) & (path < path_end(above))
    return clause


def _between(at: Any, wanted: Wanted) -> sa.ColumnElement[bool]:
    bounds = [at >= wanted.since] if wanted.since is not None else []
    return sa.and_(*bounds, *([at < wanted.until] if wanted.until is not None else []))


def _whose(session: Session, name: str) -> list[int]:
    """The members whose name or user name is meant."""
    said = name.strip()
    named = col(Member.name).contains(said, autoescape=True)
    known = named | (col(Member.username) == same_username(said))
    found = sa.select(col(Member.id)).where(known).limit(MOST_PEOPLE)
    return list(session.execute(found).scalars())
