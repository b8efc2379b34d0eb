"""Which account is whose: the owner's role follows the roll by itself."""

import pytest
from sqlmodel import Session, select

from models.member import Grant, Member, Role
from models.roll import Owner
from rules.refusal import Refused
from services.member.serving import change_member
from services.roll.claim import invite_owner, link_owner, unlink_owner
from services.roll.owner import OwnerChange, change_owner
from services.sign_in.link import whose_link
from tests.neighbourhood import Neighbourhood
from tests.services.roll.test_importing import take


def owner(session: Session, name: str) -> Owner:
    return session.exec(select(Owner).where(Owner.name == name)).one()


def owned(session: Session, member_id: int | None) -> set[int]:
    session.flush()
    held = select(Grant.place_id).where(Grant.member_id == member_id, Grant.role == Role.OWNER)
    return set(session.exec(held))


def test_a_linked_owner_holds_his_role_at_every_unit_he_owns(
    session: Session, here: Neighbourhood
) -> None:
    landlord = owner(session, "房东甲")
    take(session, here, ["3-501", "", "80", "房东甲", "", "", "", ""])
    link_owner(session, here.wu, landlord.id or 0, here.members["tang"].id or 0)
    places = owned(session, here.members["tang"].id)
    assert here.places["fengyuan-1-101"].id in places
    assert len(places) == 2


def test_a_sale_takes_the_role_and_the_sessions_with_it(
    session: Session, here: Neighbourhood
) -> None:
    landlord, tang = owner(session, "房东甲"), here.members["tang"].id
    link_owner(session, here.lin, landlord.id or 0, tang or 0)
    before = session.get_one(Member, tang).token_version
    take(session, here, ["1-101", "", "80", "陈静", "", "", "", ""])
    assert not owned(session, tang)
    session.expire_all()
    assert session.get_one(Member, tang).token_version == before + 1


def test_an_unlinked_owner_votes_no_more(session: Session, here: Neighbourhood) -> None:
    zhou = owner(session, "周建国")
    unlink_owner(session, here.lin, zhou.id or 0)
    assert zhou.member_id is None
    assert not owned(session, here.members["zhou"].id)
    with pytest.raises(Refused, match="no account"):
        unlink_owner(session, here.lin, zhou.id or 0)


def test_one_account_is_one_owner_here(session: Session, here: Neighbourhood) -> None:
    landlord, zhou = owner(session, "房东甲"), owner(session, "周建国")
    with pytest.raises(Refused, match="has an account already"):
        link_owner(session, here.lin, zhou.id or 0, here.members["tang"].id or 0)
    with pytest.raises(Refused, match="another owner here"):
        link_owner(session, here.lin, landlord.id or 0, here.members["zhou"].id or 0)
    with pytest.raises(Refused, match="no such member"):
        link_owner(session, here.lin, landlord.id or 0, 0)


@pytest.mark.parametrize("who", ["chen", "ma", "gao", "shen", "wai"])
def test_nobody_claims_for_himself(session: Session, here: Neighbourhood, who: str) -> None:
    landlord = owner(session, "房东甲")
    member_id = here.visitors[who].member_id or 0
    with pytest.raises(Refused, match="role"):
        link_owner(session, here.visitors[who], landlord.id or 0, member_id)


def test_an_owner_without_an_account_is_invited(session: Session, here: Neighbourhood) -> None:
    landlord = owner(session, "房东甲")
    invited, key = invite_owner(session, here.lin, landlord.id or 0, "fangdong")
    member = whose_link(session, key)
    assert (member.id, member.name) == (invited.member_id, "房东甲")
    assert owned(session, member.id) == {here.places["fengyuan-1-101"].id}
    with pytest.raises(Refused, match="has an account already"):
        invite_owner(session, here.lin, landlord.id or 0, "another")


def test_an_owner_whose_phone_has_an_account_is_linked_instead(
    session: Session, here: Neighbourhood
) -> None:
    landlord = owner(session, "房东甲")
    change_owner(session, here.lin, landlord.id or 0, OwnerChange(phone="13800000001"))
    change_member(session, here.guan, here.chen.member_id or 0, "陈静", "13800000001")
    with pytest.raises(Refused, match="“chen”"):
        invite_owner(session, here.lin, landlord.id or 0, "fangdong")
    with pytest.raises(Refused, match="role"):
        invite_owner(session, here.wu, landlord.id or 0, "fangdong")
