"""Owners one by one: reading one in full, correcting one (业主)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.place import Place
from models.revision import Area
from models.roll import Owner
from models.secret import fingerprint
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.roll import cell
from services.roll.standing import the_compound
from services.trail import record
from services.visitor import check

MOST_AT_ONCE = 50  # owners whose full data are shown for one reason
LONGEST_REASON = 200


@dataclass(frozen=True)
class Personal:
    """One owner in full, for those whose duty needs it (完整个人信息). Never cached."""

    owner_id: int
    name: str
    phone: str
    id_number: str


def the_owner(session: Session, owner_id: int) -> Owner:
    """The owner with this id; refused when there is none."""
    owner = session.get(Owner, owner_id)
    if owner is None:
        raise Refused(N_("There is no such owner."))
    return owner


def checked(
    session: Session, actor: Visitor, owner_id: int, permission: Permission
) -> tuple[Visitor, Owner, Place]:
    """The actor afresh, the owner and his compound; refused without ``permission`` there."""
    owner = the_owner(session, owner_id)
    compound = the_compound(session, owner.compound_id)
    return check(session, actor, permission, compound), owner, compound


def read_personal(
    session: Session, actor: Visitor, compound_id: int, owner_ids: tuple[int, ...], reason: str
) -> list[Personal]:
    """Full names and numbers of owners; the reason stays in the trail (查看完整个人信息)."""
    compound = the_compound(session, compound_id)
    fresh = check(session, actor, Permission.READ_PERSONAL, compound)
    kept = must_be_reason(reason)
    if not 0 < len(owner_ids) <= MOST_AT_ONCE:
        raise Refused(N_("At most {most} owners at a time."), most=MOST_AT_ONCE)
    wanted = select(Owner).where(Owner.compound_id == compound_id, col(Owner.id).in_(owner_ids))
    found = {owner.id: owner for owner in session.exec(wanted)}
    if len(found) != len(set(owner_ids)):
        raise Refused(N_("There is no such owner."))
    after = {"owners": sorted(owner_ids), "reason": kept}
    record(session, fresh, "personal.read", f"place:{compound_id}", compound, moves=(), after=after)
    return [
        Personal(i, found[i].name, found[i].phone or "", found[i].id_number or "")
        for i in dict.fromkeys(owner_ids)
    ]


def must_be_reason(reason: str) -> str:
    """Why somebody looks; refused when it says nothing."""
    kept = " ".join(reason.split())
    if len(kept) < 2:  # noqa: PLR2004 查证 is short, and enough
        raise Refused(N_("Please say why you need to see this. It stays in the trail."))
    return kept[:LONGEST_REASON]


@dataclass(frozen=True)
class OwnerChange:
    """What to write of an owner; empty stays, and a lone “-” clears a number (业主变更)."""

    name: str = ""
    phone: str = ""
    id_number: str = ""


def change_owner(session: Session, actor: Visitor, owner_id: int, change: OwnerChange) -> Owner:
    """Correct an owner's name or numbers. The trail keeps which of them, never what they were."""
    fresh, owner, compound = checked(session, actor, owner_id, Permission.IMPORT_ROLL)
    changed = [*_rename(owner, change.name), *_call(owner, change.phone)]
    changed += _identify(session, owner, change.id_number)
    if not changed:
        raise Refused(N_("Nothing has changed."))
    session.add(owner)
    session.flush()
    about, after = f"owner:{owner_id}", {"fields": changed}
    record(session, fresh, "owner.changed", about, compound, moves=(Area.ROLL,), after=after)
    return owner


def _rename(owner: Owner, typed: str) -> list[str]:
    names = cell.names(typed)
    if len(names) > 1:
        raise Refused(N_("Write one name; co-owners are owners of their own."))
    if not names or names[0] == owner.name:
        return []
    owner.name = names[0]
    return ["name"]


def _call(owner: Owner, typed: str) -> list[str]:
    if not typed.strip():
        return []
    phone = cell.phone(typed) if cell.said(typed) else None
    if (fingerprint(phone) if phone else None) == owner.phone_print:
        return []
    owner.phone, owner.phone_print = phone, fingerprint(phone) if phone else None
    return ["phone"]


def _identify(session: Session, owner: Owner, typed: str) -> list[str]:
    if not typed.strip():
        return []
    number = cell.id_number(typed) if cell.said(typed) else None
    mark = fingerprint(number) if number else None
    if mark == owner.id_print:
        return []
    same = select(Owner.id).where(Owner.compound_id == owner.compound_id, Owner.id_print == mark)
    if mark is not None and session.exec(same).first() is not None:
        raise Refused(N_("Another owner has this ID number. Are they the same? Then join them."))
    owner.id_number, owner.id_print = number, mark
    return ["id_number"]
