"""Attacks on a house that is open: each meets a closed door, and who is inside notices nothing."""

import http.client
import time
import urllib.request
from contextlib import suppress

import psutil
import pytest
from playwright.sync_api import ConsoleMessage, Page, WebSocket, expect
from sqlmodel import select
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from models.member import Member
from tests.browser.conftest import House, settled
from tests.browser.wire import Wire

BOOBY_TRAP = '<img src=x onerror="window.hit=1"><script>window.hit=2</script>**[x](javascript:1)**'


def session_of(page: Page, house: House) -> str:
    """The id of the Streamlit session behind ``page``, as it stands in its upload addresses."""
    found: list[str] = []

    def note(payload: str | bytes) -> None:
        message = ForwardMsg.FromString(payload if isinstance(payload, bytes) else b"")
        if message.WhichOneof("type") == "new_session":
            found.append(message.new_session.initialize.session_id)

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", note)

    page.on("websocket", watch)
    house.open(page, "account")
    return found[-1]


def cookie_of(page: Page) -> str:
    return next(c["value"] for c in page.context.cookies() if c["name"] == "nb_session")


def kept(house: House) -> str:
    with urllib.request.urlopen(house.address("test/kept")) as answer:
        return str(answer.read().decode())


def test_nobody_takes_over_the_session_of_another(house: House, page: Page) -> None:
    house.enter(page, "lin")
    session = session_of(page, house)
    other = house.browser()
    house.enter(other, "chen")
    for cookie, headers in (
        ("", {}),
        ("", {"X-Nb-Uid": "member 1"}),
        ("_streamlit_xsrf=token", {}),
        (f"nb_session={cookie_of(other)}", {}),
    ):
        thief = Wire(house.url, cookie, session, headers)
        text = thief.open("account")
        assert thief.session not in {"", session}
        assert "林秀英" not in text
        thief.socket.close()
    own = Wire(house.url, f"nb_session={cookie_of(page)}", session)
    assert "林秀英" in own.open("account")  # the same browser does come back to its session
    assert own.session == session
    own.socket.close()


def test_a_stranger_clears_no_cache(house: House) -> None:
    before = kept(house)
    assert before == kept(house)
    stranger = Wire(house.url)
    stranger.open("board")
    stranger.send(clear_cache=True)
    stranger.open("board")
    assert kept(house) == before
    assert "dropped a websocket message: clear_cache" in house.log()


def test_a_flood_ends_its_own_socket_only(house: House, page: Page) -> None:
    house.enter(page, "lin")
    flood = Wire(house.url)
    with pytest.raises(ConnectionClosed) as end:
        for _ in range(300):
            flood.send(app_heartbeat=True)
        for _ in range(300):
            flood.socket.recv(timeout=5)
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 1008
    house.open(page, "account")
    expect(page.get_by_text("林秀英")).to_be_visible()


def test_the_policy_stands_and_nothing_breaks_under_it(house: House, page: Page) -> None:
    broken: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            broken.append(message.text)

    page.on("console", listen)
    answer = page.goto(house.address("board"))
    assert answer is not None
    said = answer.headers["content-security-policy"]
    assert "'unsafe-eval'" not in said
    assert "'unsafe-inline'" not in said.split("script-src")[1].split(";")[0]
    settled(page)
    house.enter(page, "lin")
    for name in ("board", "account", "notices", "results", "roll", "procedures"):
        house.open(page, name)
    assert broken == []


def test_a_name_is_shown_and_never_obeyed(house: House, page: Page) -> None:
    with house.transaction() as session:
        member = session.exec(select(Member).where(Member.username == "gao")).one()
        member.name = BOOBY_TRAP[:50]
    house.enter(page, "gao", "account")
    expect(page.get_by_text(BOOBY_TRAP[:50])).to_be_visible()
    house.open(page, "sign_in")
    expect(page.get_by_text(BOOBY_TRAP[:50])).to_be_visible()
    assert page.evaluate("window.hit") is None
    assert page.locator("img[src=x]").count() == 0


def upload(house: House, path: str = "session/file", **headers: str) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
    connection.putrequest("PUT", f"/_stcore/upload_file/{path}")
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    return connection


def test_a_hundred_megabytes_are_refused_at_once(house: House, page: Page) -> None:
    house.enter(page, "lin")
    begun = time.monotonic()
    cookie, size = f"nb_session={cookie_of(page)}", str(100 * 1024 * 1024)
    connection = upload(house, Cookie=cookie, Content_Length=size)
    answer = connection.getresponse()  # not a byte of the body was sent
    assert (answer.status, "20 MB" in answer.read().decode()) == (413, True)
    assert time.monotonic() - begun < 2
    connection.close()


def test_a_hundred_megabytes_without_a_length_fill_no_memory(house: House, page: Page) -> None:
    house.enter(page, "lin")
    session, server = session_of(page, house), psutil.Process(house.pid)
    jar = {c["name"]: c["value"] for c in page.context.cookies()}
    before = server.memory_info().rss
    connection = upload(
        house,
        f"{session}/file",
        Cookie="; ".join(f"{name}={value}" for name, value in jar.items()),
        X_Xsrftoken=jar["_streamlit_xsrf"],
        Content_Type="multipart/form-data; boundary=edge",
        Transfer_Encoding="chunked",
    )
    head = b'--edge\r\nContent-Disposition: form-data; name="f"; filename="big.csv"\r\n\r\n'
    connection.send(b"%x\r\n%s\r\n" % (len(head), head))
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    sent = 0
    with suppress(OSError):  # it hangs up on us
        while sent < 100 * 1024 * 1024:
            connection.send(piece)
            sent += 65_536
    assert sent < 50 * 1024 * 1024
    assert server.memory_info().rss - before < 50 * 1024 * 1024
    connection.close()


def test_a_stranger_uploads_nothing(house: House) -> None:
    connection = upload(house, Cookie="nb_session=made-up", Content_Length="10")
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.parametrize("path", ["_stcore/metrics", "_stcore/agent/openapi.json"])
def test_side_doors_are_shut(house: House, page: Page, path: str) -> None:
    answer = page.request.get(house.address(path))
    assert answer.status == 404
