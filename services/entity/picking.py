"""Finding the row that a reference shall point to, by what it is called (选取)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from db.revision import path_end
from models.member import Grant, Member, Role
from models.place import Place, PlaceKind
from rules.entity import Column, Kind
from rules.permission import Visitor

MOST = 50  # options that are offered at once
HOME = (Role.RESIDENT.value, Role.OWNER.value)  # who lives somewhere holds no office


@dataclass(frozen=True)
class Option:
    """One row that may be picked, and what it is called (选项)."""

    id: int
    label: str
    more: str = ""  # what tells it from another of the same name


def places(session: Session, words: str, path: str, ids: tuple[int, ...] = ()) -> list[Option]:
    """Places at ``path`` and below whose name has ``words``; with ``ids``, those and no others."""
    above = select(Place.id, Place.name).subquery()
    asked = select(Place.id, Place.name, above.c.name).join(
        above, above.c.id == Place.parent_id, isouter=True
    )
    if ids:
        asked = asked.where(col(Place.id).in_(ids))
    else:
        inside = (Place.path >= path, Place.path < path_end(path), Place.kind != PlaceKind.UNIT)
        asked = asked.where(*inside, col(Place.name).contains(words, autoescape=True))
    rows = session.exec(asked.order_by(Place.path).limit(MOST))
    return [Option(i or 0, name, parent or "") for i, name, parent in rows]


def officers(session: Session, words: str, path: str, ids: tuple[int, ...] = ()) -> list[Option]:
    """Who holds an office at ``path``, below it or above it; with ``ids``, those persons.

    Whoever only lives there is not offered: his name is his own.
    """
    asked = select(Member.id, Member.name).where(col(Member.closed_at).is_(None))
    if ids:
        asked = asked.where(col(Member.id).in_(ids))
    else:
        named_so = col(Member.name).contains(words, autoescape=True)
        asked = asked.where(col(Member.id).in_(_serving(path)), named_so)
    rows = session.exec(asked.order_by(Member.name, col(Member.id)).limit(MOST))
    return [Option(i or 0, name) for i, name in rows]


def offered_of(session: Session, path: str, ids: tuple[int, ...]) -> frozenset[int]:
    """Those of ``ids`` who are offered at ``path``: they hold an office there (可选人员)."""
    asked = select(Member.id).where(col(Member.closed_at).is_(None), col(Member.id).in_(ids))
    found = session.exec(asked.where(col(Member.id).in_(_serving(path)))).all()
    return frozenset(number for number in found if number is not None)


def _serving(path: str) -> Any:
    """Whoever holds an office at ``path``, below it or above it."""
    parts = path.strip("/").split("/") if path != "/" else []
    over = ["/" + "/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
    near = or_(
        col(Place.path).in_(over), (col(Place.path) >= path) & (col(Place.path) < path_end(path))
    )
    at = select(Grant.member_id).join(Place, col(Place.id) == Grant.place_id)
    return at.where(col(Grant.role).not_in(HOME), near)


def options(
    session: Session, visitor: Visitor, column: Column, words: str, path: str
) -> list[Option]:
    """What ``column`` may point to, by ``words``: at most ``MOST`` (候选)."""
    if column.kind is Kind.PLACE:
        return places(session, words, path)
    return officers(session, words, path)


def named(session: Session, column: Column, ids: tuple[int, ...]) -> list[Option]:
    """What the rows are called that a column points to already."""
    reader = places if column.kind is Kind.PLACE else officers
    return reader(session, "", "/", ids) if ids else []
