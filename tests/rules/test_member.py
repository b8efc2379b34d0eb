"""Which role belongs where, and who may give it."""

import pytest

from models.member import Role
from models.place import PlaceKind
from rules.member import SEATS, must_be_seat, must_give, roles_to_give
from rules.permission import Held, Visitor
from rules.refusal import Refused


def one(role: Role, path: str = "/1/2/") -> Visitor:
    return Visitor(1, "某", "mou", (Held(role, 2, path),))


def test_every_role_has_its_seat() -> None:
    assert set(SEATS) == set(Role)


@pytest.mark.parametrize(
    ("role", "kind", "why"),
    [
        (Role.RESIDENT, PlaceKind.BUILDING, "choose the door"),
        (Role.OWNER, PlaceKind.UNIT, "follow from the roll"),
        (Role.COMMITTEE, PlaceKind.COMMUNITY, "place of this kind"),
        (Role.ADMINISTRATOR, PlaceKind.UNIT, "place of this kind"),
    ],
)
def test_a_role_has_no_meaning_elsewhere(role: Role, kind: PlaceKind, why: str) -> None:
    with pytest.raises(Refused, match=why):
        must_be_seat(role, kind)


def test_a_council_brings_in_residents_and_nobody_else() -> None:
    must_give(one(Role.COUNCIL), Role.RESIDENT, "/1/2/3/")
    for role in set(Role) - {Role.RESIDENT}:
        with pytest.raises(Refused):
            must_give(one(Role.COUNCIL), role, "/1/2/3/")
    with pytest.raises(Refused):
        must_give(one(Role.COUNCIL), Role.RESIDENT, "/1/9/")
    assert roles_to_give(one(Role.COUNCIL)) == [Role.RESIDENT]


def test_an_administrator_gives_within_his_places() -> None:
    must_give(one(Role.ADMINISTRATOR), Role.ADMINISTRATOR, "/1/2/3/")
    with pytest.raises(Refused):
        must_give(one(Role.ADMINISTRATOR), Role.COUNCIL, "/1/")
    assert set(roles_to_give(one(Role.ADMINISTRATOR))) == set(Role) - {Role.OWNER}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.COUNCIL}))
def test_nobody_else_gives_anything(role: Role) -> None:
    assert roles_to_give(one(role)) == []
    with pytest.raises(Refused):
        must_give(one(role), Role.RESIDENT, "/1/2/3/")
