"""Whether values may stand in a row (写入校验): the shared rules, and whether what they point to
is there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from rules.asking import checked
from rules.condition import Facts
from rules.entity import Column, Entity, Kind
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.picking import offered_of, readable_places
from services.right import reach


def validated(
    session: Session,
    actor: Visitor,
    entity: Entity,
    values: Mapping[str, Any],
    facts: Facts,
    before: Mapping[str, Any] | None = None,
    path: str = "",
) -> dict[str, Any]:
    """``values`` as they are kept; with ``before`` they change a row that is there.

    Persons are those who are offered where the row lies (``path``), or where the actor belongs.

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
            _must_be_offered(session, actor, entity.by_name[name], value, path)
    return found.values


def _must_be_offered(
    session: Session, actor: Visitor, column: Column, value: Any, path: str
) -> None:
    """A reference leads to a row that the picker could have offered."""
    if value is None or not column.is_reference:
        return
    if column.kind is Kind.PERSON:
        found = value in offered_of(session, near(actor, path), (value,))
    elif column.kind is Kind.PLACE:
        found = value in readable_places(session, actor, (value,))
    else:
        seen = reach(session, actor, column.target)
        own = seen.entity.table.c.id
        found = session.execute(select(own).where(own == value, seen.rows())).first() is not None
    if not found:
        raise Refused(N_("Pick one of those that are offered."))


def near(actor: Visitor, path: str = "") -> set[str]:
    """Where persons are looked for: where a row lies, and where ``actor`` belongs."""
    return {held.path for held in actor.held} | ({path} if path else set())
