"""What a roll adds up to: units, area, and heads as the law counts them (名册合计)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, select

from models.choice import UnitKind
from models.roll import Owner, Ownership, Unit
from rules.electorate import RollRow, electorate
from services.place import voting_rule


@dataclass(frozen=True)
class Totals:
    """What a roll adds up to (名册合计)."""

    units: int
    area_cm2: int
    heads: int  # owners as the law counts them, by the compound's own rules
    linked: int  # owners with an account
    owners: int
    by_kind: tuple[tuple[UnitKind, int, int], ...]  # kind, units, area
    buildings: tuple[str, ...]


def totals(session: Session, compound_id: int) -> Totals:
    """Units, area and heads of a roll."""
    here = col(Unit.compound_id) == compound_id
    grouped = (
        sa.select(col(Unit.kind), func.count(), func.sum(Unit.area_cm2))
        .where(here)
        .group_by(col(Unit.kind))
    )
    by_kind = {kind: (number, int(area)) for kind, number, area in session.execute(grouped)}
    owners = sa.select(func.count(), func.count(col(Owner.member_id))).where(
        col(Owner.compound_id) == compound_id, col(Owner.id).in_(_holders(compound_id))
    )
    known, linked = session.execute(owners).one()
    named = sa.select(col(Unit.building)).where(here, col(Unit.building) != "").distinct()
    return Totals(
        units=sum(number for number, _area in by_kind.values()),
        area_cm2=sum(area for _number, area in by_kind.values()),
        heads=_heads(session, compound_id),
        linked=linked,
        owners=known,
        by_kind=tuple((kind, *by_kind[kind]) for kind in UnitKind if kind in by_kind),
        buildings=tuple(sorted(session.execute(named).scalars(), key=lambda b: (len(b), b))),
    )


def _holders(compound_id: int) -> sa.Select[int]:
    units_here = sa.select(col(Unit.id)).where(col(Unit.compound_id) == compound_id)
    return sa.select(col(Ownership.owner_id)).where(col(Ownership.unit_id).in_(units_here))


def _heads(session: Session, compound_id: int) -> int:
    """How many heads the assembly has, as a vote announced now would count them."""
    rule = voting_rule(session, compound_id)
    holders: dict[int, list[str]] = {}
    held = sa.select(col(Ownership.unit_id), col(Ownership.owner_id)).where(
        col(Ownership.owner_id).in_(
            sa.select(col(Owner.id)).where(col(Owner.compound_id) == compound_id)
        )
    )
    for unit_id, owner_id in session.execute(held):
        holders.setdefault(unit_id, []).append(str(owner_id))
    marked = select(Owner.id).where(Owner.compound_id == compound_id, col(Owner.developer))
    developers = frozenset(str(owner_id) for owner_id in session.exec(marked))
    facts = sa.select(
        col(Unit.id), col(Unit.label), col(Unit.area_cm2), col(Unit.kind), col(Unit.status)
    ).where(col(Unit.compound_id) == compound_id)
    rows = [
        RollRow(label, tuple(holders.get(unit_id, [f"unit{unit_id}"])), area, kind, status)
        for unit_id, label, area, kind, status in session.execute(facts)
    ]
    return len(electorate(rows, rule.parking, rule.overlap, developers or None))
