"""The roll as it stands, in the form that the rules compare with (在册情况)."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.place import Place, PlaceKind
from models.roll import Owner, Ownership, Unit
from models.secret import fingerprint
from rules.refusal import N_, Refused
from rules.roll.match import Plan, StandingUnit, plan_import
from rules.roll.owner import OwnerIndex, StandingOwner
from rules.roll.table import Table
from services.visitor import the_place


def the_compound(session: Session, place_id: int) -> Place:
    """The compound with this id; refused when the place is none."""
    place = the_place(session, place_id)
    if place.kind is not PlaceKind.COMPOUND:
        raise Refused(N_("Only a compound has an owners' roll."))
    return place


def owners_by_unit(session: Session, compound_id: int) -> dict[int, tuple[int, ...]]:
    """Who owns each unit: owner ids by unit id."""
    pairs = (
        select(Ownership.unit_id, Ownership.owner_id)
        .join(Unit, col(Unit.id) == Ownership.unit_id)
        .where(Unit.compound_id == compound_id)
        .order_by(col(Ownership.id))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for unit_id, owner_id in session.exec(pairs):
        found[unit_id].append(owner_id)
    return {unit_id: tuple(ids) for unit_id, ids in found.items()}


def standing_units(session: Session, compound_id: int) -> list[StandingUnit]:
    """Every unit of the compound, with the ids of its owners."""
    holds = owners_by_unit(session, compound_id)
    facts = columns(
        col(Unit.id),
        col(Unit.label),
        col(Unit.building),
        col(Unit.kind),
        col(Unit.status),
        col(Unit.area_cm2),
        col(Unit.area_source),
    ).where(col(Unit.compound_id) == compound_id)
    rows = session.execute(facts).all()
    return [replace(StandingUnit(*row), owner_ids=holds.get(row[0] or 0, ())) for row in rows]


def standing_owners(session: Session, compound_id: int) -> list[StandingOwner]:
    """Every owner of the compound, without opening anything sealed."""
    marks = columns(
        col(Owner.id),
        col(Owner.name),
        col(Owner.id_print),
        col(Owner.phone_print),
        col(Owner.developer),
    ).where(col(Owner.compound_id) == compound_id)
    return [StandingOwner(*row) for row in session.execute(marks).all()]


def plan(session: Session, compound_id: int, table: Table) -> Plan:
    """What taking ``table`` into the roll would change."""
    units = standing_units(session, compound_id)
    holders = {owner_id for unit in units for owner_id in unit.owner_ids}
    index = OwnerIndex(standing_owners(session, compound_id), holders, fingerprint)
    return plan_import(table.entries, units, index)
