"""Counting changes, so that every cached reading knows when it is old (缓存版本)."""

from collections.abc import Sequence

from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from db import session as database
from models.base import now
from models.revision import Area, Revision

EVERYWHERE = "/"


def path_end(path: str) -> str:
    """The first string after every path that begins with ``path``: an index-friendly prefix."""
    return path[:-1] + "0"  # "0" follows "/" in every collation that compares bytes


def moved(session: Session, area: Area, place_id: int = 0, path: str = EVERYWHERE) -> None:
    """Move the counter of ``area`` at a place, inside the writing transaction."""
    here = (col(Revision.area) == area, col(Revision.place_id) == place_id)
    counted = session.execute(update(Revision).where(*here).values(number=col(Revision.number) + 1))
    if counted.rowcount:  # type: ignore[attr-defined]
        return
    row = {"area": area, "place_id": place_id, "path": path, "number": 1, "created_at": now()}
    try:
        with session.begin_nested():
            session.execute(insert(Revision).values(row))
    except IntegrityError:  # another writer made the row first
        session.execute(update(Revision).where(*here).values(number=col(Revision.number) + 1))


_COUNTERS = text(
    "SELECT area, SUM(number) FROM revision"
    " WHERE place_id = 0 OR (path >= :low AND path < :high) GROUP BY area"
)


def counters(path: str = EVERYWHERE) -> dict[str, int]:
    """How often each area changed at ``path`` and below, and in the house at large.

    The first question of every page, so it is asked plainly: no session, no objects.
    """
    with database.engine().connect() as connection:
        rows = connection.execute(_COUNTERS, {"low": path, "high": path_end(path)}).all()
    return {area: int(number) for area, number in rows}


def numbers(session: Session, areas: Sequence[Area], path: str = EVERYWHERE) -> tuple[int, ...]:
    """The same inside a transaction, for some areas only."""
    rows = session.connection().execute(_COUNTERS, {"low": path, "high": path_end(path)}).all()
    found = {area: int(number) for area, number in rows}
    return tuple(found.get(area, 0) for area in areas)
