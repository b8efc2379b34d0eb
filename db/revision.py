"""Counting changes, so that every cached reading knows when it is old (缓存版本)."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import TextClause, bindparam, event, text
from sqlmodel import Session

from db import session as database
from models.base import UtcDateTime, now
from models.revision import Area

EVERYWHERE = "/"


def path_end(path: str) -> str:
    """The first string after every path that begins with ``path``: an index-friendly prefix."""
    return path[:-1] + "0"  # "0" follows "/" in every collation that compares bytes


def moved(session: Session, area: Area, place_id: int = 0, path: str = EVERYWHERE) -> None:
    """Move the counter of ``area`` at a place when this transaction commits."""
    _due(session).add((_PLACE, area.value, place_id, path))


def topic_moved(session: Session, topic_id: int) -> None:
    """Move the counter of one topic when this transaction commits."""
    _due(session).add((_TOPIC, "", topic_id, ""))


def _due(session: Session) -> set[tuple[TextClause, str, int, str]]:
    noted: set[tuple[TextClause, str, int, str]] = session.info.setdefault("moved", set())
    return noted


_PLACE = text(
    "INSERT INTO revision (area, place_id, path, number, created_at)"
    " VALUES (:area, :id, :path, 1, :now)"
    " ON CONFLICT (area, place_id) DO UPDATE SET number = revision.number + 1"
).bindparams(bindparam("now", type_=UtcDateTime()))
_TOPIC = text(
    "INSERT INTO topic_revision (topic_id, number, created_at) VALUES (:id, 1, :now)"
    " ON CONFLICT (topic_id) DO UPDATE SET number = topic_revision.number + 1"
).bindparams(bindparam("now", type_=UtcDateTime()))


@event.listens_for(Session, "before_commit")
def _move(session: Session) -> None:
    """Rows that many writers share are taken last, once each, and always in the same order."""
    if session.in_nested_transaction() or not session.info.get("moved"):
        return
    session.flush()
    noted = sorted(_due(session), key=lambda row: (row[0] is _TOPIC, row[1:]))
    _due(session).clear()
    connection, moment = session.connection(), now()
    for statement, area, number, path in noted:
        facts = {"area": area, "id": number, "path": path, "now": moment}
        wanted = facts if statement is _PLACE else {"id": number, "now": moment}
        connection.execute(statement, wanted)


_COUNTERS = (
    "SELECT area, SUM(number) AS number FROM revision"
    " WHERE place_id = 0 OR (path >= :low AND path < :high){above} GROUP BY area"
)
_WITH_TOPIC = " UNION ALL SELECT '{name}', number FROM topic_revision WHERE topic_id = :topic_id"
TOPIC = "this topic"


@lru_cache(maxsize=50)
def _question(depth: int, with_topic: bool) -> TextClause:
    above = f" OR path IN ({', '.join(f':above_{n}' for n in range(depth))})" if depth else ""
    asked = _COUNTERS.format(above=above)
    return text(asked + _WITH_TOPIC.format(name=TOPIC) if with_topic else asked)


def _asked(path: str, topic_id: int | None = None) -> tuple[TextClause, dict[str, str | int]]:
    """The counters at ``path`` and below, and of the places above it: what a compound decides
    or announces is also about the building."""
    parts = path.strip("/").split("/")
    above = ["/" + "/".join(parts[:n]) + "/" for n in range(1, len(parts))]
    facts: dict[str, str | int] = {f"above_{n}": place for n, place in enumerate(above)}
    facts |= {"low": path, "high": path_end(path)}
    if topic_id is not None:
        facts["topic_id"] = topic_id
    return _question(len(above), topic_id is not None), facts


def counters(path: str = EVERYWHERE, topic_id: int | None = None) -> dict[str, int]:
    """How often each area changed at ``path``, below and above it, and in the house at large;
    under ``TOPIC`` how often one topic did.

    The first question of every page, so it is asked plainly: no session, no objects.
    """
    with database.engine().connect() as connection:
        rows = connection.execute(*_asked(path, topic_id)).all()
    return {area: int(number) for area, number in rows}


def numbers(session: Session, areas: Sequence[Area], path: str = EVERYWHERE) -> tuple[int, ...]:
    """The same inside a transaction and as it would leave them, for some areas only."""
    _move(session)
    rows = session.connection().execute(*_asked(path)).all()
    found = {area: int(number) for area, number in rows}
    return tuple(found.get(area, 0) for area in areas)
