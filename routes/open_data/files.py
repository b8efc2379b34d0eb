"""The books as files, at any size of their log (账簿文件).

``?size=N`` gives the books as the first N leaves of their log told them: what was handed over
once can be had again for ever.
"""

import json
import logging
import re
from collections.abc import Iterator
from datetime import UTC
from email.utils import format_datetime
from functools import partial
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from db.session import glance
from db.setting import setting
from routes.open_data.answer import CODE, NO_BOOK, NO_FILE, OPEN, No, given, number, told
from rules.export import FORMAT, TABLES, NotALedger, one, parts
from rules.export.package import LICENCE
from rules.export.zipped import zipped
from rules.log.verdict import PAGE
from rules.refusal import N_, Refused
from services.export import Log, State, offers, seals, state_of
from services.log.page import verify_page

log = logging.getLogger(__name__)

Sealed = list[tuple[str, bytes]]

NAME = re.compile(rf"({CODE.pattern})\.(csv|json|zip|xlsx|beancount|jsonl)")
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
TOO_LONG = N_("These books are too long for one workbook. Please take the CSV.")
BROKEN = N_("The log of these books cannot be read. Please tell the street office.")


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
            "vouchers": f"{above}/{offer.code}/vouchers.zip",
        }
        for offer in found
    ]


async def whole(request: Request) -> Response:
    """``/open-data/ledger/<compound>.csv``, and the other endings."""
    named = NAME.fullmatch(str(request.path_params["name"]))
    if named is None:
        return told(request, No(404, NO_FILE))
    return await _given(request, named[1], WHOLE[named[2]])


async def part(request: Request) -> Response:
    """``/open-data/ledger/<compound>/<file>``: one file of the data package."""
    code, file = str(request.path_params["code"]), str(request.path_params["file"])
    if not CODE.fullmatch(code) or file not in FILES:
        return told(request, No(404, NO_FILE))
    return await _given(request, code, file)


async def _given(request: Request, code: str, file: str) -> Response:
    try:
        size = number(request, "size")
        state = await run_in_threadpool(the_state, code, size)
        sealed = await run_in_threadpool(_sealed, state) if file == WHOLE["zip"] else []
        headers = _headers(state, file, size is not None, sealed)
        return await given(request, headers, partial(_made, state, file, sealed))
    except No as no:
        return told(request, no)


def the_state(code: str, size: int | None) -> State:
    """The book as it stood at ``size``. Raises ``No``."""
    try:
        with glance() as session:
            found = state_of(session, code, size)
    except Refused as refusal:
        raise No(404, refusal.sentence, **refusal.facts) from refusal
    if found is None:
        raise No(404, NO_BOOK)
    return found


def _sealed(state: State) -> Sealed:
    """What goes into the archive beside the books."""
    try:
        with glance() as session:
            return seals(session, state)
    except Refused:  # the key is kept outside the house, and nobody has signed at this size
        return [(PAGE, verify_page())]


def _made(state: State, file: str, sealed: Sealed) -> Iterator[bytes]:
    leaves = Log(state)
    try:
        if file == "entries.jsonl":
            return leaves.lines()
        if file == "ledger.zip":
            return zipped(_all(leaves, sealed))
        made = one(file, leaves)
    except NotALedger as error:
        log.error("the log of %s: %s", state.code, error)
        raise No(500, BROKEN) from error
    if made is None:
        raise No(413, TOO_LONG)
    return made


def _all(leaves: Log, sealed: Sealed) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "entries.jsonl", leaves.lines()
    yield from parts(leaves)
    for name, content in sealed:
        yield name, iter([content])


def _headers(state: State, file: str, fixed: bool, sealed: Sealed) -> dict[str, str]:
    mark = sha256(state.root.encode() + b"".join(content for _, content in sealed)).hexdigest()
    stem, _, ending = file.rpartition(".")
    called = f"{stem}-{state.code}-{state.size}.{ending}"
    shown = "inline" if ending in ("json", "jsonl") else "attachment"
    return OPEN | {
        "Content-Type": TYPES[ending],
        "Content-Disposition": f'{shown}; filename="{called}"',
        "Cache-Control": "public, max-age=86400" if fixed else "no-cache",
        "ETag": f'"{FORMAT}-{mark[:40]}-{file}"',
        "Last-Modified": format_datetime(state.changed_at.astimezone(UTC), usegmt=True),
        "X-Log-Size": str(state.size),
    }
