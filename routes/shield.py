"""Headers that browsers obey, doors that stay shut, and bodies of a sane size (防护)."""

import base64
import hashlib
import logging
import re

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.session import glance
from db.setting import setting
from routes.guard import cookie_of
from services.sign_in import restore

ACCESS_PARTS = 5  # of a line of uvicorn's: who, verb, path, version, status
MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 20 * MEGABYTE  # config.toml, server.maxUploadSize
ENVELOPE = 64 * 1024  # what a form wraps around the file
LARGEST_BODY = MEGABYTE  # of anything else
UPLOADS = "/_stcore/upload_file/"
SHUT = re.compile(r"/_stcore/(metrics|agent(/|$)|script-health-check)")
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

TOO_LARGE = (
    "文件超过 20 MB，没有收下。请压缩后再传。\nThe file is larger than 20 MB and was not taken."
)
MEMBERS_ONLY = "请先登录再上传文件。\nPlease sign in before you upload."


def policy(page: str) -> str:
    """The content-security policy for ``page``: its own inline scripts by hash, no ``eval``."""
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"
        for code in SCRIPT.findall(page)
    ]
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *hashes, "'wasm-unsafe-eval'", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class Discreet(logging.Filter):
    """Keeps secrets and noise out of the access log (日志脱敏).

    A reset link's key stands in a query, a session's id in an upload's path.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop what no keeper of a log asks for, and cut off what nobody may read there."""
        if isinstance(record.args, tuple) and len(record.args) == ACCESS_PARTS:
            client, verb, path, *rest = record.args
            path = str(path).split("?")[0]
            if path.startswith(("/static/", "/media/", "/_stcore/")):
                return False
            record.args = (client, verb, path, *rest)
        return True


class Shield:
    """Around every plain request (安全头)."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        headers = {
            "content-security-policy": policy(page),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "permissions-policy": "camera=(self), microphone=(), geolocation=()",
        }
        if setting().https:
            headers["strict-transport-security"] = "max-age=31536000"
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the house where it must not be asked; else pass on, with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                have = {name.lower() for name, _ in message.get("headers", [])}
                ours = [pair for pair in self._headers if pair[0] not in have]
                message["headers"] = [*message.get("headers", []), *ours]
            await send(message)

        refusal = await _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, with_headers)
            return
        await _Measured(self.app, _largest(scope))(scope, receive, with_headers)


def _largest(scope: Scope) -> int:
    return LARGEST_UPLOAD + ENVELOPE if scope["path"].startswith(UPLOADS) else LARGEST_BODY


def _has_nul(scope: Scope) -> bool:
    """Whether an address holds the one sign that no database keeps, and no page ever wrote."""
    return "\0" in scope["path"] or b"%00" in scope.get("query_string", b"")


async def _refusal(scope: Scope) -> PlainTextResponse | None:
    """Why this request goes no further; asked before a byte of its body is read."""
    if SHUT.match(scope["path"]) or _has_nul(scope):
        return PlainTextResponse("Not found", status_code=404)
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    if not told.isdigit() or int(told) > _largest(scope):
        return _too_large()
    if scope["path"].startswith(UPLOADS) and scope["method"] == "PUT":
        cookie = cookie_of(scope, setting().cookie)
        if not await run_in_threadpool(_is_member, cookie):
            return PlainTextResponse(MEMBERS_ONLY, status_code=403)
    return None


def _is_member(cookie: str) -> bool:
    with glance() as session:
        return restore(session, cookie).signed_in


def _too_large() -> PlainTextResponse:
    return PlainTextResponse(TOO_LARGE, status_code=413, headers={"Connection": "close"})


class _TooLarge(Exception):
    """More came than was announced."""


class _Measured:
    """Counts a body that did not say how long it is, and stops reading when it is too long."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app, self._left = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what fits."""
        answered = False

        async def measured() -> Message:
            message = await receive()
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, measured, noted)
        except _TooLarge:
            if not answered:
                await _too_large()(scope, receive, send)
