"""The trail as a file (留痕导出): ``/trail.csv`` with the filters of the page, line by line."""

import csv
import io
import json
from collections.abc import Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from routes.page import language_of
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.spreadsheet import defused_row
from rules.trail import WORDS
from services.sign_in import restore
from services.trail.asking import wanted
from services.trail.reading import CSV_ROWS, Line, Wanted, lines
from services.wording import clock, say

HEADER = (
    N_("Number"),
    N_("When"),
    N_("Who"),
    N_("What"),
    N_("Code"),
    N_("Place"),
    N_("About"),
    N_("Before"),
    N_("After"),
)
MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8


async def trail(request: Request) -> Response:
    """Every line that fits, as it is read: nothing is gathered in memory."""
    language = language_of(request)
    try:
        here, asked = await run_in_threadpool(_asked, request)
    except Refused as refusal:
        return PlainTextResponse(say(language, refusal.sentence), status_code=403)
    return StreamingResponse(
        _rows(language, here, asked),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="trail.csv"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _asked(request: Request) -> tuple[Visitor, Wanted]:
    with glance() as session:
        here = restore(session, request.cookies.get(setting().cookie))
        return here, wanted(session, here, dict(request.query_params))


def _rows(language: str, here: Visitor, asked: Wanted) -> Iterator[str]:
    yield MARK + _written([[say(language, name) for name in HEADER]])
    last = 0
    while True:
        with glance() as session:  # a moment for each thousand lines: nobody waits for a download
            page = lines(session, here, asked, last, CSV_ROWS)
        if not page:
            return
        yield _written([_cells(language, line) for line in page])
        last = page[-1].id


def _cells(language: str, line: Line) -> list[object]:
    return [
        line.id,
        clock(language, line.at, True),
        line.actor,
        say(language, WORDS.get(line.code, "")) or line.code,
        line.code,
        line.place,
        line.about,
        _json(line.before),
        _json(line.after),
    ]


def _json(facts: dict[str, object] | None) -> str:
    return json.dumps(facts, ensure_ascii=False) if facts else ""


def _written(rows: list[list[object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(defused_row(row) for row in rows)
    return out.getvalue()


ROUTES = [Route("/trail.csv", trail)]
