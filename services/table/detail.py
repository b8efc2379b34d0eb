"""One row with all that this visitor may read of it (记录)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.screen import Changes
from rules.entity import Column, Entity
from rules.permission import Visitor
from rules.refusal import Refused
from rules.right import Action
from services.entity import entity_for
from services.right import reach
from services.row.standing import NO_ROW, mark_of, stored
from services.table.listing import Labels, rows


@dataclass(frozen=True)
class Detail:
    """One row as one visitor sees it (一条记录). ``seen`` is what a change is measured against:
    whoever changes the row says what he saw of it."""

    id: int
    title: Any
    columns: tuple[Column, ...]
    values: Mapping[str, Any]
    labels: Labels
    seen: str
    changeable: bool
    removable: bool


def detail(session: Session, actor: Visitor, key: str, row_id: int) -> Detail:
    """The row.

    Raises:
        Refused: there is none, or it lies beyond what he may read.
    """
    entity = entity_for(session, key)
    seen = reach(session, actor, entity)
    names = tuple(one.name for one in entity.columns if one.name in seen.names)
    page = rows(session, actor, key, names, (row_id,))
    if not page.ids:
        raise Refused(NO_ROW)
    values = dict(zip(names, page.rows[0]))
    here = entity.changes is Changes.HERE
    return Detail(
        row_id,
        page.titles[0],
        page.columns,
        values,
        page.labels,
        mark_of(stored(session, entity, row_id)),
        within(session, actor, entity, row_id, Action.CHANGE),
        here and within(session, actor, entity, row_id, Action.REMOVE),
    )


def within(session: Session, actor: Visitor, entity: Entity, row_id: int, action: Action) -> bool:
    """Whether the visitor may do this to the row."""
    try:
        seen = reach(session, actor, entity, action)
    except Refused:
        return False
    own = entity.table.c.id
    return session.execute(select(own).where(own == row_id, seen.rows())).first() is not None
