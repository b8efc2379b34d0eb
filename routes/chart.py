"""The pictures of a dashboard as files (图表文件): ``/chart/<dashboard>/<tile>.{png,svg,csv}``.

The address carries what the screen's does, and the visitor's cookie says who asks: a file shows
what its page shows, and nothing more.
"""

import csv
import io
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from models.base import now
from routes.page import language_of
from rules.calendar import day_of
from rules.chart import sheet
from rules.metric import Period
from rules.refusal import N_, Refused
from rules.spreadsheet import defused_row
from services import picture
from services.dashboard import Answer, At, answer, dashboard, place_at
from services.dashboard.asking import PICKED, read_picked
from services.dashboard.words import period
from services.metric import definition
from services.sign_in import restore
from services.wording import LANGUAGES, say


class _Kind(StringConvertor):
    """What a picture can be asked for as."""

    regex = "png|svg|csv"


class _Tile(StringConvertor):
    """The code of a tile."""

    regex = "[a-z][a-z0-9_]*"


register_url_convertor("picture", _Kind())
register_url_convertor("tile", _Tile())

MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8
HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
_HEADS = (N_("Figure"), N_("Exact"), N_("Counted"), N_("Out of"), N_("How many"))


@dataclass(frozen=True)
class Drawn:
    """One tile, and where and when it is of (取图)."""

    told: Answer
    at: At
    language: str


def chart(request: Request) -> Response:
    """One picture as a file; drawn in a thread of its own."""
    language = request.query_params.get("lang", "")
    language = language if language in LANGUAGES else language_of(request)
    try:
        with glance() as session:
            found = _found(session, request, language)
    except Refused as why:
        return PlainTextResponse(say(language, why.sentence, **why.facts), status_code=404)
    name = f"{request.path_params['key']}-{request.path_params['tile']}"
    kind = request.path_params["kind"]
    headers = {**HEADERS, "Content-Disposition": f'inline; filename="{name}.{kind}"'}
    try:
        return _MADE[kind](found, headers)
    except picture.Busy:
        text = say(language, N_("Too many pictures are asked for at once. Please try again soon."))
        return PlainTextResponse(text, 503, headers=HEADERS | {"Retry-After": "10"})


def _found(session: Session, request: Request, language: str) -> Drawn:
    here = restore(session, request.cookies.get(setting().cookie))
    board = dashboard(session, request.path_params["key"])
    tile = board.tile(request.path_params["tile"])
    code = request.query_params.get("place", "")
    place = place_at(session, code) if code.isprintable() else None
    if tile is None or place is None or place.id is None or not place.path.startswith(board.path):
        raise Refused(N_("There is no such picture."))
    today = day_of(now())
    asked = request.query_params.get("period")
    span = Period.read(asked) if asked else Period.of(today, board.span)
    only = read_picked(request.query_params.get(PICKED, ""))
    at = At(place.id, place.path, place.kind, place.name, span, today, only)
    told = answer(session, here, board, tile, at, language)
    if told.refused is not None:
        raise told.refused
    return Drawn(told, at, language)


def _png(found: Drawn, headers: dict[str, str]) -> Response:
    drawn = _sheet(found)
    if drawn is None:
        return _nothing(found)
    return Response(picture.png(drawn), media_type="image/png", headers=headers)


def _svg(found: Drawn, headers: dict[str, str]) -> Response:
    drawn = _sheet(found)
    if drawn is None:
        return _nothing(found)
    # Whoever opens it sees a picture and nothing that runs.
    closed = {**headers, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(picture.svg(drawn), media_type="image/svg+xml", headers=closed)


def _nothing(found: Drawn) -> Response:
    text = say(
        found.language,
        N_("Nothing to show for this place and time yet. Look at another place or time."),
    )
    return PlainTextResponse(text, status_code=404)


def _sheet(found: Drawn) -> "dict[str, object] | None":
    if found.told.chart is None:
        return None
    where = f"{found.at.place} · {period(found.at.period, found.language)}"
    metric = found.told.metric
    words = "" if metric is None else definition(metric, found.language)
    told = [line for line in (where, words[:90], *found.told.notes) if line]
    return sheet(found.told.chart, title=found.told.title, told=told)


def _csv(found: Drawn, headers: dict[str, str]) -> Response:
    """Every line of the table, with the exact figure as a fraction beside the one that is shown."""
    out = io.StringIO()
    writer = csv.writer(out)
    heads = [*found.told.heads, *(say(found.language, name) for name in _HEADS)]
    writer.writerow(defused_row(heads))
    for row in found.told.rows:
        figure = row.figure
        exact = [_exact(one) for one in (figure.value, figure.numerator, figure.denominator)]
        names = row.names if found.told.heads else ()
        writer.writerow(defused_row([*names, row.said, *exact, figure.n]))
    return Response(MARK + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _exact(value: Fraction | None) -> str:
    return "" if value is None else str(value)


_MADE = {"png": _png, "svg": _svg, "csv": _csv}
ROUTES = [Route("/chart/{key}/{tile:tile}.{kind:picture}", chart)]
