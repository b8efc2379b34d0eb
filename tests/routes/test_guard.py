"""Forged identities, developer messages, floods and giants: each meets a closed door."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from db.session import glance
from models.base import clock_at
from models.sign_in import SignInSession
from routes import presence, ticker
from routes.auth import XSRF
from routes.guard import BURST, LONGEST_MESSAGE, Identity, Sockets
from services.sign_in import digest
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for


async def headers(request: Request) -> JSONResponse:
    return JSONResponse(dict(request.headers))


async def stream(socket: WebSocket) -> None:
    """Say who Streamlit would believe this is, then repeat the kind of every message."""
    await socket.accept()
    await socket.send_text(",".join(socket.headers.getlist("x-nb-uid")))
    with suppress(WebSocketDisconnect):
        while True:
            message = await socket.receive_bytes()
            await socket.send_text(BackMsg.FromString(message).WhichOneof("type") or "")


@pytest.fixture
def browser() -> TestClient:
    routes = [Route("/", headers), WebSocketRoute("/stream", stream)]
    return TestClient(
        Starlette(routes=routes, middleware=[Middleware(Sockets), Middleware(Identity)])
    )


def message(kind: str) -> bytes:
    made = BackMsg()
    if kind in {"rerun_script", "file_urls_request"}:
        getattr(made, kind).SetInParent()
    else:
        setattr(made, kind, True)
    return made.SerializeToString()


def uid(browser: TestClient, cookie: str = "", **sent: str) -> str:
    extra = {name.replace("_", "-"): value for name, value in sent.items()}
    if cookie:
        extra["Cookie"] = cookie
    with browser.websocket_connect("/stream", headers=extra) as socket:
        return str(socket.receive_text())


def test_an_identity_from_outside_is_taken_off(browser: TestClient) -> None:
    forged = {"X-Nb-Uid": "member 1", "X-NB-ROLE": "administrator"}
    assert not [n for n in browser.get("/", headers=forged).json() if n.startswith("x-nb")]
    assert uid(browser, x_nb_uid="member 1").startswith("nobody ")


def test_an_identity_is_the_browser_and_not_the_person(browser: TestClient) -> None:
    mine, yours = uid(browser, "nb_session=a"), uid(browser, "nb_session=b")
    assert mine != yours
    assert mine == uid(browser, f"{XSRF}=t; nb_session=a")
    assert "=a" not in mine
    strangers = {uid(browser, f"{XSRF}=t"), uid(browser, f"{XSRF}=u"), uid(browser), uid(browser)}
    assert len(strangers) == 4
    assert uid(browser, f"{XSRF}=t") == uid(browser, f"{XSRF}=t")


@pytest.mark.parametrize("cookie", ["nb_session", "=;=;", "a=b" * 900])
def test_a_broken_cookie_is_no_cookie(browser: TestClient, cookie: str) -> None:
    assert uid(browser, cookie).startswith("nobody ")


def test_developer_messages_never_arrive(browser: TestClient) -> None:
    with browser.websocket_connect("/stream") as socket:
        socket.receive_text()
        for kind in ("clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime"):
            socket.send_bytes(message(kind))
        socket.send_bytes(message("rerun_script"))
        assert socket.receive_text() == "rerun_script"


def closed(socket: WebSocketTestSession, *sent: dict[str, Any]) -> int:
    socket.receive_text()
    with pytest.raises(WebSocketDisconnect) as end:
        for one in sent:
            socket.send(one)
        while True:
            socket.receive_text()
    return end.value.code


def test_a_flood_closes_its_own_socket(browser: TestClient) -> None:
    one = {"type": "websocket.receive", "bytes": message("rerun_script")}
    with browser.websocket_connect("/stream") as socket:
        assert closed(socket, *[one] * (int(BURST) + 20)) == 1008
    with browser.websocket_connect("/stream") as socket:
        socket.receive_text()
        socket.send(one)
        assert socket.receive_text() == "rerun_script"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"bytes": b"x" * (LONGEST_MESSAGE + 1)}, 1009),
        ({"bytes": b"\xff\xff\xff"}, 1003),
        ({"bytes": b""}, 1003),
        ({"text": "hello"}, 1003),
    ],
)
def test_what_no_page_sends_closes_the_socket(
    browser: TestClient, sent: dict[str, Any], code: int
) -> None:
    with browser.websocket_connect("/stream") as socket:
        assert closed(socket, {"type": "websocket.receive"} | sent) == code


def test_a_browser_in_use_does_not_go_idle(browser: TestClient, here: Neighbourhood) -> None:
    used, left = cookie_for(here.chen), cookie_for(here.zhou)
    later = NOON + timedelta(hours=1)
    with clock_at(later):
        for cookie in (used, "made up"):
            with browser.websocket_connect(
                "/stream", headers={"Cookie": f"nb_session={cookie}"}
            ) as socket:
                socket.receive_text()
                socket.send_bytes(message("rerun_script"))
                socket.receive_text()
        ticker.tick()
    with glance() as session:
        seen = dict(session.exec(select(SignInSession.cookie_hash, SignInSession.seen_at)).all())
    assert seen == {digest(used): later, digest(left): NOON}


def test_made_up_cookies_fill_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "MOST", 10)
    for number in range(100):
        presence.note(str(number))
    assert len(presence._here) <= 10
    ticker.tick()
    assert len(presence._here) == 0
