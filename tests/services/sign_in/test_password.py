"""Trying, setting and changing a password."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from models.base import clock_at
from models.member import Member
from models.trail import TrailLine
from rules.permission import STRANGER
from rules.refusal import Refused
from services.sign_in import restore
from services.sign_in.password import Account, change_password, knock, let_in, turn_away
from services.sign_in.session import redeem
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for

HASH = "$2b$12$" + "x" * 53
QUARTER = timedelta(minutes=15)


@pytest.fixture
def chen(here: Neighbourhood) -> Neighbourhood:
    with transaction() as session:
        session.get_one(Member, here.chen.member_id).password_hash = HASH
    return here


def wrong(username: str = "chen") -> Account | None:
    with transaction() as session:
        if account := knock(session, username):
            turn_away(session, account)
        return account


def test_the_right_password_buys_a_ticket(chen: Neighbourhood) -> None:
    with transaction() as session:
        account = knock(session, " Ｃhen ")
        assert account is not None
        assert (account.name, account.password_hash) == ("陈静", HASH)
        cookie = redeem(session, let_in(session, account))
    with glance() as session:
        assert restore(session, cookie).username == "chen"


def test_who_is_unknown_closed_or_without_a_password_gets_no_try(chen: Neighbourhood) -> None:
    with transaction() as session:
        assert knock(session, "nobody") is None
        assert knock(session, "zhou") is None  # no password yet
        session.get_one(Member, chen.chen.member_id).closed_at = NOON
        session.flush()
        assert knock(session, "chen") is None


def test_five_wrong_passwords_lock_for_fifteen_minutes(chen: Neighbourhood) -> None:
    tries = [wrong() for _ in range(9)]
    assert [account is not None for account in tries] == [True] * 5 + [False] * 4
    with glance() as session:
        lines = session.exec(select(TrailLine).where(TrailLine.code == "member.locked")).all()
        assert len(lines) == 1
    with clock_at(NOON + QUARTER - timedelta(seconds=1)):
        assert wrong() is None
    with clock_at(NOON + QUARTER):
        assert [wrong() is not None for _ in range(6)] == [True] * 5 + [False]


def test_the_fifth_try_may_be_the_right_one(chen: Neighbourhood) -> None:
    for _ in range(4):
        wrong()
    with transaction() as session:
        account = knock(session, "chen")
        assert account is not None
        assert account.last_try
        let_in(session, account)
    assert [wrong() is not None for _ in range(6)] == [True] * 5 + [False]


def test_twenty_guesses_at_once_are_five_tries(chen: Neighbourhood) -> None:
    with ThreadPoolExecutor(8) as pool:
        tries = list(pool.map(lambda _: wrong(), range(20)))
    assert sum(account is not None for account in tries) == 5


def test_a_new_password_ends_the_other_sessions(chen: Neighbourhood) -> None:
    mine, elsewhere = cookie_for(chen.chen), cookie_for(chen.chen)
    with transaction() as session:
        change_password(session, chen.chen, mine, "$2b$12$" + "y" * 53)
    with glance() as session:
        assert restore(session, mine).username == "chen"
        assert not restore(session, elsewhere).signed_in
        line = session.exec(select(TrailLine).where(TrailLine.code == "password.set")).one()
        assert "$2b$" not in str(line.model_dump())


def test_a_cookie_of_somebody_else_is_not_kept(chen: Neighbourhood) -> None:
    zhou = cookie_for(chen.zhou)
    with transaction() as session:
        change_password(session, chen.chen, zhou, HASH)
    with glance() as session:
        assert restore(session, zhou).username == "zhou"


def test_a_stranger_changes_no_password(session: Session) -> None:
    with pytest.raises(Refused):
        change_password(session, STRANGER, None, HASH)
