"""What the house does by the clock."""

import logging
from datetime import timedelta

import pytest
from sqlmodel import Session

from db.session import glance, transaction
from models.base import clock_at
from models.topic import Topic, TopicState
from routes import ticker
from services import chore
from services.alert import hourly
from services.field import follow_the_day
from services.metric.chores import keep_figures, mend_sums
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.stage import raised


def test_a_chore_that_fails_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def broken(session: Session) -> None:
        raise RuntimeError("no")

    def well(session: Session) -> None:
        done.append("well")

    monkeypatch.setattr(ticker, "CHORES", (broken, well))
    with caplog.at_level(logging.ERROR):
        ticker.tick()
    assert done == ["well"]
    assert "broken" in caplog.text


def test_every_chore_may_come_twice_and_none_fails(caplog: pytest.LogCaptureFixture) -> None:
    assert {hourly, mend_sums, keep_figures, follow_the_day} < set(ticker.CHORES)
    with caplog.at_level(logging.ERROR):
        for minutes in (0, 1, 24 * 60):  # at once, in a minute, on another day
            with clock_at(NOON + timedelta(minutes=minutes)):
                assert chore.do_chores(transaction, ticker.CHORES) == 0
                ticker.tick()
    assert not caplog.records


def test_what_is_due_is_settled_at_every_tick(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction() as session:
        topic = raised(session, here)
    with clock_at(NOON + timedelta(days=90)):
        ticker.tick()
    with glance() as session:
        assert session.get_one(Topic, topic.id).state is TopicState.EXPIRED
    monkeypatch.setattr(ticker, "settle_due", broken)
    with caplog.at_level(logging.ERROR):
        ticker.tick()
    assert "could not be looked up" in caplog.text


def broken(*_: object) -> None:
    raise RuntimeError("no database")
