"""The rows of a table as a file (数据导出): ``/export/<table>.csv`` and ``.xlsx``.

What the address says beside that is what the list's own address says: the same words, filters,
columns and order. Whoever asks is known by the same cookie as on the screens.
"""

import csv
import io
import tempfile
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from db.session import glance, transaction
from db.setting import setting
from models.base import now
from routes.page import language_of
from rules.calendar import day_of
from rules.load.workbook import write_workbook
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.spreadsheet import defused_row
from services.entity.words import entity_name
from services.load import export
from services.sign_in import restore
from services.wording import say

MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 256 * 1024
MOST_SHEET = 1_000_000  # rows that one sheet of a workbook holds
MOMENT = "%Y-%m-%d %H:%M"


async def rows(request: Request) -> Response:
    """Every row of the list that may be taken out, as text or as a workbook."""
    language = language_of(request)
    suffix = request.path_params["suffix"]
    if suffix not in ("csv", "xlsx"):
        return PlainTextResponse(say(language, N_("There is no such page.")), status_code=404)
    try:
        here, asked = await run_in_threadpool(_asked, request)
        reading = export.Reading(asked, here, language)
        if suffix == "csv":
            return StreamingResponse(
                as_text(reading, language), media_type=CSV, headers=_headers(asked, language, "csv")
            )
        book = await run_in_threadpool(as_workbook, reading, language)
    except Refused as refusal:
        return PlainTextResponse(say(language, refusal.sentence, **refusal.facts), status_code=403)
    return StreamingResponse(
        iter(lambda: book.read(PIECE), b""),
        media_type=XLSX,
        headers=_headers(asked, language, "xlsx"),
        background=BackgroundTask(book.close),
    )


def _asked(request: Request) -> tuple[Visitor, export.Export]:
    with transaction() as session:
        here = restore(session, request.cookies.get(setting().cookie))
        key, asked = request.path_params["entity"], dict(request.query_params)
        found = export.begin_export(session, here, key, asked, day_of(now()))
        if request.path_params["suffix"] == "xlsx" and len(found.ids) > MOST_SHEET:
            sentence = N_("A workbook holds at most {most} rows: take the CSV file.")
            raise Refused(sentence, most=MOST_SHEET)
    return here, found


def _headers(asked: export.Export, language: str, suffix: str) -> dict[str, str]:
    name = f"{entity_name(asked.entity, language)}-{day_of(now()):%Y%m%d}.{suffix}"
    plain = f"{asked.entity.table.name}.{suffix}"
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


def _lines(reading: export.Reading) -> Iterator[list[list[Any]]]:
    for part in reading.parts():
        with glance() as session:  # a moment for each part: nobody waits for a download
            yield reading.cells(session, part)


def as_text(reading: export.Reading, language: str) -> Iterator[str]:
    """The file as text, a part at a time."""
    yield MARK + _written([export.headings(reading.export, language)])
    for lines in _lines(reading):
        yield _written(lines)


def _written(lines: list[list[Any]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(defused_row(map(_plain, line)) for line in lines)
    return out.getvalue()


def _plain(cell: Any) -> Any:
    return f"{cell:{MOMENT}}" if hasattr(cell, "hour") else cell


def as_workbook(reading: export.Reading, language: str) -> IO[bytes]:
    """The workbook in a file of its own that has no name and goes with its reader."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 closed when it was sent
    head = export.headings(reading.export, language)
    every = (line for lines in _lines(reading) for line in lines)
    write_workbook(out, entity_name(reading.export.entity, language), head, every)
    out.seek(0)
    return out


ROUTES = [Route("/export/{entity:str}.{suffix:str}", rows)]
"""Addresses: table, a dot, ``csv`` or ``xlsx``."""
