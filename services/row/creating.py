"""Adding a row to any table that is changed here (新增记录)."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from models.place import Place
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import entity_for
from services.entity.standing import values_of
from services.right import allowed, may_write
from services.row.beforehand import would_be
from services.row.changing import must_be_free, note, public
from services.row.validation import validated
from services.row.writing import Write, blank, kept, write_rows
from services.visitor import visitor

NOT_YOURS = N_("Such a row would not be yours to add: look at its place.")


def create_row(session: Session, actor: Visitor, key: str, values: Mapping[str, Any]) -> int:
    """Add a row with these values; its number.

    Raises:
        Refused: no right to such a row, or something is wrong with the values.
    """
    path = _path(session, values)
    entity = entity_for(session, key, path or "/")
    may = may_write(session, actor, entity, Action.CREATE)
    fresh = visitor(session, actor.member_id)
    filled = {name: value for name, value in values.items() if value not in (None, "", [])}
    must_be_free(entity, set(filled), may.names)
    clean = validated(session, fresh, entity, values, may.facts, path=path)
    row = blank(entity) | {name: v for name, v in kept(entity, clean).items() if v is not None}
    if not set(filled) <= would_be(session, may, values_of(entity, row)):
        raise Refused(NOT_YOURS)
    (row_id,) = write_rows(session, fresh, entity, [Write(None, row)])
    if not set(filled) <= allowed(session, may, row_id):
        raise Refused(NOT_YOURS)
    note(session, fresh, "row.created", entity, row_id, after=public(entity, clean))
    return row_id


def _path(session: Session, values: Mapping[str, Any]) -> str:
    """Where the row is to lie, if it says so: what that place asks for must be filled in."""
    place_id = values.get("place_id")
    place = session.get(Place, place_id) if isinstance(place_id, int) else None
    return place.path if place is not None else ""
