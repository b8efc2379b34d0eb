"""A change set from one house to another (变更集导出与导入): a file, looked at first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models.definition import ChangeSet, DefinitionKind
from models.place import Place
from rules.definition.parcel import Packed, Parcel, pack, unpack
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.change.drafting import begun, leave, placed
from services.change.kind import Change, the_kind
from services.change.standing import allowed, items_of, must_belong, place_at
from services.definition import digest


@dataclass(frozen=True)
class Arriving:
    """One change of a file beside what holds here (导入对照)."""

    kind: DefinitionKind
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def same(self) -> bool:
        """Whether it would change nothing."""
        return digest(self.before) == digest(self.after)


def export_change(session: Session, actor: Visitor, set_id: int) -> str:
    """A set as a file. It holds what is to hold, the code of its place, and no keys or people."""
    found = session.get(ChangeSet, set_id)
    if found is None:
        raise Refused(N_("There is no such change set."))
    place = place_at(session, found.place_id)
    allowed(session, actor, Permission.CONFIGURE, place)
    items = tuple(Packed(one.kind, one.key, one.after) for one in items_of(session, found))
    return pack(Parcel(found.title, found.note, place.code if place else "", items))


def arriving(
    session: Session, actor: Visitor, raw: bytes, place_id: int | None
) -> tuple[Parcel, list[Arriving]]:
    """What a file would change at a place, each beside what holds there now; nothing is written."""
    place = place_at(session, place_id)
    fresh = allowed(session, actor, Permission.CONFIGURE, place)
    parcel = unpack(raw)
    return parcel, [_compared(session, fresh, one, place) for one in parcel.items]


def import_change(session: Session, actor: Visitor, raw: bytes, place_id: int | None) -> ChangeSet:
    """Draft what a file changes at a place. It is checked and published like any other set."""
    place = place_at(session, place_id)
    fresh = allowed(session, actor, Permission.CONFIGURE, place)
    parcel = unpack(raw)
    compared = [_compared(session, fresh, one, place) for one in parcel.items]
    differing = [one for one in compared if not one.same]
    if not differing:
        raise Refused(N_("Everything in this file holds here already."))
    found = begun(session, fresh, parcel.title, place, parcel.note)
    for one in differing:
        session.add(placed(session, found, the_kind(one.kind), one.key, one.after))
        session.flush()
    told = {"items": len(differing), "from": parcel.place}
    leave(session, fresh, "change.imported", found, place, told)
    return found


def _compared(session: Session, actor: Visitor, one: Packed, place: Place | None) -> Arriving:
    kind = the_kind(one.kind)
    must_belong(session, kind, kind.must_be_key(one.key), place)
    before = kind.holds(session, one.key)
    after = None if one.after is None else kind.normal(one.after)
    kind.must_be_allowed(session, actor, Change(one.key, before, after, place))
    digest(after)
    return Arriving(one.kind, one.key, before, after)
