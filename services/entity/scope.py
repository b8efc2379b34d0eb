"""Where a row belongs, in SQL (归属条件)."""

from typing import Any

from sqlalchemy import ColumnElement, false, func, literal, select, true

from db.revision import path_end
from models.base import Record
from rules.entity import Entity

HOUSE = "/"


def path_of(entity: Entity) -> ColumnElement[str]:
    """The path of the place that a row belongs to; the house's own where it belongs to none,
    as what ships does."""
    if entity.scope.whole:
        return literal(HOUSE)
    table = entity.table
    if not entity.scope.steps:
        return table.c.path  # type: ignore[no-any-return]  # a table knows no types
    return func.coalesce(_followed(table, entity.scope.steps), HOUSE)


def _followed(table: Any, steps: tuple[tuple[str, str], ...]) -> ColumnElement[str]:
    """One question inside another, along the foreign keys."""
    column, target = steps[0]
    further = Record.metadata.tables[target].alias()
    found: Any = further.c.path if len(steps) == 1 else _followed(further, steps[1:])
    return select(found).where(further.c.id == table.c[column]).scalar_subquery()


def within(entity: Entity, path: str) -> ColumnElement[bool]:
    """Whether a row lies in the subtree of ``path``; an index of the table can answer it.

    Along foreign keys the question is turned round: the keys of what lies there, then the rows.
    Everything lies within the house, also what belongs to no place of it.
    """
    if path == HOUSE:
        return true()
    if entity.scope.whole:
        return false()
    return _inside(entity.table, entity.scope.steps, path)


def _inside(table: Any, steps: tuple[tuple[str, str], ...], path: str) -> ColumnElement[bool]:
    if not steps:
        found: Any = (table.c.path >= path) & (table.c.path < path_end(path))
        return found  # type: ignore[no-any-return]
    column, target = steps[0]
    further = Record.metadata.tables[target].alias()
    keys = select(further.c.id).where(_inside(further, steps[1:], path))
    return table.c[column].in_(keys)  # type: ignore[no-any-return]
