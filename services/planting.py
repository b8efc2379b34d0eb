"""A place put into the tree by hand (添加地方), with what administrators ask of it."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from models.place import Place, PlaceKind
from rules.permission import Permission, Visitor, must_be_allowed
from rules.place import kinds_below, must_be_code, must_be_place_name
from rules.refusal import N_, Refused
from services.field.filling import fill_new
from services.place import plant
from services.visitor import check, visitor


def add_place(
    session: Session,
    actor: Visitor,
    kind: PlaceKind,
    name: str,
    code: str,
    parent: Place | None,
    *,
    own: Mapping[str, Any] | None = None,
) -> Place:
    """Put a place into the tree, below ``parent``. Needs an administrator above it.

    ``own``: what administrators ask besides. The buildings and units of a roll are not asked.
    """
    if parent is None:
        fresh = visitor(session, actor.member_id)
        must_be_allowed(fresh, Permission.MANAGE_PLACES, "/")
    else:
        fresh = check(session, actor, Permission.MANAGE_PLACES, parent)
    if kind is PlaceKind.UNIT:
        raise Refused(N_("Units come from the owners' roll: add them there."))
    if kind not in kinds_below(parent.kind if parent else None):
        above_it = parent.name if parent else ""
        raise Refused(N_("“{name}” cannot lie below “{parent}”."), name=name, parent=above_it)
    place = plant(session, actor, kind, must_be_place_name(name), must_be_code(code), parent)
    fill_new(session, fresh, place, parent.path if parent else "/", own or {})
    return place
