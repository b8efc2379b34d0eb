"""Units one by one: corrected, handed over, typed in by hand."""

import pytest
from sqlmodel import Session, col, select

from models.choice import UnitKind, UnitStatus
from models.member import Grant, Role
from models.place import Place
from models.roll import AreaSource, Owner, Ownership, Unit
from models.trail import TrailLine
from rules.refusal import Refused
from rules.roll.column import Column
from services.roll.undo import undo_import
from services.roll.unit import Owners, UnitChange, add_unit, change_unit, hand_over
from tests.neighbourhood import Neighbourhood

HOME, DELIVERED = UnitKind.HOME, UnitStatus.DELIVERED


def owners(session: Session, unit_id: int | None) -> list[str]:
    held = select(Owner.name).join(Ownership, col(Ownership.owner_id) == Owner.id)
    return sorted(session.exec(held.where(Ownership.unit_id == unit_id)))


def test_a_correction_keeps_what_was_before_and_after(
    session: Session, here: Neighbourhood
) -> None:
    unit = here.units["fengyuan-1-102"]
    change = UnitChange("91.20㎡", AreaSource.CONTRACT, UnitKind.SHOP, DELIVERED)
    change_unit(session, here.lin, unit.id or 0, change)
    line = session.exec(select(TrailLine).where(TrailLine.code == "unit.changed")).one()
    assert line.before == {"area_cm2": 905_500, "area_source": "register", "kind": "home"}
    assert line.after == {"area_cm2": 912_000, "area_source": "contract", "kind": "shop"}
    session.expire_all()
    assert session.get_one(Place, here.places["fengyuan-1"].id).households == 2
    with pytest.raises(Refused, match="Nothing has changed"):
        change_unit(session, here.lin, unit.id or 0, change)


@pytest.mark.parametrize(("area", "why"), [("", "write the area"), ("九十", "not a number")])
def test_an_area_has_to_be_one(session: Session, here: Neighbourhood, area: str, why: str) -> None:
    unit = here.units["fengyuan-1-102"]
    with pytest.raises(Refused, match=why):
        change = UnitChange(area, AreaSource.REGISTER, HOME, DELIVERED)
        change_unit(session, here.lin, unit.id or 0, change)


def test_a_unit_is_handed_over_and_the_role_goes_with_it(
    session: Session, here: Neighbourhood
) -> None:
    unit = here.units["fengyuan-2-102"]
    hand_over(session, here.wu, unit.id or 0, Owners("朱红、新业主", "、13800000009"))
    assert owners(session, unit.id) == ["新业主", "朱红"]
    held = select(Grant).where(Grant.role == Role.OWNER, Grant.place_id == unit.place_id)
    assert [grant.member_id for grant in session.exec(held)] == [here.members["zhu"].id]
    line = session.exec(select(TrailLine).where(TrailLine.code == "unit.handed_over")).one()
    assert "新业主" not in f"{line.before} {line.after}"
    with pytest.raises(Refused, match="Nothing has changed"):
        hand_over(session, here.wu, unit.id or 0, Owners("朱红、新业主"))
    with pytest.raises(Refused, match="who owns it"):
        hand_over(session, here.wu, unit.id or 0, Owners(" "))


@pytest.mark.parametrize("who", ["chen", "he", "ma", "gao", "shen", "wai"])
def test_only_those_entrusted_write(session: Session, here: Neighbourhood, who: str) -> None:
    unit, visitor = here.units["fengyuan-2-102"], here.visitors[who]
    change = UnitChange("1", AreaSource.REGISTER, HOME, DELIVERED)
    with pytest.raises(Refused, match="role"):
        change_unit(session, visitor, unit.id or 0, change)
    with pytest.raises(Refused, match="role"):
        hand_over(session, visitor, unit.id or 0, Owners("我"))
    with pytest.raises(Refused, match="no such unit"):
        hand_over(session, here.lin, 0, Owners("我"))


CELLS = {Column.LABEL: "３号楼501室", Column.AREA: "80", Column.OWNER: "张三"}


def test_a_unit_typed_by_hand_is_read_like_a_row_of_a_file(
    session: Session, here: Neighbourhood
) -> None:
    compound_id = here.fengyuan.id or 0
    taken = add_unit(session, here.lin, compound_id, CELLS, AreaSource.SURVEY)
    unit = session.exec(select(Unit).where(Unit.label == "3-501")).one()
    assert (taken.added_count, taken.filename) == (1, "+ 3-501")
    assert (unit.area_source, owners(session, unit.id)) == (AreaSource.SURVEY, ["张三"])
    with pytest.raises(Refused, match="3-501 stands on the roll already"):
        add_unit(session, here.lin, compound_id, CELLS, AreaSource.SURVEY)
    undo_import(session, here.wu, taken.id or 0)
    assert session.exec(select(Unit).where(Unit.label == "3-501")).first() is None


@pytest.mark.parametrize(
    ("column", "typed", "why"),
    [
        (Column.AREA, "八十", "not a number"),
        (Column.AREA, "", "needs its area"),
        (Column.OWNER, "", "needs an owner"),
        (Column.LABEL, "", "no unit number"),
        (Column.LABEL, "合计", "no unit number"),
    ],
)
def test_a_unit_typed_by_hand_is_whole_or_refused(
    session: Session, here: Neighbourhood, column: Column, typed: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        cells = CELLS | {column: typed}
        add_unit(session, here.lin, here.fengyuan.id or 0, cells, AreaSource.SURVEY)


def test_only_those_entrusted_add(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="role"):
        add_unit(session, here.chen, here.fengyuan.id or 0, CELLS, AreaSource.SURVEY)
