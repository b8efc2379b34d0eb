"""Taking one import back (撤销导入)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from db.revision import path_end
from models.base import now
from models.motion import Motion
from models.place import Place
from models.revision import Area
from models.roll import RollImport
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.roll import photograph as picture
from services.roll.claim import follow_ownership
from services.roll.leaf import write
from services.roll.standing import the_compound
from services.trail import record
from services.visitor import check


def undo_import(session: Session, actor: Visitor, import_id: int) -> RollImport:
    """Put every row back as it was before the import (撤销导入).

    Refused as soon as anything that came later stands on it: nothing is half undone.
    """
    taken = session.get(RollImport, import_id, with_for_update=True)
    if taken is None:
        raise Refused(N_("There is no such import."))
    compound = the_compound(session, taken.compound_id)
    fresh = check(session, actor, Permission.IMPORT_ROLL, compound)
    session.refresh(compound, with_for_update=True)
    if taken.undone_at is not None:
        raise Refused(N_("This import has been undone already."))
    _must_not_have_been_voted_on(session, compound, taken)
    _must_be_untouched(picture.photograph(session, compound), taken.before)
    try:
        with session.begin_nested():
            _put_back(session, fresh, compound, taken.before)
    except IntegrityError as error:
        raise Refused(
            N_("People or topics already stand on units of this import; it cannot be undone.")
        ) from error
    _shrink(session, taken.before["households"])
    taken.undone_at = now()
    session.add(taken)
    about, moves = f"roll_import:{taken.id}", (Area.ROLL, Area.PLACE, Area.MEMBER)
    record(session, actor, "roll.undone", about, compound, moves=moves)
    return taken


def _must_not_have_been_voted_on(session: Session, compound: Place, taken: RollImport) -> None:
    here = (Motion.scope_path >= compound.path, Motion.scope_path < path_end(compound.path))
    since = select(Motion.question).where(*here, col(Motion.announced_at) >= taken.created_at)
    if question := session.exec(since).first():
        raise Refused(
            N_("“{question}” was put to the vote on this roll; the import cannot be undone."),
            question=question,
        )


def _must_be_untouched(now_there: picture.Photograph, before: dict[str, Any]) -> None:
    """Every row that came or changed must be as the import left it, and what went still gone."""
    for name, rows in now_there.items():
        told = picture.read_difference(before[name])
        left = told.added | {key: mark for key, (mark, _row) in told.changed.items()}
        touched = [
            k for k, mark in left.items() if k not in rows or picture.digest(rows[k]) != mark
        ]
        touched += [key for key in told.removed if key in rows]
        if touched:
            raise Refused(
                N_("{n} rows of this import were changed later; undo the later changes first."),
                n=len(touched),
            )


def _put_back(session: Session, actor: Visitor, compound: Place, before: dict[str, Any]) -> None:
    """Ownership goes first, so that nothing stands on a row that is to go."""
    told = {name: picture.read_difference(before[name]) for name in picture.ORDER}
    ties, *others = picture.ORDER  # an ownership row may have taken the id of one that went
    _delete(session, ties, [*told[ties].added, *told[ties].changed])
    for name in others:
        _restore(session, name, before[name]["columns"], told[name])
    old = [row for _mark, row in told[ties].changed.values()]
    columns = before[ties]["columns"]
    rows = [picture.revived(columns, row) for row in [*old, *told[ties].removed.values()]]
    write(session, insert(picture.bare(ties)), rows)
    follow_ownership(session, actor, compound)
    for name in others:
        _delete(session, name, told[name].added)


def _restore(session: Session, name: str, columns: list[str], told: picture.Difference) -> None:
    here = picture.bare(name)
    rows = [picture.revived(columns, row) for _mark, row in told.changed.values()]
    values: dict[str, Any] = {name: bindparam(f"old_{name}") for name in columns if name != "id"}
    changed = update(here).where(here.c.id == bindparam("old_id")).values(values)
    write(session, changed, [{f"old_{name}": row[name] for name in row} for row in rows])


def _delete(session: Session, name: str, ids: Iterable[int]) -> None:
    """The last row first: a leaf has a higher id than the building it hangs below."""
    here = picture.bare(name)
    rows = [{"key": key} for key in sorted(ids, reverse=True)]
    write(session, delete(here).where(here.c.id == bindparam("key")), rows)


def _shrink(session: Session, grown: dict[str, int]) -> None:
    """Take the households that the import added from every place it added them to."""
    places = session.exec(select(Place).where(col(Place.id).in_([int(key) for key in grown])))
    for place in places:
        place.households = max(0, place.households - grown[str(place.id)])
        session.add(place)
