"""Writing one import into the roll, in bulk (批量写入)."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, update
from sqlmodel import Session, col, select

from models.base import now
from models.place import Place
from models.roll import Owner, Ownership, Unit
from rules.permission import Visitor
from rules.refusal import N_
from rules.roll.match import Plan, UnitDraft
from rules.roll.owner import OwnerDraft
from services.roll.leaf import Leaves, write

Told = Callable[[str, int, int], None]  # what is being done, how far, of how many

_WITH_PRINT = {"id_number": ("id_number", "id_print"), "phone": ("phone", "phone_print")}


def not_told(what: str, done: int, total: int) -> None:
    """For callers who do not watch."""


class Writing:
    """One plan being written: owners, then places and units, then who owns what."""

    def __init__(self, session: Session, actor: Visitor, compound: Place, told: Told) -> None:
        self.session, self.compound, self.told = session, compound, told
        self.leaves = Leaves(session, actor, compound)

    def take(self, plan: Plan) -> None:
        """Write all of ``plan``."""
        owners, units = len(plan.owners), len(plan.units)
        total = owners + 2 * units
        self.told(N_("Writing owners"), 0, total)
        self._add_owners([draft for draft in plan.owners if draft.id is None])
        self._change_owners([draft for draft in plan.owners if draft.changed])
        self.told(N_("Writing units"), owners, total)
        self._add_units([draft for draft in plan.units if draft.id is None])
        self._change_units([draft for draft in plan.units if draft.changed])
        self.told(N_("Writing who owns what"), owners + units, total)
        self._write_ownership(plan.units)
        self.told(N_("Writing who owns what"), total, total)

    def _add_owners(self, drafts: list[OwnerDraft]) -> None:
        """In one go; the ids are read back in the order in which the rows went in.

        The compound is locked, so nobody else adds an owner to it meanwhile.
        """
        here = col(Owner.compound_id) == self.compound.id
        newest = select(func.max(Owner.id)).where(here)
        last = self.session.exec(newest).one() or 0
        write(self.session, insert(Owner), [self._owner_row(draft) for draft in drafts])
        fresh = select(Owner.id, Owner.name).where(here, col(Owner.id) > last)
        rows = self.session.exec(fresh.order_by(col(Owner.id))).all()
        for draft, (owner_id, name) in zip(drafts, rows, strict=True):
            assert draft.name == name
            draft.id = owner_id
            draft.changed.clear()

    def _owner_row(self, draft: OwnerDraft) -> dict[str, Any]:
        return {
            "compound_id": self.compound.id,
            "name": draft.name,
            "id_number": draft.id_number,
            "id_print": draft.id_print,
            "phone": draft.phone,
            "phone_print": draft.phone_print,
            "developer": draft.developer,
            "created_at": now(),
        }

    def _change_owners(self, drafts: list[OwnerDraft]) -> None:
        """One statement for all owners of whom the same columns change."""
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for draft in drafts:
            marks = sorted(draft.changed)
            names = tuple(n for mark in marks for n in _WITH_PRINT.get(mark, (mark,)))
            alike[names].append({f"new_{n}": getattr(draft, n) for n in names} | {"key": draft.id})
        for names, rows in alike.items():
            known = update(Owner).where(col(Owner.id) == bindparam("key"))
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
            write(self.session, known.values(**values), rows)

    def _add_units(self, drafts: list[UnitDraft]) -> None:
        if not drafts:
            return
        places = self.leaves.hang((draft.label, draft.building) for draft in drafts)
        moment = now()
        rows = [
            _facts(draft)
            | {
                "compound_id": self.compound.id,
                "place_id": places[draft.label],
                "label": draft.label,
                "created_at": moment,
            }
            for draft in drafts
        ]
        write(self.session, insert(Unit), rows)
        fresh = select(Unit.label, Unit.id).where(Unit.compound_id == self.compound.id)
        ids = dict(self.session.exec(fresh).all())
        for draft in drafts:
            draft.id = ids[draft.label]
            draft.changed = {"owners"}

    def _change_units(self, drafts: list[UnitDraft]) -> None:
        known = [draft for draft in drafts if draft.changed != {"owners"}]
        statement = update(Unit).where(col(Unit.id) == bindparam("key"))
        names = list(_facts(known[0])) if known else []
        statement = statement.values({name: bindparam(f"new_{name}") for name in names})
        rows = [
            {f"new_{name}": value for name, value in _facts(draft).items()} | {"key": draft.id}
            for draft in known
        ]
        write(self.session, statement, rows)
        moved = {draft.id: draft.building for draft in known if "building" in draft.changed}
        if moved:
            leaves = select(Unit.id, Unit.place_id).where(Unit.compound_id == self.compound.id)
            self.leaves.move(
                {leaf: moved[key] for key, leaf in self.session.exec(leaves) if key in moved}
            )

    def _write_ownership(self, drafts: list[UnitDraft]) -> None:
        """Who owns the units whose owners the file names anew."""
        wanted = {
            draft.id: [owner.id for owner in draft.owners]
            for draft in drafts
            if "owners" in draft.changed
        }
        here = select(Unit.id).where(Unit.compound_id == self.compound.id)
        standing = select(Ownership.id, Ownership.unit_id, Ownership.owner_id)
        pairs = self.session.exec(standing.where(col(Ownership.unit_id).in_(here))).all()
        gone = [
            {"key": key}
            for key, unit_id, owner_id in pairs
            if owner_id not in wanted.get(unit_id, [owner_id])
        ]
        kept = {(unit_id, owner_id) for _key, unit_id, owner_id in pairs}
        dropped = delete(Ownership).where(col(Ownership.id) == bindparam("key"))
        write(self.session, dropped, gone)
        moment = now()
        rows = [
            {"unit_id": unit_id, "owner_id": owner_id, "created_at": moment}
            for unit_id, owners in wanted.items()
            for owner_id in owners
            if (unit_id, owner_id) not in kept
        ]
        write(self.session, insert(Ownership), rows)


def _facts(draft: UnitDraft) -> dict[str, Any]:
    return {
        "building": draft.building,
        "kind": draft.kind,
        "status": draft.status,
        "area_cm2": draft.area_cm2,
        "area_source": draft.source,
    }
