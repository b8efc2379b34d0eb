"""Finding the person or place that a reference shall point to, by what it is called (选取).

Places are read through the secured select, like any row. Persons are the one exception: nobody but
an administrator may list members, and yet a council must be able to name its grid worker. So a
member is offered who holds an office at that place, below it or above it, by number and name and
nothing else. Whoever only lives somewhere, and the experts, are offered to nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import false, or_
from sqlmodel import Session, col, select

from db.revision import path_end
from models.member import Grant, Member, Role
from models.place import Place, PlaceKind
from rules.entity import Column, Kind
from rules.permission import Visitor
from rules.refusal import Refused
from services.right import Reach, reach, secured

MOST = 50  # options that are offered at once
OFFICES = frozenset(
    {
        Role.COUNCIL,
        Role.COMMITTEE,
        Role.SECRETARY,
        Role.MANAGER,
        Role.GRID_WORKER,
        Role.STREET_OFFICER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)  # whose holders serve under their names; every other role is closed


@dataclass(frozen=True)
class Option:
    """One row that may be picked, and what it is called (选项)."""

    id: int
    label: str
    more: str = ""  # what tells it from another of the same name


def options(
    session: Session, visitor: Visitor, column: Column, words: str, path: str
) -> list[Option]:
    """What ``column`` may point to, by ``words``: at most ``MOST`` (候选)."""
    if column.kind is Kind.PLACE:
        return _places_below(session, visitor, words, path)
    return _officers(session, words, path) if visitor.signed_in else []


def named(session: Session, visitor: Visitor, column: Column, ids: tuple[int, ...]) -> list[Option]:
    """What the rows are called that a column points to already, as far as the visitor may know.

    Of persons those in office, and himself; others as the table of members shows them to him:
    masked, or not at all.
    """
    if not ids:
        return []
    if column.kind is Kind.PLACE:
        return _places(session, visitor, Place.__table__.c.id.in_(ids))  # type: ignore[attr-defined]
    if not visitor.signed_in:
        return []
    known = _listed_members(session, visitor, ids) | _in_office(session, ids)
    if visitor.member_id in ids:
        known[visitor.member_id] = visitor.name
    return [Option(number, known[number]) for number in ids if number in known]


def offered_of(session: Session, paths: Iterable[str], ids: tuple[int, ...]) -> frozenset[int]:
    """Those of ``ids`` who are offered at one of ``paths``: they serve there (可选人员)."""
    near = or_(false(), *(_near(path) for path in set(paths)))
    asked = select(Member.id).where(col(Member.closed_at).is_(None), col(Member.id).in_(ids))
    found = session.exec(asked.where(col(Member.id).in_(_serving(near)))).all()
    return frozenset(number for number in found if number is not None)


def readable_places(session: Session, visitor: Visitor, ids: Iterable[int]) -> frozenset[int]:
    """Those of ``ids`` that are places which the visitor may read (可选地方)."""
    seen = _seen(session, visitor, "place")
    if seen is None:
        return frozenset()
    asked = secured(seen).where(seen.entity.table.c.id.in_(tuple(ids)))
    return frozenset(session.execute(asked).scalars())


def _places_below(session: Session, visitor: Visitor, words: str, path: str) -> list[Option]:
    """Places at ``path`` and below that are no homes, whose name has ``words``."""
    table: Any = Place.__table__  # type: ignore[attr-defined]
    inside = (table.c.path >= path, table.c.path < path_end(path))
    return _places(session, visitor, *inside, table.c.kind != PlaceKind.UNIT, words=words)


def _places(session: Session, visitor: Visitor, *which: Any, words: str = "") -> list[Option]:
    seen = _seen(session, visitor, "place")
    if seen is None or not {"name", "parent_id"} <= seen.names:
        return []
    above = secured(seen, "name").subquery()
    asked = secured(seen, "name").add_columns(above.c.name.label("above"))
    asked = asked.join(above, above.c.id == seen.column("parent_id"), isouter=True).where(*which)
    if words:
        asked = asked.where(seen.column("name").contains(words, autoescape=True))
    rows = session.execute(asked.order_by(seen.entity.table.c.path).limit(MOST))
    return [Option(number, name or "", parent or "") for number, name, parent in rows]


def _officers(session: Session, words: str, path: str) -> list[Option]:
    asked = select(Member.id, Member.name).where(
        col(Member.closed_at).is_(None),
        col(Member.id).in_(_serving(_near(path))),
        col(Member.name).contains(words, autoescape=True),
    )
    rows = session.exec(asked.order_by(Member.name, col(Member.id)).limit(MOST))
    return [Option(number or 0, name) for number, name in rows]


def _in_office(session: Session, ids: tuple[int, ...]) -> dict[int, str]:
    """Who of ``ids`` holds an office anywhere, by name."""
    offered = offered_of(session, ("/",), ids)
    rows = session.exec(select(Member.id, Member.name).where(col(Member.id).in_(offered)))
    return {number or 0: name for number, name in rows}


def _listed_members(session: Session, visitor: Visitor, ids: tuple[int, ...]) -> dict[int, str]:
    seen = _seen(session, visitor, "member")
    if seen is None or "name" not in seen.names:
        return {}
    asked = secured(seen, "name").where(seen.entity.table.c.id.in_(ids))
    return {number: name for number, name in session.execute(asked) if name}


def _seen(session: Session, visitor: Visitor, table: str) -> Reach | None:
    try:
        return reach(session, visitor, table)
    except Refused:
        return None


def _serving(near: Any) -> Any:
    """Whoever holds an office at the places that are ``near``."""
    at = select(Grant.member_id).join(Place, col(Place.id) == Grant.place_id)
    return at.where(col(Grant.role).in_(OFFICES), near)


def _near(path: str) -> Any:
    """The place at ``path``, those below it and those above it."""
    parts = path.strip("/").split("/") if path != "/" else []
    over = ["/" + "/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
    below = (col(Place.path) >= path) & (col(Place.path) < path_end(path))
    return or_(col(Place.path).in_(over), below)
