"""The tree of places: what lies under what, and what it is called."""

import pytest
from sqlmodel import Session, select

from models.place import PlaceKind
from models.roll import Unit
from models.trail import TrailLine
from rules.refusal import Refused
from services import place
from tests.neighbourhood import Neighbourhood


def test_the_compound_of_a_unit_is_found_upwards(session: Session, here: Neighbourhood) -> None:
    unit = here.places["fengyuan-2-101"]
    found = place.compound_of(session, unit.path)
    assert found is not None
    assert found.id == here.fengyuan.id
    assert [p.kind for p in place.above(session, unit.path)] == [
        PlaceKind.DISTRICT,
        PlaceKind.STREET,
        PlaceKind.COMMUNITY,
        PlaceKind.COMPOUND,
        PlaceKind.GRID,
        PlaceKind.BUILDING,
        PlaceKind.UNIT,
    ]


def test_a_place_gets_another_name_and_keeps_its_code(
    session: Session, here: Neighbourhood
) -> None:
    building = here.places["fengyuan-1"]
    place.rename_place(session, here.guan, building.id or 0, "紫荆楼")
    session.expire_all()
    assert place.by_code(session, "fengyuan-1").name == "紫荆楼"  # type: ignore[union-attr]
    assert session.get_one(Unit, here.units["fengyuan-1-101"].id).building == "紫荆楼"
    assert session.get_one(Unit, here.units["fengyuan-2-101"].id).building == "2 号楼"
    line = session.exec(select(TrailLine).where(TrailLine.code == "place.renamed")).one()
    assert (line.before, line.after) == ({"name": "1 号楼"}, {"name": "紫荆楼"})
    with pytest.raises(Refused, match="Nothing has changed"):
        place.rename_place(session, here.guan, building.id or 0, "紫荆楼")


def test_only_administrators_rename(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="role"):
        place.rename_place(session, here.lin, here.fengyuan.id or 0, "别名")
    unit = here.places["fengyuan-1-101"]
    with pytest.raises(Refused, match="roll calls it"):
        place.rename_place(session, here.guan, unit.id or 0, "别名")
