"""The books for everybody's own programs: ``/open-data/ledger/…`` (开放数据).

Public, without an account, from any page of the world. ``?size=N`` gives the books as the first N
leaves of their log told them: what was handed over once can be had again for ever.
"""

import json
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from db.session import glance
from db.setting import setting
from routes.known import is_known
from routes.page import language_of
from rules.export import FORMAT, TABLES, NotALedger, one, parts
from rules.export.package import LICENCE
from rules.export.zipped import zipped
from rules.refusal import N_, Refused
from services.export import Log, State, offers, state_of
from services.wording import say

log = logging.getLogger(__name__)

LONGEST_SIZE = 9  # digits
AT_ONCE = 2  # exports that are made at the same time: the house has visitors as well
NAME = re.compile(r"([a-z0-9][a-z0-9-]{0,39})\.(csv|json|zip|xlsx|beancount|jsonl)")
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
WHOLE = {  # what /open-data/ledger/<compound>.<ending> gives
    "csv": "entries.csv",
    "json": "ledger.json",
    "zip": "ledger.zip",
    "xlsx": "ledger.xlsx",
    "beancount": "ledger.beancount",
    "jsonl": "entries.jsonl",
}
FILES = {*(table.file for table in TABLES), *WHOLE.values(), "datapackage.json"}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "beancount": "text/plain; charset=utf-8",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Disposition, X-Log-Size",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}
NO_BOOK = N_("No public-revenue books are kept here under this name.")
NO_FILE = N_("There is no such file. Look at /open-data/ledger.json for what there is.")
NO_SIZE = N_("size is a whole number from 1 on, given once.")
BUSY = N_("Too many exports are being made. Please try again in a minute.")
TOO_LONG = N_("These books are too long for one workbook. Please take the CSV.")
BROKEN = N_("The log of these books cannot be read. Please tell the street office.")

_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Asked:
    """Which file of which book, at which size (请求)."""

    code: str
    file: str
    size: int | None


class _No(Exception):
    """The request is answered with a sentence, and no file."""

    def __init__(self, status: int, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.facts = status, sentence, facts


class _Export(StreamingResponse):
    """An export on its way: its turn is over when it is sent, or nobody reads it any more."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            _turns.release()


async def index(request: Request) -> Response:
    """``/open-data/ledger.json``: whose books there are, and where."""
    listed = await run_in_threadpool(_listed)
    text = json.dumps({"licence": LICENCE, "ledgers": listed}, ensure_ascii=False, indent=2)
    return Response(text, media_type=TYPES["json"], headers=OPEN | {"Cache-Control": "no-cache"})


def _listed() -> list[dict[str, object]]:
    with glance() as session:
        found = offers(session)
    above = f"{setting().public_url}/open-data/ledger"
    return [
        {
            "code": offer.code,
            "name": offer.name,
            "origin": offer.origin,
            "size": offer.size,
            "files": {ending: f"{above}/{offer.code}.{ending}" for ending in WHOLE},
            "datapackage": f"{above}/{offer.code}/datapackage.json",
        }
        for offer in found
    ]


async def whole(request: Request) -> Response:
    """``/open-data/ledger/<compound>.csv``, and the other endings."""
    named = NAME.fullmatch(str(request.path_params["name"]))
    if named is None:
        return _told(request, _No(404, NO_FILE))
    return await _given(request, named[1], WHOLE[named[2]])


async def part(request: Request) -> Response:
    """``/open-data/ledger/<compound>/<file>``: one file of the data package."""
    code, file = str(request.path_params["code"]), str(request.path_params["file"])
    if not CODE.fullmatch(code) or file not in FILES:
        return _told(request, _No(404, NO_FILE))
    return await _given(request, code, file)


async def _given(request: Request, code: str, file: str) -> Response:
    try:
        asked = Asked(code, file, _size(request))
        state = await run_in_threadpool(_state, asked)
        headers = _headers(state, asked)
        if is_known(request, headers):
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return Response(headers=headers)
        return _Export(await run_in_threadpool(_made, state, file), headers=headers)
    except _No as no:
        return _told(request, no)


def _size(request: Request) -> int | None:
    given = request.query_params.getlist("size")
    if not given:
        return None
    text = given[0]
    if len(given) > 1 or not (text.isascii() and text.isdigit()) or len(text) > LONGEST_SIZE:
        raise _No(400, NO_SIZE)
    return int(text)


def _state(asked: Asked) -> State:
    try:
        with glance() as session:
            found = state_of(session, asked.code, asked.size)
    except Refused as refusal:
        raise _No(404, refusal.sentence, **refusal.facts) from refusal
    if found is None:
        raise _No(404, NO_BOOK)
    return found


def _made(state: State, file: str) -> Iterator[bytes]:
    """The file in chunks. Takes one of few turns, which ``_Export`` gives back."""
    if not _turns.acquire(blocking=False):
        raise _No(503, BUSY)
    try:
        return _chunks(Log(state), file)
    except NotALedger as error:
        _turns.release()
        log.error("the log of %s: %s", state.code, error)
        raise _No(500, BROKEN) from error
    except BaseException:
        _turns.release()
        raise


def _chunks(leaves: Log, file: str) -> Iterator[bytes]:
    if file == "entries.jsonl":
        return leaves.lines()
    if file == "ledger.zip":
        return zipped(_all(leaves))
    made = one(file, leaves)
    if made is None:
        raise _No(413, TOO_LONG)
    return made


def _all(leaves: Log) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "entries.jsonl", leaves.lines()
    yield from parts(leaves)


def _headers(state: State, asked: Asked) -> dict[str, str]:
    stem, _, ending = asked.file.rpartition(".")
    called = f"{stem}-{state.code}-{state.size}.{ending}"
    kept = "no-cache" if asked.size is None else "public, max-age=86400"
    shown = "inline" if ending in ("json", "jsonl") else "attachment"
    return OPEN | {
        "Content-Type": TYPES[ending],
        "Content-Disposition": f'{shown}; filename="{called}"',
        "Cache-Control": kept,
        "ETag": f'"{FORMAT}-{state.root[:40]}-{asked.file}"',
        "Last-Modified": format_datetime(state.changed_at.astimezone(UTC), usegmt=True),
        "X-Log-Size": str(state.size),
    }


def _told(request: Request, no: _No) -> Response:
    sentence = say(language_of(request), no.sentence, **no.facts)
    headers = OPEN | {"Cache-Control": "no-store"}
    later = {"Retry-After": "60"} if no.sentence == BUSY else {}
    return PlainTextResponse(f"{sentence}\n", no.status, headers | later)


ROUTES = [
    Route("/open-data/ledger.json", index, methods=["GET"]),
    Route("/open-data/ledger/{name}", whole, methods=["GET"]),
    Route("/open-data/ledger/{code}/{file}", part, methods=["GET"]),
]
