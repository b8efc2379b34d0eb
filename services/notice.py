"""Posting for all to read (公示): frozen in both languages, hashed, and never changed again.

Whoever posts gives a body of titled sections; see ``services.wording.worded`` for the cells::

    {"sections": [{"title": "Result", "columns": ["", "Heads", "Area"],
                   "rows": [["For", 417, {"area_cm2": 9_055_000}], …]}, …],
     "text": "what somebody wrote", "figures": {raw numbers for whoever recomputes}}

``columns`` may be left out; anything else in the body is kept as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.base import now
from models.notice import Notice, NoticeKind
from models.place import Place
from models.revision import Area
from models.topic import Topic
from rules.notice import must_be_a_term, new_code, posted_until, text_hash
from rules.permission import Visitor
from services.trail import record
from services.wording import both

PAGE_ROWS = 20
MOST_COUNTED = 1_000
LONGEST_TITLE = 100


def post_notice(  # noqa: PLR0913 one argument a column
    session: Session,
    actor: Visitor,
    kind: NoticeKind,
    place: Place,
    title: str,
    body: Mapping[str, Any],
    days: int,
    *,
    topic: Topic | None = None,
    motion_id: int | None = None,
) -> Notice:
    """Freeze ``body``, hash it and post it for ``days``; the caller has checked the right to.

    The hash covers everything a reader sees: the code, the dates and the words of both
    languages stand in the frozen body.
    """
    assert place.id is not None
    moment = now().replace(microsecond=0)
    until = posted_until(moment, must_be_a_term(days))
    notice = Notice(
        code=new_code(),
        kind=kind,
        place_id=place.id,
        path=place.path,
        topic_id=topic.id if topic else None,
        motion_id=motion_id,
        title=_short(title.strip()),
        posted_at=moment,
        posted_until=until,
        posted_by=actor.member_id,
        sha256="",
    )
    notice.body = _frozen(notice, place, body)
    notice.sha256 = text_hash(notice.body)
    session.add(notice)
    session.flush()
    record(
        session,
        actor,
        "notice.posted",
        f"notice:{notice.id}",
        place,
        moves=(Area.NOTICE,),
        after={"code": notice.code, "kind": kind, "sha256": notice.sha256},
    )
    return notice


def _short(title: str) -> str:
    """A question may be longer than a headline; the paper says all of it further down."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _frozen(notice: Notice, place: Place, body: Mapping[str, Any]) -> dict[str, Any]:
    """All that the page will show, as it stands at this moment."""
    given = {name: value for name, value in body.items() if name != "sections"}
    return given | {
        "code": notice.code,
        "kind": notice.kind.value,
        "title": notice.title,
        "place": place.name,
        "topic": notice.topic_id,
        "motion": notice.motion_id,
        "posted_at": notice.posted_at.isoformat(),
        "posted_until": notice.posted_until.isoformat(),
        "sections": [_section(section) for section in body.get("sections", ())],
    }


def _section(section: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": both(section.get("title", "")),
        "columns": [both(cell) for cell in section.get("columns", ())],
        "rows": [[both(cell) for cell in row] for row in section.get("rows", ())],
    }


def notice(session: Session, code: str) -> Notice | None:
    """The notice at this code, however it was typed."""
    return session.exec(select(Notice).where(Notice.code == code.strip().lower())).first()


@dataclass(frozen=True)
class NoticeRow:
    """One notice in a list (公示条目)."""

    code: str
    kind: NoticeKind
    title: str
    place: str
    posted_at: datetime
    posted_until: datetime
    topic_id: int | None
    motion_id: int | None


@dataclass(frozen=True)
class NoticeList:
    """One page of notices, and how many there are in all (公示列表)."""

    rows: tuple[NoticeRow, ...]
    total: int


def notices(
    session: Session,
    path: str,
    page: int = 1,
    kind: NoticeKind | None = None,
    topic_id: int | None = None,
) -> NoticeList:
    """The notices posted at ``path`` and below, newest first; counted up to a thousand."""
    wanted = [Notice.path >= path, Notice.path < path_end(path)]
    if kind is not None:
        wanted.append(Notice.kind == kind)
    if topic_id is not None:
        wanted.append(Notice.topic_id == topic_id)
    some = select(Notice.id).where(*wanted).limit(MOST_COUNTED).subquery()
    total = session.exec(select(func.count()).select_from(some)).one()
    ids = (
        select(Notice.id)
        .where(*wanted)
        .order_by(col(Notice.posted_at).desc(), col(Notice.id).desc())
        .offset((max(page, 1) - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS)
    )
    return NoticeList(_rows(session, list(session.exec(ids))), total)


def _rows(session: Session, ids: list[int | None]) -> tuple[NoticeRow, ...]:
    """Only the columns a list shows: the bodies stay where they are."""
    found = session.execute(
        select(  # type: ignore[call-overload]
            Notice.code,
            Notice.kind,
            Notice.title,
            Place.name,
            Notice.posted_at,
            Notice.posted_until,
            Notice.topic_id,
            Notice.motion_id,
        )
        .join(Place, col(Place.id) == Notice.place_id)
        .where(col(Notice.id).in_(ids))
        .order_by(col(Notice.posted_at).desc(), col(Notice.id).desc())
    )
    return tuple(NoticeRow(*row) for row in found)
