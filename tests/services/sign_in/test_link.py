"""One-time links: who may make one, and that it works once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from models.base import clock_at
from models.member import Grant, Member, Role
from models.sign_in import ResetLink
from models.trail import TrailLine
from rules.refusal import Refused
from services.sign_in import restore
from services.sign_in.link import make_link, use_link, whose_link
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for

HASH = "$2b$12$" + "x" * 53


def link(here: Neighbourhood, username: str = "chen") -> str:
    with transaction() as session:
        return make_link(session, here.guan, here.members[username].id or 0)


def test_an_administrator_makes_a_link_that_sets_the_password_once(here: Neighbourhood) -> None:
    before = cookie_for(here.chen)
    key = link(here)
    with transaction() as session:
        assert whose_link(session, key).username == "chen"
        use_link(session, key, HASH)
    with glance() as session:
        assert session.get_one(Member, here.chen.member_id).password_hash == HASH
        assert not restore(session, before).signed_in
        codes = session.exec(select(TrailLine.code, TrailLine.actor_name)).all()
        assert ("link.made", "管理员") in codes
        assert ("password.set", "陈静") in codes
        assert key not in str([row.model_dump() for row in session.exec(select(ResetLink))])
    with transaction() as session, pytest.raises(Refused):
        use_link(session, key, HASH)


def test_a_link_opens_a_locked_account(here: Neighbourhood) -> None:
    with transaction() as session:
        session.get_one(Member, here.chen.member_id).locked_until = NOON + timedelta(minutes=15)
    key = link(here)
    with transaction() as session:
        use_link(session, key, HASH)
        assert session.get_one(Member, here.chen.member_id).locked_until is None


def test_an_old_replaced_or_made_up_link_sets_nothing(here: Neighbourhood) -> None:
    first = link(here)
    second = link(here)
    for key in (first, "", "x" * 43):
        with transaction() as session, pytest.raises(Refused):
            use_link(session, key, HASH)
    with clock_at(NOON + timedelta(hours=48)), transaction() as session, pytest.raises(Refused):
        whose_link(session, second)
    with clock_at(NOON + timedelta(hours=47)), transaction() as session:
        use_link(session, second, HASH)


def test_of_two_who_use_a_link_at_once_one_is_refused(here: Neighbourhood) -> None:
    key = link(here)

    def use(_: int) -> bool:
        try:
            with transaction() as session:
                use_link(session, key, HASH)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(use, range(4))) == [False, False, False, True]


def test_only_who_administers_all_a_member_is_makes_his_link(here: Neighbourhood) -> None:
    with transaction() as session:  # wu becomes the administrator of one compound
        session.add(
            Grant(
                member_id=here.wu.member_id,
                role=Role.ADMINISTRATOR,
                place_id=here.fengyuan.id,
            )
        )
    with transaction() as session:
        assert make_link(session, here.wu, here.chen.member_id or 0)
    for actor, username in (
        (here.wu, "lin"),  # trusted with the whole community
        (here.wu, "guan"),
        (here.wu, "wai"),
        (here.lin, "chen"),
        (here.wai, "chen"),
        (here.chen, "chen"),
    ):
        with transaction() as session, pytest.raises(Refused):
            make_link(session, actor, here.members[username].id or 0)


def test_there_is_no_link_for_nobody(here: Neighbourhood, session: Session) -> None:
    with pytest.raises(Refused):
        make_link(session, here.guan, 9_999)
