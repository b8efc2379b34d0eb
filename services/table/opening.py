"""Which tables somebody may open, and what he may do there (打开数据表)."""

from dataclasses import dataclass

from sqlalchemy import func, literal, select
from sqlmodel import Session

from models.screen import Changes
from rules.entity import Column, Entity
from rules.permission import Visitor
from rules.refusal import Refused
from rules.right import Action
from services.entity import entities, entity_for
from services.right import reach

COUNTED = 1_000  # rows of one table that are counted for the page of all tables


@dataclass(frozen=True)
class Opened:
    """A table as one visitor may use it (打开的表).

    ``names`` can be read, ``creatable`` and ``changeable`` can be written, as far as his rights
    reach; a row may still lie beyond them.
    """

    entity: Entity
    names: frozenset[str]
    creatable: frozenset[str] = frozenset()
    changeable: frozenset[str] = frozenset()
    removable: bool = False
    bulk: frozenset[str] = frozenset()  # what may be written into many rows at once

    @property
    def columns(self) -> tuple[Column, ...]:
        """What can be read, in the order of the table."""
        return tuple(one for one in self.entity.columns if one.name in self.names)


def opened(session: Session, visitor: Visitor, key: str) -> Opened:
    """The table, and what this visitor may do in it.

    Raises:
        Refused: there is no such table, or none of it may be read.
    """
    entity = entity_for(session, key)
    seen = reach(session, visitor, entity)
    here = entity.changes is Changes.HERE
    return Opened(
        entity,
        seen.names,
        _names(session, visitor, entity, Action.CREATE) if here else frozenset(),
        _names(session, visitor, entity, Action.CHANGE),
        here and bool(_names(session, visitor, entity, Action.REMOVE, writable=False)),
        _names(session, visitor, entity, Action.BULK),
    )


def _names(
    session: Session, visitor: Visitor, entity: Entity, action: Action, writable: bool = True
) -> frozenset[str]:
    try:
        seen = reach(session, visitor, entity, action)
    except Refused:
        return frozenset()
    able = {column.name for column in entity.columns if column.writable or not writable}
    return frozenset(seen.names & able)


def tables(session: Session, visitor: Visitor) -> tuple[Entity, ...]:
    """Every table of which the visitor may read anything, by its key."""
    found = []
    for key in entities():
        try:
            entity = entity_for(session, key)
            reach(session, visitor, entity)
        except Refused:
            continue
        found.append(entity)
    return tuple(found)


def size(session: Session, visitor: Visitor, key: str) -> tuple[int, bool]:
    """How many rows of a table the visitor may read, up to a limit, and whether there are more."""
    entity = entity_for(session, key)
    some = select(literal(1)).select_from(entity.table)
    some = some.where(reach(session, visitor, entity).rows()).limit(COUNTED + 1)
    number = int(session.execute(select(func.count()).select_from(some.subquery())).scalar_one())
    return min(number, COUNTED), number > COUNTED
