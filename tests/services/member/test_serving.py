"""Accounts and grants: who may do what to whom, and that somebody always holds the keys."""

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from models.member import Grant, Member, Role
from models.secret import fingerprint
from models.trail import TrailLine
from rules.refusal import Refused
from services.member import enrol, give
from services.member.serving import (
    Person,
    add_member,
    change_member,
    grant_role,
    link_for,
    lock_member,
    revoke_role,
    unlock_member,
)
from services.sign_in import restore
from services.sign_in.link import whose_link
from services.trail import HOUSE
from services.visitor import visitor
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for

NEW = Person("newcomer", "新来", "13800000001")


def grant_of(session: Session, here: Neighbourhood, who: str) -> int:
    member_id = here.members[who].id
    return session.exec(select(Grant.id).where(Grant.member_id == member_id)).one() or 0


def place_id(here: Neighbourhood, code: str) -> int:
    return here.places[code].id or 0


def test_a_council_invites_a_resident_with_a_link(session: Session, here: Neighbourhood) -> None:
    door = place_id(here, "fengyuan-1-101")
    member, key = add_member(session, here.lin, NEW, Role.RESIDENT, door)
    assert whose_link(session, key).id == member.id
    assert member.phone_print == fingerprint("13800000001")
    held = visitor(session, member.id).held
    assert [(grant.role, grant.place_id) for grant in held] == [(Role.RESIDENT, door)]
    again = link_for(session, here.lin, member.id or 0)
    assert again != key
    with pytest.raises(Refused):
        whose_link(session, key)


def test_a_council_appoints_nobody(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="role"):
        add_member(session, here.lin, NEW, Role.COMMITTEE, place_id(here, "fengyuan"))
    with pytest.raises(Refused, match="role"):
        grant_role(session, here.lin, here.chen.member_id or 0, Role.MANAGER, here.fengyuan.id or 0)
    with pytest.raises(Refused, match="role"):
        revoke_role(session, here.lin, grant_of(session, here, "ma"))
    with pytest.raises(Refused, match="role"):
        lock_member(session, here.lin, here.chen.member_id or 0)
    with pytest.raises(Refused, match="role"):
        change_member(session, here.lin, here.chen.member_id or 0, "别名", "")


def test_a_council_opens_no_account_that_is_in_use(session: Session, here: Neighbourhood) -> None:
    """Whoever sets a password can become that person, and vote as him."""
    chen = session.get_one(Member, here.chen.member_id)
    chen.password_hash = "set"
    session.add(chen)
    session.flush()
    with pytest.raises(Refused, match="role"):
        link_for(session, here.lin, chen.id or 0)
    assert link_for(session, here.guan, chen.id or 0)
    with pytest.raises(Refused, match="role"):
        link_for(session, here.lin, here.ma.member_id or 0)


def test_residents_move_out_and_in(session: Session, here: Neighbourhood) -> None:
    revoke_role(session, here.lin, grant_of(session, here, "chen"))
    assert visitor(session, here.chen.member_id).held == ()
    door = place_id(here, "fengyuan-2-201")
    grant_role(session, here.lin, here.chen.member_id or 0, Role.RESIDENT, door)
    assert [h.place_id for h in visitor(session, here.chen.member_id).held] == [door]
    codes = session.exec(select(TrailLine.code).order_by(TrailLine.id)).all()  # type: ignore[arg-type]
    assert [code for code in codes if code.startswith("role.")][-2:] == ["role.taken", "role.given"]
    with pytest.raises(Refused, match="gone already"):
        revoke_role(session, here.lin, 0)


def test_an_administrator_gives_and_takes_within_his_places(
    session: Session, here: Neighbourhood
) -> None:
    compound_id, chen = here.fengyuan.id or 0, here.chen.member_id or 0
    grant = grant_role(session, here.guan, chen, Role.COMMITTEE, compound_id)
    with pytest.raises(Refused, match="already"):
        grant_role(session, here.guan, chen, Role.COMMITTEE, compound_id)
    revoke_role(session, here.guan, grant.id or 0)
    with pytest.raises(Refused, match="choose the door"):
        grant_role(session, here.guan, chen, Role.RESIDENT, compound_id)
    with pytest.raises(Refused, match="follow from the roll"):
        grant_role(session, here.guan, chen, Role.OWNER, place_id(here, "fengyuan-1-101"))
    with pytest.raises(Refused, match="no such member"):
        grant_role(session, here.guan, 0, Role.COMMITTEE, compound_id)


def test_an_administrator_of_one_compound_stays_there(
    session: Session, here: Neighbourhood
) -> None:
    own = enrol(session, HOUSE, "qinghe-admin", "清河管理员")
    give(session, HOUSE, own, Role.ADMINISTRATOR, here.places["qinghe"])
    actor = visitor(session, own.id)
    with pytest.raises(Refused, match="role"):
        grant_role(session, actor, here.wai.member_id or 0, Role.MANAGER, here.fengyuan.id or 0)
    with pytest.raises(Refused, match="role"):
        lock_member(session, actor, here.chen.member_id or 0)
    lock_member(session, actor, here.wai.member_id or 0)
    with pytest.raises(Refused, match="role"):
        lock_member(session, actor, here.guan.member_id or 0)


def test_somebody_always_holds_the_keys(session: Session, here: Neighbourhood) -> None:
    mine = grant_of(session, here, "guan")
    with pytest.raises(Refused, match="last administrator"):
        revoke_role(session, here.guan, mine)
    second, _key = add_member(
        session, here.guan, NEW, Role.ADMINISTRATOR, place_id(here, "jiangcheng")
    )
    with pytest.raises(Refused, match="last administrator"):  # has never come in
        revoke_role(session, here.guan, mine)
    second.password_hash = "set"
    session.add(second)
    session.flush()
    with pytest.raises(Refused, match="himself"):
        lock_member(session, here.guan, here.guan.member_id or 0)
    other = visitor(session, second.id)
    with pytest.raises(Refused, match="last administrator"):  # guan has no password in this test
        lock_member(session, here.guan, second.id or 0)
    lock_member(session, other, here.guan.member_id or 0)
    with pytest.raises(Refused, match="last administrator"):
        revoke_role(session, other, grant_id(session, second))


def grant_id(session: Session, member: Member) -> int:
    return session.exec(select(Grant.id).where(Grant.member_id == member.id)).one() or 0


def test_a_change_of_roles_ends_the_sessions(here: Neighbourhood) -> None:
    cookie, own = cookie_for(here.chen), cookie_for(here.guan)
    with transaction() as session:
        member_id, compound_id = here.chen.member_id or 0, here.fengyuan.id or 0
        grant_role(session, here.guan, member_id, Role.COMMITTEE, compound_id)
        grant_role(session, here.guan, here.guan.member_id or 0, Role.COMMITTEE, compound_id)
    with glance() as session:
        assert not restore(session, cookie).signed_in
        assert restore(session, own).signed_in


def test_a_locked_account_comes_back(session: Session, here: Neighbourhood) -> None:
    chen = here.chen.member_id or 0
    lock_member(session, here.guan, chen)
    with pytest.raises(Refused, match="locked already"):
        lock_member(session, here.guan, chen)
    with pytest.raises(Refused, match="locked already"):
        grant_role(session, here.guan, chen, Role.COMMITTEE, here.fengyuan.id or 0)
    unlock_member(session, here.guan, chen)
    with pytest.raises(Refused, match="not locked"):
        unlock_member(session, here.guan, chen)


def test_a_phone_number_belongs_to_one_account(session: Session, here: Neighbourhood) -> None:
    door = place_id(here, "fengyuan-1-101")
    change_member(session, here.guan, here.chen.member_id or 0, "陈静", "13800000001")
    with pytest.raises(Refused, match="chen"):
        add_member(session, here.lin, NEW, Role.RESIDENT, door)
    with pytest.raises(Refused, match="Nothing has changed"):
        change_member(session, here.guan, here.chen.member_id or 0, "陈静", "138 0000 0001")
    with pytest.raises(Refused, match="phone number"):
        change_member(session, here.guan, here.chen.member_id or 0, "陈静", "12")
    line = session.exec(select(TrailLine).where(TrailLine.code == "member.changed")).one()
    assert line.after == {"fields": ["phone"]}


@pytest.mark.parametrize("who", ["chen", "wu", "ma", "gao", "qin", "shen", "wai"])
def test_nobody_else_touches_accounts(session: Session, here: Neighbourhood, who: str) -> None:
    actor, chen = here.visitors[who], here.chen.member_id or 0
    door = place_id(here, "fengyuan-1-101")
    with pytest.raises(Refused, match="role"):
        add_member(session, actor, NEW, Role.RESIDENT, door)
    with pytest.raises(Refused, match="role"):
        grant_role(session, actor, chen, Role.RESIDENT, door)
    with pytest.raises(Refused, match="role"):
        revoke_role(session, actor, grant_of(session, here, "chen"))
    with pytest.raises(Refused, match="role"):
        link_for(session, actor, chen)
    with pytest.raises(Refused, match="role"):
        unlock_member(session, actor, chen)
