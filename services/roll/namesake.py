"""Two rows for one person, one row for two: told apart and joined by hand (同名业主)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.revision import Area
from models.roll import Owner, Ownership, Unit
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.roll.claim import follow_ownership
from services.roll.owner import checked, the_owner
from services.trail import record


def join_owners(session: Session, actor: Visitor, keep_id: int, drop_id: int) -> Owner:
    """Two rows are one person: all he owns goes to ``keep_id`` (合并业主)."""
    fresh, keep, compound = checked(session, actor, keep_id, Permission.IMPORT_ROLL)
    drop = the_owner(session, drop_id)
    if drop.compound_id != keep.compound_id or keep_id == drop_id:
        raise Refused(N_("Only two owners of one compound can be joined."))
    if keep.id_print and drop.id_print and keep.id_print != drop.id_print:
        raise Refused(N_("They have different ID numbers: they are not the same."))
    if keep.member_id and drop.member_id and keep.member_id != drop.member_id:
        raise Refused(N_("They have different accounts. Take one of them away first."))
    moved = _hand_over(session, drop_id, keep_id)
    keep.id_number, keep.id_print = (
        (keep.id_number, keep.id_print) if keep.id_print else (drop.id_number, drop.id_print)
    )
    if not keep.phone_print:
        keep.phone, keep.phone_print = drop.phone, drop.phone_print
    keep.member_id = keep.member_id or drop.member_id
    keep.developer = keep.developer or drop.developer
    drop.member_id = None  # the row stays: votes that were counted name it
    session.add_all([keep, drop])
    session.flush()
    follow_ownership(session, fresh, compound)
    about, after = f"owner:{keep_id}", {"joined": drop_id, "units": moved}
    moves = (Area.ROLL, Area.MEMBER)
    record(session, fresh, "owner.joined", about, compound, moves=moves, after=after)
    return keep


def join_all(session: Session, actor: Visitor, owner_ids: tuple[int, ...]) -> Owner:
    """Several rows are one person: the one with the strongest marks stays (合并多位业主)."""
    found = [the_owner(session, owner_id) for owner_id in dict.fromkeys(owner_ids)]
    if len(found) < 2:  # noqa: PLR2004
        raise Refused(N_("Choose at least two owners."))

    def weakness(owner: Owner) -> tuple[bool, bool, int]:
        return owner.id_print is None, owner.phone_print is None, owner.id or 0

    keep, *others = sorted(found, key=weakness)
    for other in others:
        join_owners(session, actor, keep.id or 0, other.id or 0)
    return keep


def _hand_over(session: Session, drop_id: int, keep_id: int) -> list[int]:
    """Move every unit from one owner to the other; returns the units' ids."""
    kept = set(session.exec(select(Ownership.unit_id).where(Ownership.owner_id == keep_id)))
    rows = session.exec(select(Ownership).where(Ownership.owner_id == drop_id)).all()
    for row in rows:
        if row.unit_id in kept:
            session.delete(row)
        else:
            row.owner_id = keep_id
            session.add(row)
    session.flush()
    return sorted(row.unit_id for row in rows)


def part_owner(session: Session, actor: Visitor, owner_id: int, unit_id: int) -> Owner:
    """The owner of this unit is another person of the same name (拆分同名业主)."""
    fresh, owner, compound = checked(session, actor, owner_id, Permission.IMPORT_ROLL)
    rows = session.exec(select(Ownership).where(Ownership.owner_id == owner_id)).all()
    here = next((row for row in rows if row.unit_id == unit_id), None)
    if here is None or len(rows) == 1:
        raise Refused(N_("This owner holds no other unit: there is nobody to tell apart."))
    other = Owner(compound_id=owner.compound_id, name=owner.name, developer=owner.developer)
    session.add(other)
    session.flush()
    assert other.id is not None
    here.owner_id = other.id
    session.add(here)
    session.flush()
    follow_ownership(session, fresh, compound)
    about, after = f"owner:{owner_id}", {"parted": other.id, "units": [unit_id]}
    moves = (Area.ROLL, Area.MEMBER)
    record(session, fresh, "owner.parted", about, compound, moves=moves, after=after)
    return other


@dataclass(frozen=True)
class Namesakes:
    """Owners of one name who may or may not be one person (疑似重复)."""

    name: str
    owner_ids: tuple[int, ...]


def namesakes(session: Session, compound_id: int) -> list[Namesakes]:
    """Names that the roll cannot be sure of: several owners bear one, and not all have an ID."""
    holders = sa.select(col(Ownership.owner_id)).join(Unit, col(Unit.id) == col(Ownership.unit_id))
    holders = holders.where(col(Unit.compound_id) == compound_id)
    here = (col(Owner.compound_id) == compound_id, col(Owner.id).in_(holders))
    doubled = (
        sa.select(col(Owner.name))
        .where(*here)
        .group_by(col(Owner.name))
        .having(sa.func.count() > 1, sa.func.count() > sa.func.count(col(Owner.id_print)))
    )
    rows = session.exec(
        select(Owner.name, Owner.id)
        .where(*here, col(Owner.name).in_(doubled))
        .order_by(col(Owner.name), col(Owner.id))
    )
    found: dict[str, list[int]] = {}
    for name, owner_id in rows:
        found.setdefault(name, []).append(owner_id or 0)
    return [Namesakes(name, tuple(ids)) for name, ids in found.items()]
