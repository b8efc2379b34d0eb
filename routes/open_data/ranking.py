"""Editions of the red and black list for everybody's own programs: ``/open-data/ranking/…``.

Public, without an account; an edition that is not published has no file at all.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC
from email.utils import format_datetime
from functools import partial

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from db.session import glance
from db.setting import setting
from routes import poster
from routes.open_data.answer import CODE, OPEN, No, given, told
from routes.page import language_of
from rules.refusal import N_, Refused
from services.ranking import files
from services.ranking.files import Published

NAME = re.compile(rf"({CODE.pattern})\.(csv|json)")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
}
NO_FILE = N_("There is no such file. Look at /open-data/ranking.json for what there is.")


def _address(code: str) -> str:
    return f"{setting().public_url}/open-data/ranking/{code}"


def _json(session: Session, of: Published) -> str:
    return files.as_json(session, of, _address(of.head.edition.code))


MAKE: dict[str, Callable[[Session, Published], str]] = {
    "edition.csv": files.as_csv,
    "edition.json": _json,
    "values.csv": files.values_csv,
    "method.json": files.method_json,
    "inputs.json": files.inputs_text,
    "result.json": files.result_json,
}
POSTER = "poster.pdf"


async def index(request: Request) -> Response:
    """``/open-data/ranking.json``: which editions there are, and where."""
    listed = await run_in_threadpool(_listed)
    text = json.dumps({"licence": files.LICENCE, "editions": listed}, ensure_ascii=False, indent=2)
    return Response(text, media_type=TYPES["json"], headers=OPEN | {"Cache-Control": "no-cache"})


def _listed() -> list[dict[str, object]]:
    with glance() as session:
        found = files.offers(session)
    return [
        {
            "code": edition.code,
            "title": edition.title,
            "begins_on": edition.begins_on.isoformat(),
            "ends_on": edition.ends_on.isoformat(),
            "csv": f"{_address(edition.code)}.csv",
            "json": f"{_address(edition.code)}.json",
            "files": [f"{_address(edition.code)}/{name}" for name in (*list(MAKE)[2:], POSTER)],
        }
        for edition in found
    ]


async def whole(request: Request) -> Response:
    """``/open-data/ranking/<edition>.csv`` and ``.json``."""
    named = NAME.fullmatch(str(request.path_params["name"]))
    if named is None:
        return told(request, No(404, NO_FILE))
    return await _given(request, named[1], f"edition.{named[2]}")


async def part(request: Request) -> Response:
    """``/open-data/ranking/<edition>/<file>``: what is needed to compute it again; the poster."""
    code, file = str(request.path_params["code"]), str(request.path_params["file"])
    if not CODE.fullmatch(code) or file not in {*list(MAKE)[2:], POSTER}:
        return told(request, No(404, NO_FILE))
    return await _given(request, code, file)


async def _given(request: Request, code: str, file: str) -> Response:
    try:
        of = await run_in_threadpool(_published, code)
        language = language_of(request)
        make = partial(_poster, of, language) if file == POSTER else partial(_made, of, file)
        mark = f"{of.mark}-{language}" if file == POSTER else of.mark
        return await given(request, _headers(of, file, mark), make)
    except poster.Busy:
        return Response("busy", 503, media_type="text/plain", headers={"Retry-After": "30"})
    except No as no:
        return told(request, no)


def _published(code: str) -> Published:
    try:
        with glance() as session:
            return files.published(session, code)
    except Refused as refusal:
        raise No(404, refusal.sentence) from refusal


def _made(of: Published, file: str) -> Iterator[bytes]:
    with glance() as session:
        return iter([MAKE[file](session, of).encode()])


def _poster(of: Published, language: str) -> Iterator[bytes]:
    with glance() as session:
        return iter([poster.made(session, of, language)])


def _headers(of: Published, file: str, mark: str) -> dict[str, str]:
    ending = file.rpartition(".")[2]
    shown = "attachment" if ending == "csv" else "inline"
    called = f"{of.head.edition.code}-{file}".replace("-edition.", ".")
    return OPEN | {
        "Content-Type": TYPES[ending],
        "Content-Disposition": f'{shown}; filename="{called}"',
        "Cache-Control": "no-cache",
        "Vary": "Cookie, Accept-Language" if file == POSTER else "Accept-Encoding",
        "ETag": f'"{files.FORMAT}-{mark}-{file}"',
        "Last-Modified": format_datetime(of.changed_at.astimezone(UTC), usegmt=True),
    }
