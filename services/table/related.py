"""What points to a row, table by table (关联记录)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from rules.condition import Op, Test
from rules.entity import Column, Entity
from rules.permission import Visitor
from rules.refusal import Refused
from rules.table import Wanted, listed
from services.entity import entities, entity_for
from services.right import reach
from services.table import listing
from services.table.listing import Page, fitting, target_of
from services.table.paging import counted, picked

FIRST = 5  # rows that are shown of each table


@dataclass(frozen=True)
class Related:
    """The rows of one table that point here by one column (关联)."""

    entity: Entity
    column: Column
    total: int
    more: bool
    page: Page


def related(session: Session, visitor: Visitor, key: str, row_id: int) -> tuple[Related, ...]:
    """What points to the row, as far as the visitor may read it; tables without any are left out,
    unless the table says that it shows them."""
    inline = entity_for(session, key).inline
    found = []
    for entity in _pointing(session, key, inline):
        try:
            seen = reach(session, visitor, entity)
        except Refused:
            continue
        for column in entity.columns:
            if target_of(column) == key and column.is_reference and column.name in seen.names:
                one = _one(session, visitor, entity, column, row_id, seen.names)
                if one.total or entity.key in inline:
                    found.append(one)
    return tuple(found)


def _pointing(session: Session, key: str, inline: tuple[str, ...]) -> list[Entity]:
    """The tables that may point to ``key``: those that it names, in its order; else all."""
    keys = [one for one in inline if one in entities()] or list(entities())
    return [entity_for(session, one) for one in keys]


def _one(
    session: Session,
    visitor: Visitor,
    entity: Entity,
    column: Column,
    row_id: int,
    names: frozenset[str],
) -> Related:
    here = Test(column.name, column.kind, Op.IS, row_id, column.extra)
    columns = tuple(name for name in listed(entity, names) if name != column.name)
    wanted = Wanted(entity.key, here, columns=columns, order="-id")
    fit = fitting(session, visitor, wanted, date.min)
    total, more = counted(session, fit)
    shown = picked(session, fit, 1, FIRST, (total, more)) if total else ()
    return Related(
        entity, column, total, more, listing.rows(session, visitor, entity.key, columns, shown)
    )
