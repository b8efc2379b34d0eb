"""What stands between the street and Streamlit's websocket (门卫).

Streamlit believes who connects. These two layers make it so that nobody resumes the session
of another browser, clears everybody's cache, or keeps the house busy with one socket.
"""

import logging
import secrets
import time

from google.protobuf.message import DecodeError
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from db.setting import setting
from routes import presence
from routes.auth import XSRF
from services.sign_in import digest

log = logging.getLogger(__name__)

IDENTITY = b"x-nb-uid"  # config.toml, server.trustedUserHeaders
OURS = b"x-nb-"

ALLOWED = {  # closed by default: developer messages and whatever comes next stay outside
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "backend_operation_request",
}
PER_SECOND, BURST = 15.0, 60.0
LONGEST_MESSAGE = 1_048_576
POLICY_VIOLATION, TOO_BIG, NOT_UNDERSTOOD = 1008, 1009, 1003


def cookie_of(scope: Scope, name: str) -> str:
    """The cookie ``name`` that the request carries."""
    return HTTPConnection(scope).cookies.get(name, "")


class Identity:
    """Ties a websocket to the browser that opened it (身份).

    Streamlit resumes a session for whoever names its id, if the trusted header is the same
    as before. The id stands in upload addresses, so it is no secret; the cookie is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take off what was forged outside; put on what the cookies say."""
        if scope["type"] in {"http", "websocket"}:
            headers = [(k, v) for k, v in scope["headers"] if not k.lower().startswith(OURS)]
            if scope["type"] == "websocket":
                headers.append((IDENTITY, self._browser(scope).encode()))
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, send)

    def _browser(self, scope: Scope) -> str:
        if cookie := cookie_of(scope, setting().cookie):
            return f"member {digest(cookie)}"
        if token := cookie_of(scope, XSRF):
            return f"stranger {digest(token)}"
        return f"nobody {secrets.token_hex(16)}"


class Sockets:
    """Lets through what a page sends in good manners; closes the socket on anything else (限流)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch every websocket, and nothing else."""
        if scope["type"] == "websocket":
            watch = _Watch(cookie_of(scope, setting().cookie), receive, send)
            await self.app(scope, watch.receive, watch.send)
        else:
            await self.app(scope, receive, send)


class _Watch:
    """One socket, watched."""

    def __init__(self, cookie: str, receive: Receive, send: Send) -> None:
        self._cookie, self._receive, self._send = cookie, receive, send
        self._left, self._counted_at = BURST, time.monotonic()
        self._closed = False

    async def send(self, message: Message) -> None:
        """Pass on, as long as we have not hung up."""
        if not self._closed:
            await self._send(message)

    async def receive(self) -> Message:
        """The next message that may pass."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            sent = message.get("bytes") or b""
            if not self._has_patience():
                return await self._hang_up(POLICY_VIOLATION)
            if len(sent) > LONGEST_MESSAGE:
                return await self._hang_up(TOO_BIG)
            kind = _kind(sent)
            if kind is None:
                return await self._hang_up(NOT_UNDERSTOOD)
            if kind in ALLOWED:
                if self._cookie:
                    presence.note(self._cookie)
                return message
            log.warning("dropped a websocket message: %s", kind)

    def _has_patience(self) -> bool:
        """A bucket of ``BURST`` that refills by ``PER_SECOND``; every message takes one out."""
        moment = time.monotonic()
        refill = (moment - self._counted_at) * PER_SECOND
        self._left, self._counted_at = min(BURST, self._left + refill) - 1, moment
        return self._left >= 0

    async def _hang_up(self, code: int) -> Message:
        log.warning("closed a websocket: %d", code)
        await self.send({"type": "websocket.close", "code": code})
        self._closed = True
        return {"type": "websocket.disconnect", "code": code}


def _kind(sent: bytes) -> str | None:
    """What kind of message this is; ``None`` when it is none."""
    try:
        kind: str | None = BackMsg.FromString(sent).WhichOneof("type")
    except DecodeError:
        return None
    return kind
