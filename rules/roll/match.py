"""Comparing what a file says with the roll that stands: what an import would change (比对)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.choice import UnitKind, UnitStatus
from models.roll import AreaSource
from rules.refusal import N_
from rules.roll import word
from rules.roll.label import building_key
from rules.roll.owner import OwnerDraft, OwnerIndex
from rules.roll.row import Entry, Remark

RANK = {source: rank for rank, source in enumerate(AreaSource)}  # register, survey, contract
NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True, slots=True)
class StandingUnit:
    """A unit as the roll has it (在册户)."""

    id: int
    label: str
    building: str
    kind: UnitKind
    status: UnitStatus
    area_cm2: int
    source: AreaSource
    owner_ids: tuple[int, ...] = ()


@dataclass(slots=True)
class UnitDraft:
    """A unit as it will stand after the import (拟登记户). ``id`` is empty for a new one."""

    row: int
    label: str
    building: str
    kind: UnitKind
    status: UnitStatus
    area_cm2: int
    source: AreaSource
    id: int | None = None
    owners: list[OwnerDraft] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)


@dataclass
class Plan:
    """What an import would do (导入方案)."""

    units: list[UnitDraft] = field(default_factory=list)  # new and changed ones
    owners: list[OwnerDraft] = field(default_factory=list)  # new and changed ones
    rows: dict[int, str] = field(default_factory=dict)  # row → new, changed, same
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    def count(self, state: str) -> int:
        """How many rows are ``new``, ``changed`` or ``same``."""
        return Counter(self.rows.values())[state]


class Comparison:
    """One file against one roll (一次比对)."""

    def __init__(self, units: Iterable[StandingUnit], owners: OwnerIndex) -> None:
        self.standing = {unit.label: unit for unit in units}
        self.owners = owners
        self.plan = Plan()

    def plan_for(self, entries: Iterable[Entry]) -> Plan:
        """What importing ``entries`` would do; the order they come in makes no difference."""
        good: dict[str, Entry] = {}
        for entry in sorted(entries, key=lambda entry: (entry.label, entry.row)):
            if entry.label in good:  # said twice, in the same words
                self.plan.rows[entry.row] = SAME
            elif self._complete(entry):
                good[entry.label] = entry
        mentions = {label: self._mentioned(entry) for label, entry in good.items()}
        self.plan.notes += self.owners.settle()
        for label, entry in good.items():
            self._draft(entry, mentions[label])
        self.plan.owners = self.owners.touched()
        return self.plan

    def _complete(self, entry: Entry) -> bool:
        """Whether the roll may take the row; a unit that it does not know needs area and owner."""
        if entry.label in self.standing:
            return True
        before = len(self.plan.faults)
        if entry.area_cm2 is None:
            self._fault(entry, N_("a new unit needs its area."))
        if not entry.owners and entry.status is not UnitStatus.UNSOLD:
            self._fault(entry, N_("a new unit needs an owner, unless it is unsold."))
        return len(self.plan.faults) == before

    def _fault(self, entry: Entry, sentence: str) -> None:
        self.plan.faults.append(Remark(entry.row, "", sentence, {}))

    def _mentioned(self, entry: Entry) -> list[OwnerDraft]:
        unit = self.standing.get(entry.label)
        at_home = unit.owner_ids if unit else ()
        developer = (entry.status or (unit and unit.status)) is UnitStatus.UNSOLD
        people = entry.owners or ()
        return self.owners.find_all(people, at_home, developer, entry.row)

    def _draft(self, entry: Entry, owners: list[OwnerDraft]) -> None:
        unit = self.standing.get(entry.label)
        draft = _new(entry) if unit is None else self._updated(unit, entry)
        draft.owners = owners
        if unit is not None and owners and {o.id for o in owners} != set(unit.owner_ids):
            draft.changed.add("owners")
        told = {mark for owner in owners for mark in owner.changes_on(entry.row)}
        if unit is None:
            self.plan.rows[entry.row] = NEW
        else:
            self.plan.rows[entry.row] = CHANGED if draft.changed or told else SAME
        if unit is None or draft.changed:
            self.plan.units.append(draft)

    def _updated(self, unit: StandingUnit, entry: Entry) -> UnitDraft:
        """The standing unit with what the row adds; what the row leaves empty stays."""
        draft = UnitDraft(
            row=entry.row,
            label=unit.label,
            building=unit.building,
            kind=entry.kind or unit.kind,
            status=entry.status or unit.status,
            area_cm2=unit.area_cm2,
            source=unit.source,
            id=unit.id,
        )
        if entry.building and building_key(entry.building) != building_key(unit.building):
            draft.building = entry.building
        self._weigh_area(draft, entry)
        facts = ("building", "kind", "status", "area_cm2", "source")
        draft.changed = {name for name in facts if getattr(draft, name) != getattr(unit, name)}
        return draft

    def _weigh_area(self, draft: UnitDraft, entry: Entry) -> None:
        """Register before survey before contract (Int. 8): a lower source overwrites nothing."""
        if entry.area_cm2 is None or entry.source is None:
            return
        if RANK[entry.source] <= RANK[draft.source]:
            draft.area_cm2, draft.source = entry.area_cm2, entry.source
        elif entry.area_cm2 != draft.area_cm2:
            facts: dict[str, Any] = {
                "kept": square_metres(draft.area_cm2),
                "kept_source": draft.source,
                "given": square_metres(entry.area_cm2),
                "given_source": entry.source,
            }
            self.plan.notes.append(Remark(entry.row, "", AREA_KEPT, facts))


AREA_KEPT = N_("the area stays {kept} m² ({kept_source}); {given} m² ({given_source}) ranks lower.")


def square_metres(area_cm2: int) -> str:
    """90.55, exactly."""
    hundredths = area_cm2 // 100
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _new(entry: Entry) -> UnitDraft:
    assert entry.area_cm2 is not None
    kind = UnitKind.PARKING if word.is_parking(entry.label) else UnitKind.HOME
    return UnitDraft(
        row=entry.row,
        label=entry.label,
        building=entry.building,
        kind=entry.kind or kind,
        status=entry.status or UnitStatus.DELIVERED,
        area_cm2=entry.area_cm2,
        source=entry.source or AreaSource.REGISTER,
    )


def plan_import(
    entries: Iterable[Entry], units: Iterable[StandingUnit], owners: OwnerIndex
) -> Plan:
    """What importing ``entries`` into a roll of ``units`` and ``owners`` would do."""
    return Comparison(units, owners).plan_for(entries)
