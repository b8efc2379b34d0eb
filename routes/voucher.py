"""Vouchers over plain HTTP: copies for everybody, originals for those who check (票据).

``/voucher/<sha256>.jpg`` is a public copy, while it counts and its entry is posted.
``/voucher/original/<id>`` is the file itself, as a download that leaves a line in the trail.
"""

import re
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db import storage
from db.session import glance, transaction
from db.setting import setting
from models.voucher import VoucherKind
from routes.page import language_of
from rules.refusal import N_, Refused
from services.sign_in import restore
from services.voucher.copying import read_original
from services.voucher.reading import public_copy
from services.wording import say

NAME = re.compile(r"([0-9a-f]{64})(-small)?\.(jpg|pdf)")
TYPES = {
    VoucherKind.JPEG: "image/jpeg",
    VoucherKind.PNG: "image/png",
    VoucherKind.PDF: "application/pdf",
    VoucherKind.OFD: "application/ofd",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
SHORT = "public, max-age=300"  # another copy may take its place: no browser keeps it for long
LARGEST_ID = 2**31 - 1  # no database knows a row beyond it
NO_VOUCHER = N_("There is no such voucher.")
LOST = PlainTextResponse("Not found", status_code=404)


async def copy(request: Request) -> Response:
    """A public copy, or its small picture."""
    name = str(request.path_params["name"])
    asked = NAME.fullmatch(name)
    kind = await run_in_threadpool(_kind, asked[1]) if asked is not None else None
    if asked is None or kind is None or asked[3] != ("jpg" if asked[2] else kind.value):
        return LOST
    content = await run_in_threadpool(storage.fetch, name)
    if content is None:
        return LOST
    shown = {"Cache-Control": SHORT, "Content-Disposition": "inline"}
    kind = VoucherKind.JPEG if asked[2] else kind
    return Response(content, media_type=TYPES[kind], headers=HEADERS | shown)


def _kind(sha256: str) -> VoucherKind | None:
    with glance() as session:
        found = public_copy(session, sha256)
        return found.kind if found is not None else None


async def original(request: Request) -> Response:
    """The private original."""
    try:
        return await run_in_threadpool(_original, request)
    except Refused as refusal:
        said = say(language_of(request), refusal.sentence)
        return PlainTextResponse(said, status_code=403, headers={"Cache-Control": "no-store"})


def _original(request: Request) -> Response:
    if request.path_params["id"] > LARGEST_ID:
        raise Refused(NO_VOUCHER)
    with transaction() as session:
        here = restore(session, request.cookies.get(setting().cookie))
        voucher, content = read_original(session, here, request.path_params["id"])
        name = f"{voucher.sha256[:12]}.{voucher.kind.value}"
        kind = voucher.kind
    shown = {
        "Cache-Control": "no-store",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
    }
    return Response(content, media_type=TYPES[kind], headers=HEADERS | shown)


ROUTES = [
    Route("/voucher/original/{id:int}", original, methods=["GET"]),
    Route("/voucher/{name}", copy, methods=["GET"]),
]
