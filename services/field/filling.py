"""Custom fields on a subject's own pages (自定义字段填写), by the rules of all tables."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from models.base import Extended
from rules.entity import Column, Entity
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.entity import entity_for
from services.right.reach import facts_of
from services.row.validation import validated


def own_columns(session: Session, key: str, path: str) -> tuple[Column, ...]:
    """The custom fields of a table that hold at ``path``, in their order (自定义字段)."""
    return tuple(column for column in entity_for(session, key, path).columns if column.extra)


def own_names(entity: Entity) -> tuple[str, ...]:
    """Those that people fill in."""
    return tuple(c.name for c in entity.columns if c.extra and c.writable and not c.hidden)


def fill_new(
    session: Session, actor: Visitor, row: Extended, path: str, values: Mapping[str, Any]
) -> None:
    """Write custom fields into a row that a subject's own act is making; the act has checked the
    right to make it.

    Raises:
        Refused: one of them is missing or wrong, or there is no such field.
    """
    entity = entity_for(session, str(row.__tablename__), path)
    names = own_names(entity)
    if not set(values) <= set(names):
        raise Refused(N_("There is no such column in this table."))
    if not names:
        return
    given = {name: values.get(name) for name in names}
    before = {c.name: None if c.extra else getattr(row, c.name) for c in entity.columns}
    kept = validated(session, actor, entity, given, facts_of(actor), before, path)
    row.extra = {**(row.extra or {}), **{n: v for n, v in kept.items() if v is not None}} or None
    session.add(row)
    session.flush()
