"""Accounts, the roll, places: who may (人与名册权限)."""

from sqlmodel import Session, col, select

from models.choice import UnitKind, UnitStatus
from models.member import Grant, Role
from models.place import PlaceKind
from models.roll import AreaSource, Owner
from rules.roll.column import Column
from services import place, planting
from services.member import serving
from services.roll import claim, export, importing, namesake, owner, undo, unit
from services.sign_in import link, password, session
from tests.rights.row import (
    ADMINISTRATOR,
    CHAIR,
    COUNCIL,
    DESK,
    MEMBERS,
    ROLL,
    Row,
    Rows,
    at,
    door,
    who,
)
from tests.rights.situation import Situation
from tests.rolls import table

ROWS_OF_A_FILE = table(["9-102", "9号楼", "71", "冯十", "", "", "", ""])
UPLOAD = importing.Upload("b.csv", "1" * 64, ROWS_OF_A_FILE)
CHANGE = unit.UnitChange("91", AreaSource.REGISTER, UnitKind.HOME, UnitStatus.DELIVERED)

NEW_DOOR = {Column.LABEL: "9-103", Column.AREA: "80", Column.OWNER: "冯十一"}


def _owner(session: Session, name: str) -> int:
    return session.exec(select(Owner.id).where(Owner.name == name)).first() or 0


def _grant(session: Session, s: Situation, name: str) -> int:
    held = select(Grant.id).where(Grant.member_id == s.here.members[name].id)
    return session.exec(held.order_by(col(Grant.id))).first() or 0


ROWS: Rows = {
    serving.add_member: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: serving.add_member(
            d, a, serving.Person("new", "新邻居"), Role.RESIDENT, at(s, "fengyuan-1-101")
        ),
    ),
    serving.change_member: Row(
        ADMINISTRATOR, lambda d, a, s: serving.change_member(d, a, who(s, "ma"), "马骏", "")
    ),
    serving.grant_role: Row(
        ADMINISTRATOR,
        lambda d, a, s: serving.grant_role(d, a, who(s, "chen"), Role.COUNCIL, at(s)),
    ),
    serving.link_for: Row(ADMINISTRATOR, lambda d, a, s: serving.link_for(d, a, who(s, "shi"))),
    serving.lock_member: Row(
        ADMINISTRATOR, lambda d, a, s: serving.lock_member(d, a, who(s, "ma"))
    ),
    serving.revoke_role: Row(
        ADMINISTRATOR, lambda d, a, s: serving.revoke_role(d, a, _grant(d, s, "ma"))
    ),
    serving.unlock_member: Row(
        ADMINISTRATOR, lambda d, a, s: serving.unlock_member(d, a, who(s, "gone"))
    ),
    planting.add_place: Row(
        ADMINISTRATOR,
        lambda d, a, s: planting.add_place(
            d, a, PlaceKind.BUILDING, "3 号楼", "b-3", s.here.fengyuan
        ),
    ),
    place.rename_place: Row(
        ADMINISTRATOR, lambda d, a, s: place.rename_place(d, a, at(s), "枫林小区")
    ),
    claim.invite_owner: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, _: claim.invite_owner(d, a, _owner(d, "房东甲"), "fangdong"),
    ),
    claim.link_owner: Row(
        ROLL, lambda d, a, s: claim.link_owner(d, a, _owner(d, "房东甲"), who(s, "chen"))
    ),
    claim.unlink_owner: Row(ROLL, lambda d, a, _: claim.unlink_owner(d, a, _owner(d, "朱红"))),
    export.masked_roll: Row(
        CHAIR | {"shen", "guan"}, lambda d, a, s: export.masked_roll(d, a, at(s))
    ),
    unit.add_unit: Row(ROLL, lambda d, a, s: unit.add_unit(d, a, at(s), NEW_DOOR, CHANGE.source)),
    importing.import_roll: Row(ROLL, lambda d, a, s: importing.import_roll(d, a, at(s), UPLOAD)),
    importing.preview: Row(ROLL, lambda d, a, s: importing.preview(d, a, at(s), UPLOAD.table)),
    namesake.join_all: Row(
        ROLL,
        lambda d, a, _: namesake.join_all(d, a, (_owner(d, "钱勇"), _owner(d, "房东甲"))),
    ),
    namesake.join_owners: Row(
        ROLL, lambda d, a, _: namesake.join_owners(d, a, _owner(d, "钱勇"), _owner(d, "房东甲"))
    ),
    namesake.part_owner: Row(
        ROLL,
        lambda d, a, s: namesake.part_owner(d, a, _owner(d, "何伟"), door(s, "fengyuan-P-01")),
    ),
    owner.change_owner: Row(
        ROLL,
        lambda d, a, _: owner.change_owner(d, a, _owner(d, "钱勇"), owner.OwnerChange("钱永")),
    ),
    owner.read_personal: Row(
        DESK, lambda d, a, s: owner.read_personal(d, a, at(s), (_owner(d, "钱勇"),), "查证")
    ),
    undo.undo_import: Row(ROLL, lambda d, a, s: undo.undo_import(d, a, s.imported)),
    unit.change_unit: Row(
        ROLL,
        lambda d, a, s: unit.change_unit(d, a, door(s, "fengyuan-1-101"), CHANGE),
    ),
    unit.hand_over: Row(
        ROLL,
        lambda d, a, s: unit.hand_over(d, a, door(s, "fengyuan-1-101"), unit.Owners("新房东")),
    ),
    link.make_link: Row(ADMINISTRATOR, lambda d, a, s: link.make_link(d, a, who(s, "shi"))),
    password.change_password: Row(
        MEMBERS, lambda d, a, _: password.change_password(d, a, "cookie", "hash")
    ),
    session.close_other: Row(
        frozenset({"chen"}), lambda d, a, s: session.close_other(d, a, s.browser_chen)
    ),
}
