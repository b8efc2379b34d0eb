"""Whom a motion asks, as the roll and the members stand now (表决主体)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlmodel import Session, col, select

from db.revision import path_end
from models.choice import Overlap, Parking, Regime, UnitKind, UnitStatus
from models.member import Grant, Member, Role
from models.motion import Motion
from models.place import Place, PlaceKind
from models.roll import Owner, Ownership, Unit
from rules.electorate import DEVELOPER, Head, RollRow, electorate, size
from rules.motion import BY_OWNERS
from services.place import below, voting_rule

LONGEST_KEY, LONGEST_NAME = 80, 160


@dataclass
class Counted:
    """One head before it is written down (一名表决人)."""

    key: str
    name: str
    area_cm2: int = 0
    developer: bool = False
    units: list[tuple[str, str]] = field(default_factory=list)  # label, building
    owner_ids: list[int] = field(default_factory=list)


def assembly(session: Session, motion: Motion) -> list[Counted]:
    """The heads that ``motion`` asks: owners, members of the committee, or households."""
    if motion.regime in BY_OWNERS:
        return _owners(session, motion)
    if motion.regime is Regime.COMMITTEE:
        return _committee(session, motion)
    return _households(session, motion.scope_path)


def _compound_id(session: Session, path: str) -> int | None:
    return session.exec(select(Place.id).where(Place.path == path)).one()


@dataclass(frozen=True)
class _Roll:
    """The roll of a compound as the rules read it, owners by their row number (名册)."""

    rows: list[RollRow]
    building: dict[str, str]
    names: dict[str, str]
    developers: frozenset[str]

    def heads(self, overlap: Overlap, parking: Parking) -> tuple[Head, ...]:
        """The heads under one way of treating parking."""
        return electorate(self.rows, parking, overlap, self.developers or None)


def _owners(session: Session, motion: Motion) -> list[Counted]:
    """The owners on the roll, counted by the law (R1 to R11)."""
    roll = _roll(session, motion.scope_path, motion.buildings)
    return [_counted(head, roll) for head in roll.heads(motion.overlap, motion.parking)]


def owners_of(session: Session, compound: Place) -> list[Counted]:
    """The owners of a compound as its rules count them, whatever they are asked."""
    rule = voting_rule(session, compound.id or 0)
    roll = _roll(session, compound.path, [])
    return [_counted(head, roll) for head in roll.heads(rule.overlap, rule.parking)]


def totals(session: Session, motion: Motion) -> dict[str, dict[str, int]] | None:
    """Heads and area with parking and without: both are to be told (R8); owners only."""
    if motion.regime is not Regime.OWNERS:
        return None
    roll = _roll(session, motion.scope_path, motion.buildings)
    return {p.value: size(roll.heads(motion.overlap, p))._asdict() for p in Parking}


def _roll(session: Session, path: str, buildings: list[str]) -> _Roll:
    compound_id = _compound_id(session, path)
    names, developers = _names(session, compound_id)
    holders: dict[int, list[str]] = {}
    for unit_id, owner_id in session.exec(
        select(Ownership.unit_id, Ownership.owner_id)
        .join(Unit, col(Unit.id) == Ownership.unit_id)
        .where(Unit.compound_id == compound_id)
    ):
        holders.setdefault(unit_id, []).append(str(owner_id))
    columns = (Unit.id, Unit.label, Unit.building, Unit.area_cm2, Unit.kind, Unit.status)
    here = sa.select(*map(col, columns)).where(col(Unit.compound_id) == compound_id)
    if buildings:
        here = here.where(col(Unit.building).in_(buildings))
    building: dict[str, str] = {}
    rows = []
    for unit_id, label, place, area_cm2, kind, status in session.execute(
        here.order_by(col(Unit.id))
    ):
        building[label] = place
        owners = tuple(holders.get(unit_id, [f"unit{unit_id}"]))  # of nobody known: a head still
        rows.append(RollRow(label, owners, area_cm2, kind, status))
    return _Roll(rows, building, names, developers)


def _names(session: Session, compound_id: int | None) -> tuple[dict[str, str], frozenset[str]]:
    """The owners of a compound by id, and which of them is the developer."""
    rows = session.exec(
        select(Owner.id, Owner.name, Owner.developer).where(Owner.compound_id == compound_id)
    ).all()
    names = {str(owner_id): name for owner_id, name, _ in rows}
    return names, frozenset(str(owner_id) for owner_id, _, developer in rows if developer)


def _counted(head: Head, roll: _Roll) -> Counted:
    persons = set(head.owners) | (roll.developers if head.developer else set())
    known = sorted((person for person in persons if person in roll.names), key=int)
    return Counted(
        key=_key(head.key),
        name="、".join(roll.names[person] for person in known)[:LONGEST_NAME],
        area_cm2=head.area_cm2,
        developer=head.developer,
        units=[(label, roll.building[label]) for label in head.units],
        owner_ids=[int(person) for person in known],
    )


def _key(key: str) -> str:
    """owner:7+9; a hash of it for a circle of many owners."""
    if key == DEVELOPER:
        return key
    text = "owner:" + key.replace(";", "+")
    if len(text) > LONGEST_KEY:
        text = "owner:" + hashlib.sha256(text.encode()).hexdigest()[:32]
    return text


def _committee(session: Session, motion: Motion) -> list[Counted]:
    """The members of the owners' committee, one head each (业委会委员)."""
    rows = session.exec(
        select(Member.id, Member.name)
        .join(Grant, col(Grant.member_id) == Member.id)
        .where(Grant.role == Role.COMMITTEE)
        .where(Grant.place_id == _compound_id(session, motion.scope_path))
        .where(col(Member.closed_at).is_(None))
        .order_by(col(Member.id))
    )
    return [Counted(f"member:{member_id}", name) for member_id, name in rows]


def _households(session: Session, path: str) -> list[Counted]:
    """The homes where people live, one head each: the households' representatives meet.

    Organic Law of Residents' Committees, Article 9. A home on the roll counts whether or not
    anybody in it has an account; a resident whose home is not known counts alone.
    """
    inside = (Place.path >= path, Place.path < path_end(path))
    full = _labels(session, path)
    found: dict[str, Counted] = {}

    def home(place_id: int, place_path: str, label: str, building: str) -> None:
        name = full(place_path, label)
        units = [(name, full(place_path, building))]
        found.setdefault(f"unit:{place_id}", Counted(f"unit:{place_id}", name, units=units))

    homes = (
        select(Place.id, Place.path, Unit.label, Unit.building)
        .join(Unit, col(Unit.place_id) == Place.id)
        .where(*inside, Unit.kind == UnitKind.HOME, Unit.status == UnitStatus.DELIVERED)
    )
    for row in session.execute(homes.order_by(col(Unit.id))):
        home(*row)
    residents = (
        select(Member.id, Member.name, Place)
        .join(Grant, col(Grant.member_id) == Member.id)
        .join(Place, col(Place.id) == Grant.place_id)
        .where(*inside, Grant.role == Role.RESIDENT, col(Member.closed_at).is_(None))
    )
    for member_id, name, place in session.exec(residents.order_by(col(Member.id))):
        if place.kind is PlaceKind.UNIT:
            home(place.id or 0, place.path, place.name, "")
        else:
            found[f"member:{member_id}"] = Counted(f"member:{member_id}", name)
    return list(found.values())


def _labels(session: Session, path: str) -> Callable[[str, str], str]:
    """What a unit is called; where several compounds are asked, with its compound in front."""
    compounds = below(session, path, (PlaceKind.COMPOUND,))
    if len(compounds) < 2:  # noqa: PLR2004 one compound needs no telling apart
        return lambda _path, label: label
    names = {compound.path: compound.name for compound in compounds}

    def full(place_path: str, label: str) -> str:
        inside = next((name for above, name in names.items() if place_path.startswith(above)), "")
        return f"{inside} {label}".strip()

    return full
