"""Taking a file into the roll: what it would change, and changing it (导入名册)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models.place import Place, PlaceKind
from models.revision import Area
from models.roll import RollImport, Unit
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.roll.match import CHANGED, NEW, SAME, Plan
from rules.roll.table import Table
from services.field.filling import fill_new
from services.place import above, below
from services.roll import photograph as picture
from services.roll.claim import follow_ownership
from services.roll.leaf import count_households
from services.roll.standing import plan, the_compound
from services.roll.writing import Told, Writing, not_told
from services.trail import record
from services.visitor import check


@dataclass(frozen=True)
class Upload:
    """A file that was read and found to be a roll (上传的名册)."""

    filename: str
    sha256: str
    table: Table


def preview(session: Session, actor: Visitor, compound_id: int, table: Table) -> Plan:
    """What importing ``table`` would change; nothing is written."""
    compound = the_compound(session, compound_id)
    check(session, actor, Permission.IMPORT_ROLL, compound)
    return plan(session, compound_id, table)


def import_roll(
    session: Session, actor: Visitor, compound_id: int, upload: Upload, told: Told = not_told
) -> RollImport:
    """Take the good rows of ``upload`` into the roll of a compound (导入名册).

    Units are known by their label, so importing again updates and never doubles.
    """
    compound = the_compound(session, compound_id)
    fresh = check(session, actor, Permission.IMPORT_ROLL, compound)
    return take(session, fresh, compound, upload, told)


def take(
    session: Session,
    actor: Visitor,
    compound: Place,
    upload: Upload,
    told: Told = not_told,
    own: Mapping[str, Any] | None = None,
) -> RollImport:
    """Import; the caller has checked the right to.

    ``own``: what administrators ask besides of a unit that is typed in by hand; ``None``: it is a
    file, which is not asked.
    """
    assert compound.id is not None
    session.refresh(compound, with_for_update=True)  # one import at a time
    told(N_("Comparing with the roll"), 0, len(upload.table.entries))
    wanted = plan(session, compound.id, upload.table)
    if not wanted.rows:
        raise Refused(N_("No row of this file can be taken."))
    bad = {*upload.table.bad_rows, *(fault.row for fault in wanted.faults)}
    taken = RollImport(
        compound_id=compound.id,
        member_id=actor.member_id,
        filename=upload.filename[-200:],
        sha256=upload.sha256,
        added_count=wanted.count(NEW),
        changed_count=wanted.count(CHANGED),
        same_count=wanted.count(SAME),
        bad_count=len(bad),
        before=_write(session, actor, compound, wanted, told, own),
    )
    session.add(taken)
    session.flush()
    _record(session, actor, taken, compound)
    return taken


def _write(
    session: Session,
    actor: Visitor,
    compound: Place,
    wanted: Plan,
    told: Told,
    own: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Write the plan; returns what it takes to undo it."""
    if not wanted.units and not wanted.owners:
        return picture.nothing()
    before, counted = picture.photograph(session, compound), households(session, compound)
    Writing(session, actor, compound, told).take(wanted)
    for draft in wanted.units if own is not None else ():
        fill_new(session, actor, session.get_one(Unit, draft.id), compound.path, own or {})
    count_households(session, compound)
    follow_ownership(session, actor, compound)
    story = picture.story(before, picture.photograph(session, compound))
    return story | {"households": _grown(counted, households(session, compound))}


def _record(session: Session, actor: Visitor, taken: RollImport, compound: Place) -> None:
    counts = {
        "added": taken.added_count,
        "changed": taken.changed_count,
        "same": taken.same_count,
        "bad": taken.bad_count,
        "sha256": taken.sha256,
    }
    about, moves = f"roll_import:{taken.id}", (Area.ROLL, Area.PLACE, Area.MEMBER)
    record(session, actor, "roll.imported", about, compound, moves=moves, after=counts)


def households(session: Session, compound: Place) -> dict[int, int]:
    """The household counts of everything on the compound's way up, and below it but units."""
    inner = below(session, compound.path, (PlaceKind.GRID, PlaceKind.BUILDING))
    return {p.id or 0: p.households for p in [*above(session, compound.path), *inner]}


def _grown(before: dict[int, int], after: dict[int, int]) -> dict[str, int]:
    return {str(key): number - before.get(key, 0) for key, number in after.items()}
