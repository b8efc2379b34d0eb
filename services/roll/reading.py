"""What may be read of a roll: names masked, numbers never (查看名册)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.choice import UnitKind, UnitStatus
from models.member import Member
from models.place import Place
from models.roll import AreaSource, Owner, Ownership, RollImport, Unit
from rules.mask import masked_name, masked_phone
from rules.roll.label import normal_label
from services.place import names_public

PAGE_ROWS = 25
IMPORTS_SHOWN = 20


@dataclass(frozen=True)
class Wanted:
    """Which units a list shows (筛选).

    ``path``: those below it, for whoever looks after one grid. ``whole_names``: a name is
    found only when it is typed in full.
    """

    path: str = "/"
    words: str = ""
    kind: UnitKind | None = None
    status: UnitStatus | None = None
    building: str = ""
    whole_names: bool = True


@dataclass(frozen=True)
class UnitRow:
    """One unit of a list (名册行)."""

    id: int
    label: str
    building: str
    kind: UnitKind
    status: UnitStatus
    area_cm2: int
    owners: tuple[str, ...]  # masked
    linked: int  # how many of them have an account


@dataclass(frozen=True)
class OwnerRow:
    """An owner as everybody with a duty may see him (业主)."""

    id: int
    name: str  # masked
    phone: str  # masked
    has_id_number: bool
    developer: bool
    member_id: int | None
    member: str  # the account's user name
    units: tuple[str, ...]


@dataclass(frozen=True)
class UnitDetail:
    """One unit with its owners (一户详情)."""

    unit: UnitRow
    source: AreaSource
    path: str  # of its place: the door
    owners: tuple[OwnerRow, ...]


def count(session: Session, compound_id: int, wanted: Wanted) -> int:
    """How many units fit."""
    fitting = _fitting(sa.select(func.count()).select_from(Unit), compound_id, wanted)
    return int(session.execute(fitting).scalar_one())


def units(session: Session, compound_id: int, wanted: Wanted, page: int) -> list[UnitRow]:
    """One page of the units that fit, in the order of the doors."""
    ids = _fitting(sa.select(col(Unit.id)), compound_id, wanted).order_by(
        col(Unit.kind) != UnitKind.HOME,
        func.length(Unit.building),
        col(Unit.building),
        func.length(Unit.label),
        col(Unit.label),
    )
    here = ids.limit(PAGE_ROWS).offset((max(1, page) - 1) * PAGE_ROWS)
    return unit_rows(session, compound_id, list(session.execute(here).scalars()))


def _fitting(wide: sa.Select[int], compound_id: int, wanted: Wanted) -> sa.Select[int]:
    wide = wide.where(col(Unit.compound_id) == compound_id)
    if wanted.kind is not None:
        wide = wide.where(col(Unit.kind) == wanted.kind)
    if wanted.status is not None:
        wide = wide.where(col(Unit.status) == wanted.status)
    if wanted.building:
        wide = wide.where(col(Unit.building) == wanted.building)
    if wanted.path != "/":
        inside = (col(Place.path) >= wanted.path) & (col(Place.path) < path_end(wanted.path))
        wide = wide.where(col(Unit.place_id).in_(sa.select(col(Place.id)).where(inside)))
    words = wanted.words.strip()
    return wide.where(_named(words, wanted.whole_names)) if words else wide


def _named(words: str, whole_names: bool) -> sa.ColumnElement[bool]:
    """Units by label or building, or by their owner's name."""
    label = normal_label(words) or words
    name = col(Owner.name)
    owned = (
        sa.select(col(Ownership.unit_id))
        .join(Owner, col(Owner.id) == col(Ownership.owner_id))
        .where(name == words if whole_names else name.contains(words, autoescape=True))
    )
    return sa.or_(
        col(Unit.label).contains(label, autoescape=True),
        col(Unit.building).contains(words, autoescape=True),
        col(Unit.id).in_(owned),
    )


def unit_rows(session: Session, compound_id: int, ids: list[int]) -> list[UnitRow]:
    """The units with these ids, in this order, with their owners' masked names."""
    public = names_public(session, compound_id)
    owners: dict[int, list[str]] = {}
    linked: dict[int, int] = {}
    held = (
        sa.select(
            col(Ownership.unit_id), col(Owner.name), col(Owner.developer), col(Owner.member_id)
        )
        .join(Owner, col(Owner.id) == col(Ownership.owner_id))
        .where(col(Ownership.unit_id).in_(ids))
        .order_by(col(Ownership.id))
    )
    for unit_id, name, developer, member_id in session.execute(held):
        owners.setdefault(unit_id, []).append(masked_name(name, public or developer))
        linked[unit_id] = linked.get(unit_id, 0) + (member_id is not None)
    found = {u.id: u for u in session.exec(select(Unit).where(col(Unit.id).in_(ids)))}
    return [_row(found[i], tuple(owners.get(i, ())), linked.get(i, 0)) for i in ids if i in found]


def _row(unit: Unit, owners: tuple[str, ...], linked: int) -> UnitRow:
    return UnitRow(
        id=unit.id or 0,
        label=unit.label,
        building=unit.building,
        kind=unit.kind,
        status=unit.status,
        area_cm2=unit.area_cm2,
        owners=owners,
        linked=linked,
    )


def unit(session: Session, compound_id: int, unit_id: int) -> UnitDetail | None:
    """One unit of the compound with its owners; ``None`` when it has no such unit."""
    found = session.get(Unit, unit_id)
    if found is None or found.compound_id != compound_id:
        return None
    held = select(Ownership.owner_id).where(Ownership.unit_id == unit_id)
    owner_ids = tuple(session.exec(held.order_by(col(Ownership.id))))
    return UnitDetail(
        unit=unit_rows(session, compound_id, [unit_id])[0],
        source=found.area_source,
        path=session.get_one(Place, found.place_id).path,
        owners=tuple(owners_of(session, compound_id, owner_ids)),
    )


def owners_of(session: Session, compound_id: int, ids: tuple[int, ...]) -> list[OwnerRow]:
    """The owners with these ids, in this order, masked."""
    public = names_public(session, compound_id)
    labels: dict[int, list[str]] = {}
    held = select(Ownership.owner_id, Unit.label).join(Unit, col(Unit.id) == Ownership.unit_id)
    for owner_id, label in session.exec(held.where(col(Ownership.owner_id).in_(ids))):
        labels.setdefault(owner_id, []).append(label)
    rows = session.exec(
        select(Owner, Member.username)
        .outerjoin(Member, col(Member.id) == Owner.member_id)
        .where(col(Owner.id).in_(ids))
    )
    found = {
        owner.id: OwnerRow(
            id=owner.id or 0,
            name=masked_name(owner.name, public or owner.developer),
            phone=masked_phone(owner.phone),
            has_id_number=owner.id_print is not None,
            developer=owner.developer,
            member_id=owner.member_id,
            member=username or "",
            units=tuple(sorted(labels.get(owner.id or 0, ()))),
        )
        for owner, username in rows
    }
    return [found[owner_id] for owner_id in ids if owner_id in found]


def doors(session: Session, unit_ids: tuple[int, ...]) -> list[tuple[str, int]]:
    """Door and owner of these units, one pair for each owner."""
    held = (
        select(Ownership.unit_id, Unit.label, Ownership.owner_id)
        .join(Unit, col(Unit.id) == Ownership.unit_id)
        .where(col(Ownership.unit_id).in_(unit_ids))
        .order_by(col(Ownership.id))
    )
    place_of = {unit_id: place for place, unit_id in enumerate(unit_ids)}
    rows = sorted(session.exec(held), key=lambda row: place_of[row[0]])
    return [(label, owner_id) for _unit_id, label, owner_id in rows]


def imports(session: Session, compound_id: int) -> list[RollImport]:
    """The latest imports, without what it takes to undo them."""
    shown = [c for c in RollImport.__table__.columns if c.name != "before"]  # type: ignore[attr-defined]
    latest = sa.select(*shown).where(col(RollImport.compound_id) == compound_id)
    rows = session.execute(latest.order_by(col(RollImport.id).desc()).limit(IMPORTS_SHOWN))
    return [RollImport(**row._mapping) for row in rows]
