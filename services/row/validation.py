"""Whether values may stand in a row (写入校验): the shared rules, and whether what they point to
is there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import Record
from rules.asking import checked
from rules.condition import Facts
from rules.entity import Entity, Kind
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.right import reach

TARGETS = {Kind.PERSON: "member", Kind.PLACE: "place"}


def validated(
    session: Session,
    actor: Visitor,
    entity: Entity,
    values: Mapping[str, Any],
    facts: Facts,
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """``values`` as they are kept; with ``before`` they change a row that is there.

    Raises:
        Refused: something is wrong with them; the first thing is named.
    """
    found = checked(entity, values, facts, before)
    for one in found.wrong:
        column = entity.by_name.get(one.column)
        raise Refused(
            N_("{column}: {why}"),
            column=column.label if column else one.column[:40],
            column_en=(column.english or column.label) if column else one.column[:40],
            why=Refused(one.sentence, **one.facts),
        )
    for name, value in found.values.items():
        if before is None or before.get(name) != value:
            _must_be_there(session, actor, entity, name, value)
    return found.values


def _must_be_there(session: Session, actor: Visitor, entity: Entity, name: str, value: Any) -> None:
    """A reference leads to a row that the picker could have offered."""
    column = entity.by_name[name]
    if value is None or not column.is_reference:
        return
    key = column.target or TARGETS.get(column.kind, "")
    if column.kind is Kind.ROW:
        seen = reach(session, actor, key)
        table, rows = seen.entity.table, seen.rows()
        asked = select(table.c.id).where(table.c.id == value, rows)
    else:
        table = Record.metadata.tables[key]
        asked = select(table.c.id).where(table.c.id == value)
    if session.execute(asked).first() is None:
        raise Refused(N_("Pick one of those that are offered."))
