"""Units one by one: correcting one, handing one over (房屋)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models.choice import UnitKind, UnitStatus
from models.place import Place
from models.revision import Area
from models.roll import AreaSource, RollImport, Unit
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.roll import cell
from rules.roll.column import Column
from rules.roll.match import NEW
from rules.roll.row import Entry, Layout, Person
from rules.roll.table import Table, read_table
from services.roll.claim import follow_ownership
from services.roll.importing import Upload, take
from services.roll.leaf import count_households
from services.roll.standing import owners_by_unit, plan, the_compound
from services.roll.writing import Writing, not_told
from services.trail import record
from services.visitor import check


@dataclass(frozen=True)
class UnitChange:
    """What a unit is, as somebody entrusted says (房屋变更). ``area`` as typed: 90.55."""

    area: str
    source: AreaSource
    kind: UnitKind
    status: UnitStatus


def the_unit(session: Session, unit_id: int) -> Unit:
    """The unit with this id; refused when there is none."""
    unit = session.get(Unit, unit_id, with_for_update=True)
    if unit is None:
        raise Refused(N_("There is no such unit."))
    return unit


def _checked(session: Session, actor: Visitor, unit_id: int) -> tuple[Visitor, Unit, Place]:
    unit = the_unit(session, unit_id)
    compound = the_compound(session, unit.compound_id)
    fresh = check(session, actor, Permission.IMPORT_ROLL, compound)
    session.refresh(compound, with_for_update=True)  # imports and corrections stand in line
    return fresh, unit, compound


def change_unit(session: Session, actor: Visitor, unit_id: int, change: UnitChange) -> Unit:
    """Correct a unit. By hand a lower source may take the place of a higher one: it was wrong."""
    fresh, unit, compound = _checked(session, actor, unit_id)
    found = cell.area(change.area)
    if found is None:
        raise Refused(N_("Please write the area."))
    before = _facts(unit)
    unit.area_cm2, unit.area_source = found[0], change.source
    unit.kind, unit.status = change.kind, change.status
    after = _facts(unit)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        raise Refused(N_("Nothing has changed."))
    session.add(unit)
    session.flush()
    count_households(session, compound)
    record(
        session,
        fresh,
        "unit.changed",
        f"unit:{unit_id}",
        compound,
        moves=(Area.ROLL, Area.PLACE),
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return unit


def _facts(unit: Unit) -> dict[str, Any]:
    return {
        "area_cm2": unit.area_cm2,
        "area_source": unit.area_source.value,
        "kind": unit.kind.value,
        "status": unit.status.value,
    }


@dataclass(frozen=True)
class Owners:
    """Who owns a unit, as typed: names with 、 between them, numbers in the same order (新业主)."""

    names: str
    phones: str = ""
    id_numbers: str = ""

    def people(self) -> tuple[Person, ...]:
        """The owners one by one. Raises ``Refused``."""
        names = cell.names(self.names)
        if not names:
            raise Refused(N_("Please write who owns it."))
        ids = cell.id_numbers(self.id_numbers, len(names))
        phones = cell.phones(self.phones, len(names))
        return tuple(Person(*marks) for marks in zip(names, ids, phones))


def hand_over(session: Session, actor: Visitor, unit_id: int, owners: Owners) -> Unit:
    """From now on the unit belongs to these (过户): by the same rules as an import."""
    fresh, unit, compound = _checked(session, actor, unit_id)
    entry = Entry(row=1, label=unit.label, owners=owners.people())
    before = list(owners_by_unit(session, unit.compound_id).get(unit_id, ()))
    wanted = plan(session, unit.compound_id, Table(entries=[entry]))
    if not wanted.units and not wanted.owners:
        raise Refused(N_("Nothing has changed."))
    Writing(session, fresh, compound, not_told).take(wanted)
    follow_ownership(session, fresh, compound)
    after = list(owners_by_unit(session, unit.compound_id).get(unit_id, ()))
    record(
        session,
        fresh,
        "unit.handed_over",
        f"unit:{unit_id}",
        compound,
        moves=(Area.ROLL, Area.MEMBER),
        before={"owners": before},
        after={"owners": after},
    )
    return unit


def add_unit(
    session: Session,
    actor: Visitor,
    compound_id: int,
    cells: Mapping[Column, str],
    source: AreaSource,
    *,
    own: Mapping[str, Any] | None = None,
) -> RollImport:
    """One unit typed into a form (手工录入): an import of one row, and undone like one.

    ``own``: what administrators ask besides, in the whole compound. A file is not asked: what it
    leaves open is filled in at the unit.
    """
    compound = the_compound(session, compound_id)
    fresh = check(session, actor, Permission.IMPORT_ROLL, compound)
    table = by_hand(cells, source)
    wanted = plan(session, compound_id, table)
    for fault in wanted.faults:
        raise Refused(fault.sentence, **fault.facts)
    label = table.entries[0].label
    if NEW not in wanted.rows.values():
        raise Refused(N_("{unit} stands on the roll already: correct it there."), unit=label)
    sha256 = hashlib.sha256(label.encode()).hexdigest()
    return take(session, fresh, compound, Upload(f"+ {label}", sha256, table), own=own or {})


def by_hand(cells: Mapping[Column, str], source: AreaSource) -> Table:
    """The cells of a form, read by the same rules as a row of a file. Raises ``Refused``."""
    layout = Layout({column: index for index, column in enumerate(cells)}, source)
    table = read_table([list(cells.values())], 0, layout)
    for fault in table.faults:
        raise Refused(fault.sentence, **fault.facts)
    if not table.entries:
        raise Refused(N_("there is no unit number."))
    return table
