"""One row with all that this visitor may read of it (记录)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.screen import Changes
from rules.entity import Column, Entity
from rules.permission import Permission, Visitor, must_be_allowed
from rules.refusal import Refused
from rules.right import Action
from services.entity import entity_for, path_of
from services.entity.standing import NO_ROW, mark_of, stored
from services.right import note_reading, reach
from services.table.listing import Labels, rows
from services.visitor import visitor


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


def detail(session: Session, here: Visitor, key: str, row_id: int, full: bool = False) -> Detail:
    """The row; names of people in ``full`` only through ``read_in_full``.

    Raises:
        Refused: there is none, or it lies beyond what he may read.
    """
    entity = entity_for(session, key)
    seen = reach(session, here, entity)
    names = tuple(one.name for one in entity.columns if one.name in seen.names)
    page = rows(session, here, key, names, (row_id,), full)
    if not page.ids:
        raise Refused(NO_ROW)
    values = dict(zip(names, page.rows[0]))
    own = entity.changes is Changes.HERE
    return Detail(
        row_id,
        page.titles[0],
        page.columns,
        values,
        page.labels,
        mark_of(stored(session, entity, row_id)),
        within(session, here, entity, row_id, Action.CHANGE),
        own and within(session, here, entity, row_id, Action.REMOVE),
    )


def read_in_full(session: Session, actor: Visitor, key: str, row_id: int) -> Detail:
    """The row with the names of people, where he may know them; it leaves a line in the trail."""
    fresh = visitor(session, actor.member_id)
    entity = entity_for(session, key)
    path = session.execute(
        select(path_of(entity)).select_from(entity.table).where(entity.table.c.id == row_id)
    ).scalar()
    must_be_allowed(fresh, Permission.READ_PERSONAL, path)
    found = detail(session, fresh, key, row_id, full=True)
    note_reading(session, fresh, entity, (row_id,))
    return found


def within(session: Session, here: Visitor, entity: Entity, row_id: int, action: Action) -> bool:
    """Whether the visitor may do this to the row."""
    try:
        seen = reach(session, here, entity, action)
    except Refused:
        return False
    own = entity.table.c.id
    return session.execute(select(own).where(own == row_id, seen.rows())).first() is not None
