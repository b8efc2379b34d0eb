"""Authority reaches down the tree, belonging reaches up; a right is read afresh."""

import pytest
from sqlmodel import Session, delete

from models.member import Grant, Role
from rules.permission import Permission
from rules.refusal import Refused
from services.visitor import check, visitor
from tests.neighbourhood import Neighbourhood


def test_a_council_member_of_a_community_serves_its_compounds(here: Neighbourhood) -> None:
    assert Role.COUNCIL in here.lin.roles_at(here.fengyuan.path)
    assert Role.COUNCIL not in here.lin.roles_at(here.places["zhelu"].path)


def test_a_resident_belongs_to_the_compound_and_not_to_the_next_one(here: Neighbourhood) -> None:
    assert Role.RESIDENT in here.chen.roles_at(here.fengyuan.path)
    assert not here.chen.roles_at(here.places["qinghe"].path)
    assert not here.wai.roles_at(here.fengyuan.path)


def test_a_right_taken_away_is_gone_at_the_next_act(session: Session, here: Neighbourhood) -> None:
    check(session, here.lin, Permission.ACCEPT_TOPIC, here.fengyuan)
    session.execute(delete(Grant).where(Grant.member_id == here.lin.member_id))
    with pytest.raises(Refused):
        check(session, here.lin, Permission.ACCEPT_TOPIC, here.fengyuan)


def test_nobody_is_a_stranger(session: Session) -> None:
    assert not visitor(session, None).signed_in
    assert not visitor(session, 999).signed_in
