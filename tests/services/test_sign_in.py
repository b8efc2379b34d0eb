"""Coming in: who a cookie stands for."""

from datetime import timedelta

from sqlmodel import Session

from db.session import glance
from models.base import clock_at
from services.sign_in import restore
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for


def test_a_cookie_stands_for_its_member_for_two_idle_hours(here: Neighbourhood) -> None:
    value = cookie_for(here.chen)
    with glance() as session:
        assert restore(session, value).name == "陈静"
    with clock_at(NOON + timedelta(hours=2, seconds=1)), glance() as session:
        assert not restore(session, value).signed_in


def test_a_made_up_cookie_stands_for_nobody(session: Session) -> None:
    assert not restore(session, "x" * 43).signed_in
    assert not restore(session, None).signed_in
