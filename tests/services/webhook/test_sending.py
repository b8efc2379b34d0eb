"""What happened is told, signed, once it is true; what does not arrive is sent again (推送)."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from db.setting import setting
from models.base import clock_at, now
from models.definition import DefinitionKind
from models.register import WorkOrder
from models.webhook import Delivery, DeliveryState, WebhookSecret
from rules.refusal import Refused
from rules.webhook.address import Target
from rules.webhook.signature import signed
from services import delivery
from services.alert import watch
from services.change import publish_change, reverse_change, undo_change
from services.change.kind import webhook as kind_of_webhook
from services.definition import append
from services.webhook import (
    make_key,
    posting,
    repeat_delivery,
    send_due,
    send_one,
    send_test,
    sending,
)
from tests import dashboards
from tests.changes import published
from tests.neighbourhood import Neighbourhood
from tests.receiver import Receiver, receiving
from tests.stage import raised

WEBHOOK = DefinitionKind.WEBHOOK


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver on this machine, which this deployment lets messages go to."""
    with receiving() as found:
        here = replace(setting(), webhook_hosts=(f"127.0.0.1:{found.port}",), webhook_inside=True)
        for module in (sending,):
            monkeypatch.setattr(module, "setting", lambda: here)
        yield found


def hooked(
    session: Session,
    here: Neighbourhood,
    url: str,
    *events: str,
    place: str = "fengyuan",
    **more: Any,
) -> str:
    """A webhook of a compound, with its key."""
    body = {"name": "城管平台", "url": url, "events": list(events), **more}
    append(session, here.lin, WEBHOOK, "city", here.places[place], body)
    return make_key(session, here.lin, "city")


def rows() -> list[Delivery]:
    with glance() as session:
        return list(session.exec(select(Delivery).order_by(Delivery.id)))


def test_what_happens_is_told_with_a_signature_and_without_people(
    here: Neighbourhood, receiver: Receiver
) -> None:
    with transaction() as session:
        secret = hooked(session, here, receiver.url, "topic.proposed", "motion.decided")
        topic = raised(session, here, "东门夜间停车混乱")
    assert [row.event for row in rows()] == ["topic.proposed"]
    done = send_due(transaction, now())
    assert (done.delivered, done.failed) == (1, 0)
    path, headers, body = receiver.came[0]
    told = json.loads(body)
    assert path == "/in?from=house" and told["type"] == "topic.proposed"
    assert told["data"] == {
        "act": "topic.proposed",
        "about": f"topic:{topic.id}",
        "place": "fengyuan",
        "place_name": "枫园小区",
    }
    stamp = int(headers["webhook-timestamp"])
    wanted = signed(secret, headers["webhook-id"], stamp, body)
    assert headers["webhook-signature"] == wanted and stamp == int(now().timestamp())
    kept = rows()[0]
    assert (kept.state, kept.status, kept.answer) == (DeliveryState.DELIVERED, 200, "thanks")
    assert send_due(transaction, now()).delivered == 0 and len(receiver.came) == 1


def test_what_was_rolled_back_is_not_told(here: Neighbourhood, receiver: Receiver) -> None:
    with transaction() as session:
        hooked(session, here, receiver.url, "topic.proposed")
    with pytest.raises(ZeroDivisionError), transaction() as session:
        raised(session, here)
        raise ZeroDivisionError
    assert rows() == []


def test_another_place_a_switched_off_one_and_one_without_a_key_are_told_nothing(
    here: Neighbourhood, receiver: Receiver
) -> None:
    with transaction() as session:
        body = {"name": "x", "url": receiver.url, "events": ["topic.proposed"]}
        append(session, None, WEBHOOK, "away", here.places["qinghe"], body)
        append(session, None, WEBHOOK, "off", here.fengyuan, body | {"on": False})
        append(session, None, WEBHOOK, "keyless", here.fengyuan, body)
        for key, who in (("away", here.guan), ("off", here.lin)):
            make_key(session, who, key)
        raised(session, here)
    assert rows() == []


def test_what_does_not_arrive_is_sent_again_ever_later_and_then_given_up(
    here: Neighbourhood, receiver: Receiver
) -> None:
    receiver.status, receiver.answer = 500, b"broken\x00\x1b[31m"
    with transaction() as session:
        hooked(session, here, receiver.url, "topic.proposed")
        raised(session, here)
    moment = now()
    for attempt in range(1, 10):
        with clock_at(moment):
            assert send_due(transaction, moment).failed == 1
            assert send_due(transaction, moment + timedelta(seconds=59)).failed == 0
        moment += timedelta(minutes=1 << (attempt - 1))
    kept = rows()[0]
    assert (kept.state, kept.attempts, kept.status) == (DeliveryState.FAILED, 9, 500)
    assert kept.answer.startswith("broken") and kept.answer.isprintable()
    assert len({headers["webhook-id"] for _path, headers, _body in receiver.came}) == 1
    receiver.status = 204
    with clock_at(moment), transaction() as session:
        repeat_delivery(session, here.lin, kept.id or 0)
    with clock_at(moment):
        assert send_one(transaction, kept.id or 0) is True


def test_a_redirect_is_not_followed(here: Neighbourhood, receiver: Receiver) -> None:
    receiver.status, receiver.headers = 307, {"Location": f"{receiver.url}&again"}
    with transaction() as session:
        hooked(session, here, receiver.url, "topic.proposed")
        raised(session, here)
    assert send_due(transaction, now()).failed == 1
    assert len(receiver.came) == 1 and rows()[0].status == 307


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["93.184.216.34", "10.0.0.7"],
        ["::1"],
        ["::ffff:192.168.0.1"],
        [],
    ],
)
def test_a_name_that_leads_inside_is_sent_nothing(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("connected"))
    answer = posting.post(Target("hooks.example.cn", 443, "/", True), {}, b"{}")
    assert answer.status is None and "hooks.example.cn" in answer.text


def test_the_connection_goes_to_the_very_answer_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    gone_to: list[object] = []

    def look_up(host: str, *_a: object, **_k: object) -> list[Any]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"  # it changes its mind
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]

    def connect(address: object, **_k: object) -> None:
        gone_to.append(address)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    answer = posting.post(Target("hooks.example.cn", 443, "/", True), {}, b"{}")
    assert answer.status is None and gone_to == [("93.184.216.34", 443)]
    assert asked == ["hooks.example.cn"]


def test_an_answer_that_is_none_or_never_ends_is_cut_off(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.answer = b"x" * 1_000_000
    target = Target("127.0.0.1", receiver.port, "/", False)
    answer = posting.post(target, {}, b"{}", inside=True)
    assert answer.status == 200 and len(answer.text) <= 300
    assert posting.post(target, {}, b"x" * 70_000, inside=True).status is None
    monkeypatch.setattr(posting, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        target = Target("127.0.0.1", silent.getsockname()[1], "/", False)
        assert posting.post(target, {}, b"{}", inside=True).status is None


def test_what_left_the_list_of_hosts_is_sent_nothing_any_more(
    here: Neighbourhood, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        hooked(session, here, receiver.url, "topic.proposed")
        raised(session, here)
    monkeypatch.setattr(sending, "setting", setting)
    assert send_due(transaction, now()).delivered == 0
    assert rows()[0].state is DeliveryState.FAILED and receiver.came == []


def test_a_new_key_takes_the_place_of_the_old_and_lies_sealed(
    here: Neighbourhood, receiver: Receiver
) -> None:
    with transaction() as session:
        first = hooked(session, here, receiver.url, "topic.proposed")
        second = make_key(session, here.lin, "city")
        stored = session.connection().exec_driver_sql("SELECT secret FROM webhook_secret")
        (sealed,) = stored.one()
        assert first != second and second not in sealed
        assert session.exec(select(WebhookSecret.secret)).one() == second
        send_test(session, here.lin, "city")
    send_due(transaction, now())
    _path, headers, body = receiver.came[0]
    stamp = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signed(second, headers["webhook-id"], stamp, body)


def test_a_key_goes_with_its_webhook(
    session: Session, here: Neighbourhood, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kind_of_webhook, "setting", sending.setting)
    hooked(session, here, receiver.url, "topic.proposed")
    gone = published(session, here, here.fengyuan.id, (WEBHOOK, "city", None))
    assert session.exec(select(WebhookSecret)).all() == []
    with pytest.raises(Refused, match="two people have closed"):
        undo_change(session, here.lin, gone.id or 0)
    back = reverse_change(session, here.lin, gone.id or 0, "撤回")
    publish_change(session, here.tang, back.id or 0, back.edit_count)
    with pytest.raises(Refused, match="no key yet"):
        send_test(session, here.lin, "city")


def test_a_test_needs_a_key_and_a_message_that_waits_is_not_sent_twice(
    session: Session, here: Neighbourhood
) -> None:
    body = {"name": "x", "url": "https://hooks.example.cn/", "events": ["topic.proposed"]}
    append(session, None, WEBHOOK, "city", here.fengyuan, body)
    with pytest.raises(Refused, match="no key yet"):
        send_test(session, here.lin, "city")
    with pytest.raises(Refused, match="no such webhook"):
        make_key(session, here.lin, "other")
    make_key(session, here.lin, "city")
    kept = send_test(session, here.lin, "city")
    with pytest.raises(Refused, match="waiting to be sent already"):
        repeat_delivery(session, here.lin, kept.id or 0)
    with pytest.raises(Refused):
        make_key(session, here.wai, "city")


def test_old_messages_are_forgotten(session: Session, here: Neighbourhood) -> None:
    for days, state in (
        (40, DeliveryState.DELIVERED),
        (40, DeliveryState.WAITING),
        (1, DeliveryState.FAILED),
    ):
        with clock_at(now() - timedelta(days=days)):
            row = delivery.queue(session, "city", "topic.moved", {})
            row.state = state
            session.flush()
    assert sending.sweep(session) == 1
    assert len(session.exec(select(Delivery)).all()) == 2


def test_an_alert_says_which_figure_passed_which_line_where_and_when(
    here: Neighbourhood, receiver: Receiver
) -> None:
    """From the rows to what the receiver checks: raised, and ended when the figure is back."""
    with transaction() as session:
        dashboards.rows(session, here)
        metric = dashboards.ON_TIME | {"owner": "street_officer", "level": "compound"}
        append(session, None, DefinitionKind.METRIC, "on_time", None, metric)
        secret = hooked(session, here, receiver.url, "alert.raised", place="qinghe")
        watch(session)
    with transaction() as session:
        for order in session.exec(select(WorkOrder)):
            order.on_time = True
            session.add(order)
    with transaction() as session:
        watch(session)
    assert send_due(transaction, now()).failed == 0
    came = [(headers, body) for _path, headers, body in receiver.came]
    told = [json.loads(body)["data"] for _headers, body in came]
    ours = [one for one in told if one["metric"] == "on_time"]
    place = {"place": "qinghe", "place_name": here.places["qinghe"].name}
    same = {"metric": "on_time", "period": "2026-05", **place, "about": ours[0]["about"]}
    assert ours == [
        {"act": "alert.raised", "level": "warning", "value": "60", **same},
        {"act": "alert.ended", "level": "ended", "value": "100", **same},
    ]
    headers, body = came[0]
    moment = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signed(secret, headers["webhook-id"], moment, body)
