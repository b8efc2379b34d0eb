"""One round of the clock from the command line."""

import json
from datetime import timedelta

import pytest
from sqlmodel import Session, select

import manage
from db.session import glance, transaction
from models.base import clock_at
from models.definition import DefinitionKind
from models.metric import Alert, Snapshot
from routes import ticker
from services import alert, chore, due
from services.definition import append
from services.field import working
from services.metric import chores
from tests import dashboards
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.stage import raised

pytestmark = pytest.mark.usefixtures("engine")


def test_a_round_says_what_it_did(here: Neighbourhood, capsys: pytest.CaptureFixture[str]) -> None:
    with transaction() as session:
        raised(session, here)
    with clock_at(NOON + timedelta(days=90)):
        assert manage.main(["settle", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"opened": 0, "counted": 0, "moved": 1, "failed": 0, "sent": 0, "not_sent": 0}
    assert manage.main(["settle"]) == 0
    assert capsys.readouterr().out == "0 votes opened, 0 counted, 0 topics moved.\n"


def test_what_could_not_be_settled_is_an_error(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "settle_due", lambda *_: due.Settled(failed=2))
    assert manage.main(["settle"]) == 2
    assert "2 could not be settled" in capsys.readouterr().err


def test_a_round_judges_figures_proves_sums_and_follows_the_day(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that the server does by the clock, not a part of it."""
    monkeypatch.setattr(alert, "_looked", [])
    monkeypatch.setattr(chores, "_proved", [])
    monkeypatch.setattr(working, "_followed", {})
    with transaction() as session:
        dashboards.rows(session, here)
        body = dashboards.ON_TIME | {"owner": "street_officer", "level": "compound"}
        append(session, None, DefinitionKind.METRIC, "on_time", None, body)
    assert manage.main(["settle"]) == 0
    with glance() as session:
        assert "on_time" in session.exec(select(Alert.metric_key)).all()
        assert session.exec(select(Snapshot)).first() is not None
    assert chores._proved and working._followed
    assert set(chore.CHORES) < set(ticker.CHORES)


def test_a_chore_that_fails_keeps_no_other_from_its_own(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []

    def broken(_session: Session) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(chore, "CHORES", (broken, lambda _session: done.append(1)))
    assert manage.main(["settle"]) == 2
    assert done == [1] and "1 could not be settled" in capsys.readouterr().err
