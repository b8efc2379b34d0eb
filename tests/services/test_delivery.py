"""What is to be told is queued by the act itself (推送排队)."""

import pytest
from sqlmodel import Session, select

from models.definition import DefinitionKind
from models.webhook import Delivery
from services import delivery
from services.definition import append
from services.trail import record
from services.webhook import make_key
from tests.neighbourhood import Neighbourhood

WEBHOOK = DefinitionKind.WEBHOOK
URL = "https://hooks.example.cn/in"


def test_an_act_is_told_to_those_above_it_and_to_nobody_beside_it(
    session: Session, here: Neighbourhood
) -> None:
    for key, place in (("street", "zhelu"), ("compound", "fengyuan"), ("other", "qinghe")):
        body = {"name": key, "url": URL, "events": ["row.changed"]}
        append(session, None, WEBHOOK, key, here.places[place], body)
        make_key(session, here.guan, key)
    line = ("row.removed", "repair:1", here.fengyuan)
    record(session, here.lin, *line, moves=(), after={"name": "陈静", "phone": "138"})
    found = session.exec(select(Delivery).order_by(Delivery.webhook_key)).all()
    assert [row.webhook_key for row in found] == ["compound", "street"]
    assert found[0].body["data"] == {
        "act": "row.removed",
        "about": "repair:1",
        "place": "fengyuan",
        "place_name": "枫园小区",
    }


def test_an_act_that_nobody_wants_to_know_of_asks_nothing(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "bodies", lambda *_: pytest.fail("asked"))
    record(session, here.lin, "photo.added", "photo:1", here.fengyuan, moves=())
