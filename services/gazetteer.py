"""Looking through the tree of places: what lies below, and where something is (地名录)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.revision import path_end
from models.place import Place, PlaceKind
from rules.roll.label import normal_label
from services.place import above

FOUND = 20
PAGE_ROWS = 30


@dataclass(frozen=True)
class PlaceRow:
    """One place with what lies below it (地方行)."""

    id: int
    kind: PlaceKind
    name: str
    code: str
    path: str
    households: int
    children: int


@dataclass(frozen=True)
class Found:
    """A place as somebody looks for it: with what it lies in (检索结果)."""

    id: int
    kind: PlaceKind
    name: str
    code: str
    full_name: str  # 枫园小区 › 3 号楼 › 3-501


def children(session: Session, place_id: int | None, page: int) -> list[PlaceRow]:
    """One page of the places right below a place, or of the topmost ones."""
    below = aliased(Place)
    counted = (
        sa.select(func.count())
        .where(col(below.parent_id) == col(Place.id))
        .correlate(Place)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(Place, counted)
        .where(_right_below(place_id))
        .order_by(func.length(Place.name), col(Place.name), col(Place.id))
        .limit(PAGE_ROWS)
        .offset((max(1, page) - 1) * PAGE_ROWS)
    )
    return [_row(place, number) for place, number in rows]


def count_children(session: Session, place_id: int | None) -> int:
    """How many places lie right below a place."""
    counted = sa.select(func.count()).select_from(Place).where(_right_below(place_id))
    return int(session.execute(counted).scalar_one())


def _right_below(place_id: int | None) -> sa.ColumnElement[bool]:
    parent = col(Place.parent_id)
    return parent.is_(None) if place_id is None else parent == place_id


def _row(place: Place, children: int) -> PlaceRow:
    return PlaceRow(
        id=place.id or 0,
        kind=place.kind,
        name=place.name,
        code=place.code,
        path=place.path,
        households=place.households,
        children=children,
    )


def find(
    session: Session, paths: tuple[str, ...], words: str, kinds: tuple[PlaceKind, ...]
) -> list[Found]:
    """At most twenty places of ``kinds`` within ``paths`` that fit ``words``, the widest first."""
    within = [(col(Place.path) >= path) & (col(Place.path) < path_end(path)) for path in paths]
    wanted = select(Place).where(sa.or_(sa.false(), *within), col(Place.kind).in_(kinds))
    for word in words.split()[:3]:
        label = normal_label(word) or word
        wanted = wanted.where(
            col(Place.name).contains(word, autoescape=True)
            | col(Place.name).contains(label, autoescape=True)
            | col(Place.code).contains(word.lower(), autoescape=True)
        )
    order = (func.length(Place.path), func.length(Place.name), col(Place.name))
    found = session.exec(wanted.order_by(*order).limit(FOUND)).all()
    return [
        Found(place.id or 0, place.kind, place.name, place.code, full_name(session, place.path))
        for place in found
    ]


def full_name(session: Session, path: str) -> str:
    """A place with what it lies in, from the compound down: 枫园小区 › 3 号楼 › 3-501."""
    line = above(session, path)
    kinds = [place.kind for place in line]
    start = kinds.index(PlaceKind.COMPOUND) if PlaceKind.COMPOUND in kinds else len(line) - 1
    return " › ".join(place.name for place in line[max(start, 0) :])


def compounds(session: Session, paths: tuple[str, ...], words: str = "") -> list[Place]:
    """The compounds that lie within ``paths`` or around them, at most twenty, by name."""
    related = [
        ((col(Place.path) >= path) & (col(Place.path) < path_end(path)))
        | col(Place.path).in_(_prefixes(path))
        for path in paths
    ]
    wanted = select(Place).where(sa.or_(sa.false(), *related), Place.kind == PlaceKind.COMPOUND)
    if words.strip():
        said = words.strip()
        wanted = wanted.where(
            col(Place.name).contains(said, autoescape=True)
            | col(Place.code).contains(said.lower(), autoescape=True)
        )
    return list(session.exec(wanted.order_by(col(Place.name), col(Place.id)).limit(FOUND)))


def _prefixes(path: str) -> list[str]:
    return [path[: index + 1] for index, sign in enumerate(path) if sign == "/" and index]
