"""The first administrator of an empty house."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from models.member import Member, Role
from models.place import Place, PlaceKind
from rules.permission import Permission
from rules.refusal import Refused
from services.place import plant
from services.sign_in.founding import found_house, is_empty
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood

HASH = "$2b$12$" + "x" * 53


def test_an_empty_house_gets_its_administrator_and_its_top_place(session: Session) -> None:
    assert is_empty(session)
    founder = found_house(session, "王芳", "王芳", HASH, (PlaceKind.STREET, "赭麓街道"))
    assert not is_empty(session)
    top = session.exec(select(Place)).one()
    assert (top.name, top.kind) == ("赭麓街道", PlaceKind.STREET)
    assert founder.roles_at(top.path) == {Role.ADMINISTRATOR}
    assert founder.may(Permission.MANAGE_MEMBERS, top.path)


def test_a_tree_that_is_there_already_is_used(session: Session) -> None:
    top = plant(session, HOUSE, PlaceKind.DISTRICT, "江城区", "jiangcheng", None)
    founder = found_house(session, "wang", "王芳", HASH)
    assert founder.held[0].place_id == top.id


def test_a_house_with_members_has_no_second_founder(here: Neighbourhood) -> None:
    with transaction() as session, pytest.raises(Refused):
        found_house(session, "wang", "王芳", HASH, (PlaceKind.STREET, "赭麓街道"))


def test_what_is_no_name_founds_nothing(session: Session) -> None:
    for username, name, place in (("", "王芳", "街道"), ("wang", " ", "街道"), ("wang", "王", " ")):
        with pytest.raises(Refused), session.begin_nested():
            found_house(session, username, name, HASH, (PlaceKind.STREET, place))
    assert is_empty(session)


@pytest.mark.usefixtures("engine")
def test_of_two_who_found_at_once_one_is_refused() -> None:
    def found(number: int) -> bool:
        try:
            with transaction() as session:
                found_house(session, f"wang{number}", "王芳", HASH, (PlaceKind.STREET, "街道"))
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(found, range(4))) == [False, False, False, True]
    with glance() as session:
        assert len(session.exec(select(Member)).all()) == 1
