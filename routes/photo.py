"""Photos over plain HTTP, so that nothing heavy travels on the websocket (照片)."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db import storage
from db.session import glance
from services.photo import known

NAME = re.compile(r"([0-9a-f]{64})(-small)?\.jpg")
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",  # another picture is another name
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
    "Content-Disposition": "inline",
}


async def photo(request: Request) -> Response:
    """``/photo/<sha256>.jpg``, or ``-small.jpg``: only what hangs somewhere in this house."""
    name = str(request.path_params["name"])
    asked = NAME.fullmatch(name)
    if asked is None or not await run_in_threadpool(_hangs, asked[1]):
        return PlainTextResponse("Not found", status_code=404)
    content = await run_in_threadpool(storage.fetch, name)
    if content is None:
        return PlainTextResponse("Not found", status_code=404)
    return Response(content, media_type="image/jpeg", headers=HEADERS)


def _hangs(sha256: str) -> bool:
    with glance() as session:
        return known(session, sha256)


ROUTES = [Route("/photo/{name}", photo, methods=["GET"])]
