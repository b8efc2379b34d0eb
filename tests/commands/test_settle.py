"""One round of the clock from the command line."""

import json
from datetime import timedelta

import pytest

import manage
from db.session import transaction
from models.base import clock_at
from services import due
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
