"""Accounts and grants."""

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from models.member import Member, Role
from models.trail import TrailLine
from rules.refusal import Refused
from services.member import by_username, close_account, enrol, give, reopen_account
from services.sign_in import restore
from services.trail import HOUSE
from services.visitor import visitor
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for


def test_a_new_account_has_one_spelling_and_no_password(here: Neighbourhood) -> None:
    with transaction() as session:
        member = enrol(session, HOUSE, "阿卜杜拉•买买提", "阿卜杜拉·买买提")
        assert (member.username, member.password_hash) == ("阿卜杜拉·买买提", "")
        assert by_username(session, "阿卜杜拉・买买提").id == member.id
    for typed in ("Chen", "ＣＨＥＮ", " chen "):
        with transaction() as session, pytest.raises(Refused):
            enrol(session, HOUSE, typed, "陈静")


def test_nobody_is_nobody(session: Session) -> None:
    with pytest.raises(Refused):
        by_username(session, "nobody")


def test_a_role_is_given_once_at_a_place(here: Neighbourhood) -> None:
    with transaction() as session:
        member = by_username(session, "chen")
        give(session, here.guan, member, Role.GRID_WORKER, here.fengyuan)
        assert Role.GRID_WORKER in visitor(session, member.id).roles_at(here.fengyuan.path)
        line = session.exec(select(TrailLine).where(TrailLine.code == "role.given")).one()
        assert (line.actor_name, line.after) == ("管理员", {"role": "grid_worker"})
    with transaction() as session, pytest.raises(Refused):
        give(session, here.guan, by_username(session, "chen"), Role.GRID_WORKER, here.fengyuan)


def test_a_closed_account_is_out_and_comes_back_with_a_new_sign_in(here: Neighbourhood) -> None:
    cookie = cookie_for(here.chen)
    with transaction() as session:
        close_account(session, HOUSE, by_username(session, "chen"))
    with transaction() as session, pytest.raises(Refused):
        close_account(session, HOUSE, by_username(session, "chen"))
    with glance() as session:
        assert not restore(session, cookie).signed_in
    with transaction() as session:
        reopen_account(session, HOUSE, by_username(session, "chen"))
        assert session.get_one(Member, here.chen.member_id).closed_at is None
    with transaction() as session, pytest.raises(Refused):
        reopen_account(session, HOUSE, by_username(session, "chen"))
    with glance() as session:
        assert not restore(session, cookie).signed_in
        assert visitor(session, here.chen.member_id).signed_in
