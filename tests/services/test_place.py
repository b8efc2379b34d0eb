"""The tree of places: who may plant, and what lies under what."""

import pytest
from sqlmodel import Session

from models.place import PlaceKind
from rules.refusal import Refused
from services import place
from tests.neighbourhood import Neighbourhood


def test_an_administrator_adds_a_building_below_a_compound(
    session: Session, here: Neighbourhood
) -> None:
    added = place.add_place(
        session, here.guan, PlaceKind.BUILDING, "3 号楼", "fengyuan-3", here.fengyuan
    )
    assert added.path == f"{here.fengyuan.path}{added.id}/"
    assert added in place.below(session, here.fengyuan.path, (PlaceKind.BUILDING,))


def test_a_resident_adds_no_place(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="role"):
        place.add_place(session, here.chen, PlaceKind.BUILDING, "3", "x", here.fengyuan)


def test_a_street_cannot_lie_below_a_compound(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="cannot lie below"):
        place.add_place(session, here.guan, PlaceKind.STREET, "街", "x", here.fengyuan)


def test_a_code_is_used_once(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="taken"):
        place.add_place(session, here.guan, PlaceKind.GRID, "二", "fengyuan", here.fengyuan)


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
