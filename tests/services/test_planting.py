"""A place put into the tree by hand: who may, and below what."""

import pytest
from sqlmodel import Session

from models.place import PlaceKind
from rules.refusal import Refused
from services.place import below
from services.planting import add_place
from tests.neighbourhood import Neighbourhood


def test_an_administrator_adds_a_building_below_a_compound(
    session: Session, here: Neighbourhood
) -> None:
    added = add_place(session, here.guan, PlaceKind.BUILDING, "3 号楼", "fengyuan-3", here.fengyuan)
    assert added.path == f"{here.fengyuan.path}{added.id}/"
    assert added in below(session, here.fengyuan.path, (PlaceKind.BUILDING,))


def test_a_resident_adds_no_place(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="role"):
        add_place(session, here.chen, PlaceKind.BUILDING, "3", "x", here.fengyuan)


def test_a_street_cannot_lie_below_a_compound(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="cannot lie below"):
        add_place(session, here.guan, PlaceKind.STREET, "街", "x", here.fengyuan)


def test_a_code_is_used_once(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="taken"):
        add_place(session, here.guan, PlaceKind.GRID, "二", "fengyuan", here.fengyuan)


def test_units_come_from_the_roll_only(session: Session, here: Neighbourhood) -> None:
    building = here.places["fengyuan-1"]
    with pytest.raises(Refused, match="owners' roll"):
        add_place(session, here.guan, PlaceKind.UNIT, "101", "x", building)
    with pytest.raises(Refused, match="role"):
        add_place(session, here.guan, PlaceKind.DISTRICT, "另一区", "other", None)
