"""What the house does by the clock."""

import logging

import pytest
from sqlmodel import Session

from routes import ticker


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


def test_every_chore_may_come_twice() -> None:
    ticker.tick()
    ticker.tick()
