"""Changing one row of any table (修改记录): by right, by rule, and never over somebody else's."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session

from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import entity_for
from services.entity.standing import NO_ROW, mark_of, place_of, plain, stored, values_of
from services.right import allowed, may_write
from services.row.area import moves
from services.row.beforehand import would_be
from services.row.validation import validated
from services.row.writing import Write, kept, write_rows
from services.trail import record
from services.visitor import visitor

OUT_OF_REACH = N_("After this the row would no longer be yours to change.")


def change_row(
    session: Session,
    actor: Visitor,
    key: str,
    row_id: int,
    values: Mapping[str, Any],
    seen: str,
) -> tuple[str, ...]:
    """Write ``values`` into a row that still stands as it was ``seen``; the columns that changed.

    Raises:
        Refused: no right to the row as it was, as it would be, or to one of the columns; somebody
            changed it meanwhile; something is wrong with the values; nothing changes.
    """
    entity = entity_for(session, key)
    may = may_write(session, actor, entity, Action.CHANGE)
    fresh = visitor(session, actor.member_id)
    row = stored(session, entity, row_id, lock=True)
    names = allowed(session, may, row_id)
    if not names:
        raise Refused(NO_ROW)
    must_be_as_seen(row, seen)
    before = values_of(entity, row)
    clean = validated(session, fresh, entity, values, may.facts, before, str(row.get("path") or ""))
    changed = {name: v for name, v in clean.items() if v != nothing(before.get(name))}
    if not changed:
        raise Refused(N_("Nothing has changed."))
    must_be_free(entity, set(changed), names)
    if not set(changed) <= would_be(session, may, {**row, **before, **changed}):
        raise Refused(OUT_OF_REACH)
    write_rows(session, fresh, entity, [Write(row, kept(entity, changed, row))])
    if not set(changed) <= allowed(session, may, row_id):
        raise Refused(OUT_OF_REACH)
    old = public(entity, {name: before.get(name) for name in changed})
    new = public(entity, changed)
    note(session, fresh, "row.changed", entity, row_id, before=old, after=new)
    return tuple(changed)


def must_be_as_seen(row: Mapping[str, Any], seen: str) -> None:
    """Refuse to write over what somebody else has written since."""
    if mark_of(row) != seen:
        raise Refused(N_("Somebody changed this row meanwhile. Look at it again, then change it."))


def must_be_free(entity: Entity, names: Collection[str], free: Collection[str]) -> None:
    """Refuse columns that are not this person's to write."""
    for name in names:
        if name not in free:
            column = entity.by_name.get(name)
            raise Refused(
                N_("You may not fill in “{column}” here."),
                column=column.label if column else name[:40],
                column_en=(column.english or column.label) if column else name[:40],
            )


def public(entity: Entity, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail may say of values: nothing that names or reaches a person."""
    return {
        name: plain(value)
        for name, value in values.items()
        if value is not None and not entity.by_name[name].personal
    }


def note(
    session: Session,
    actor: Visitor,
    code: str,
    entity: Entity,
    row_id: int,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Leave the line, and let everybody read the table anew."""
    place = place_of(session, entity, row_id)
    about = f"{entity.table.name}:{row_id}"
    record(session, actor, code, about, place, moves=moves(entity), before=before, after=after)


def nothing(value: Any) -> Any:
    """An empty text or list is no value."""
    return None if value in ("", []) else value
