"""Coming in and going out: whom a cookie stands for, and when it stops."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from models.base import clock_at
from models.member import Grant, Member
from models.sign_in import SignInSession, Ticket
from models.trail import TrailLine
from rules.refusal import Refused
from services.sign_in import digest, restore
from services.sign_in.session import (
    close,
    close_all,
    close_other,
    new_ticket,
    open_sessions,
    redeem,
    seen,
    sweep,
)
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def who(cookie: str | None) -> str:
    with glance() as session:
        return restore(session, cookie).username


def test_a_cookie_stands_for_its_member_with_all_roles(here: Neighbourhood) -> None:
    for visitor in (here.lin, here.chen, here.guan):
        cookie = cookie_for(visitor)
        with glance() as session:
            assert restore(session, cookie) == visitor


def test_a_member_without_any_role_is_still_a_member(here: Neighbourhood) -> None:
    cookie = cookie_for(here.chen)
    with transaction() as session:
        for grant in session.exec(select(Grant).where(Grant.member_id == here.chen.member_id)):
            session.delete(grant)
    with glance() as session:
        found = restore(session, cookie)
    assert found.signed_in
    assert found.held == ()


def test_a_made_up_cookie_stands_for_nobody(session: Session) -> None:
    for cookie in (None, "", "x" * 43, "x" * 100_000, "'; drop table member; --"):
        assert not restore(session, cookie).signed_in


def test_a_session_ends_after_two_idle_hours_and_after_twelve(here: Neighbourhood) -> None:
    cookie = cookie_for(here.chen)
    with clock_at(NOON + 2 * HOUR):
        assert who(cookie) == ""
    moment = NOON
    while moment < NOON + 12 * HOUR - SECOND:
        moment = min(moment + HOUR, NOON + 12 * HOUR - SECOND)
        with clock_at(moment), transaction() as session:
            seen(session, [cookie])
        with clock_at(moment):
            assert who(cookie) == "chen"
    with clock_at(NOON + 12 * HOUR):
        assert who(cookie) == ""


def test_being_seen_is_noted_once_a_minute_and_wakes_nobody_up(here: Neighbourhood) -> None:
    cookie = cookie_for(here.chen)

    def last_seen_after(wait: timedelta) -> timedelta:
        with clock_at(NOON + wait), transaction() as session:
            seen(session, [cookie])
            row = session.exec(select(SignInSession)).one()
            session.refresh(row)
            return row.seen_at - NOON

    assert last_seen_after(59 * SECOND) == timedelta()
    assert last_seen_after(MINUTE) == MINUTE
    assert last_seen_after(5 * HOUR) == MINUTE
    with clock_at(NOON + 5 * HOUR):
        assert who(cookie) == ""


def test_a_closed_account_is_out_at_once(here: Neighbourhood) -> None:
    cookie = cookie_for(here.chen)
    with transaction() as session:
        session.get_one(Member, here.chen.member_id).closed_at = NOON
    assert who(cookie) == ""


def test_a_ticket_opens_the_door_once(here: Neighbourhood) -> None:
    with transaction() as session:
        ticket = new_ticket(session, here.chen.member_id)
    with transaction() as session:
        cookie = redeem(session, ticket, "Chrome · Android")
    assert who(cookie) == "chen"
    with transaction() as session:
        assert redeem(session, ticket) is None
        kept = session.exec(select(SignInSession)).one()
        assert (kept.browser, kept.cookie_hash) == ("Chrome · Android", digest(cookie or ""))
        line = session.exec(select(TrailLine).where(TrailLine.code == "session.opened")).one()
        assert line.actor_name == "陈静"
        assert cookie not in str(line.model_dump())


def test_a_late_or_made_up_ticket_opens_nothing(here: Neighbourhood) -> None:
    with transaction() as session:
        ticket = new_ticket(session, here.chen.member_id)
        assert redeem(session, "x" * 43) is None
    with clock_at(NOON + 30 * SECOND), transaction() as session:
        assert redeem(session, ticket) is None


def test_a_ticket_of_a_closed_account_opens_nothing(here: Neighbourhood) -> None:
    with transaction() as session:
        ticket = new_ticket(session, here.chen.member_id)
        session.get_one(Member, here.chen.member_id).closed_at = NOON
        assert redeem(session, ticket) is None


def test_a_cookie_is_worth_nothing_after_signing_out(here: Neighbourhood) -> None:
    mine, elsewhere = cookie_for(here.chen), cookie_for(here.chen)
    with transaction() as session:
        close(session, mine)
        close(session, mine)
        close(session, None)
    assert (who(mine), who(elsewhere)) == ("", "chen")
    with glance() as session:
        lines = session.exec(select(TrailLine).where(TrailLine.code == "session.closed")).all()
    assert len(lines) == 1


def test_signing_out_everywhere_ends_every_session(here: Neighbourhood) -> None:
    cookies = [cookie_for(here.chen), cookie_for(here.chen)]
    other = cookie_for(here.zhou)
    with transaction() as session:
        assert len(open_sessions(session, here.chen.member_id)) == 2
        close_all(session, here.chen)
    assert [who(cookie) for cookie in cookies] == ["", ""]
    assert who(other) == "zhou"
    with glance() as session:
        assert open_sessions(session, here.chen.member_id) == []


def test_a_member_closes_only_his_own_sessions(here: Neighbourhood) -> None:
    cookie = cookie_for(here.chen)
    with glance() as session:
        kept = open_sessions(session, here.chen.member_id)[0]
    with transaction() as session, pytest.raises(Refused):
        close_other(session, here.zhou, kept.id or 0)
    assert who(cookie) == "chen"
    with transaction() as session:
        close_other(session, here.chen, kept.id or 0)
    assert who(cookie) == ""


def test_what_is_over_is_swept_away(here: Neighbourhood) -> None:
    cookie_for(here.chen)
    with transaction() as session:
        new_ticket(session, here.chen.member_id)
    with clock_at(NOON + MINUTE), transaction() as session:
        sweep(session)
        assert session.exec(select(Ticket)).all() == []
        assert len(session.exec(select(SignInSession)).all()) == 1
    with clock_at(NOON + timedelta(days=31)), transaction() as session:
        sweep(session)
        assert session.exec(select(SignInSession)).all() == []
