"""Where a right reaches, as SQL (权限范围): subtrees of places, and places above one's home."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, or_, select, true

from db.revision import path_end
from models.base import Record
from rules.entity import Entity
from rules.permission import BELONGING, TOPMOST, Held

HOUSE = "/"


@dataclass(frozen=True)
class Area:
    """Subtrees, and single places (范围)."""

    below: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()

    def __or__(self, other: "Area") -> "Area":
        return Area(self.below | other.below, self.at | other.at)

    def has(self, path: str | None) -> bool:
        """Whether a place lies in it; what belongs to no place lies in the whole house alone."""
        if HOUSE in self.below:
            return True
        if path is None:
            return False
        return path in self.at or path.startswith(tuple(self.below))


EVERYWHERE = Area(frozenset({HOUSE}))


def area_of(held: Iterable[Held]) -> Area:
    """Authority reaches down, belonging up as well; from a topmost place also to the house."""
    below, at = set(), set()
    for one in held:
        below.add(one.path)
        if one.path.count("/") == TOPMOST and one.role not in BELONGING:
            at.add(HOUSE)
        if one.role in BELONGING:
            parts = one.path.strip("/").split("/")
            at.update("/" + "/".join(parts[:n]) + "/" for n in range(1, len(parts)))
    return Area(frozenset(below), frozenset(at))


def inside(entity: Entity, area: Area) -> ColumnElement[bool]:
    """Whether a row of ``entity`` lies in ``area``; its indexes can answer it."""
    if HOUSE in area.below:
        return true()
    if entity.scope.whole:
        return true() if HOUSE in area.at else false()
    return _followed(entity.table, entity.scope.steps, lambda path: _lies(path, area))


def _followed(
    table: Any,
    steps: tuple[tuple[str, str], ...],
    lies: Callable[[Any], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Along foreign keys the question is turned round: the keys of what lies there, then rows."""
    if not steps:
        return lies(table.c.path)
    name, target = steps[0]
    further = _further(Record.metadata.tables[target])
    found = select(further.c.id).where(_followed(further, steps[1:], lies))
    inside: ColumnElement[bool] = table.c[name].in_(found)
    return inside


@lru_cache(maxsize=200)
def _further(table: Table) -> Any:
    """A table on the way, under a name of its own; made once, for it copies every column."""
    return table.alias(f"way_{table.name}")


def _lies(path: Any, area: Area) -> ColumnElement[bool]:
    spans = [and_(path >= one, path < path_end(one)) for one in sorted(outermost(area.below))]
    points = [path.in_(sorted(area.at))] if area.at else []
    return or_(false(), *spans, *points)


def outermost(paths: Iterable[str]) -> set[str]:
    """Those that lie in no other."""
    known = set(paths)
    return {one for one in known if not any(one != up and one.startswith(up) for up in known)}
