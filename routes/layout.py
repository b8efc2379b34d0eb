"""A row on paper (打印): ``/print/<table>/<number>.pdf?layout=…``, for whoever may read it."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from models.base import this_minute
from routes.page import language_of
from rules.refusal import N_, Refused
from services.entity import entity_for
from services.layout import NO_ROW, body_of, framed, paper
from services.press import Busy, sheet
from services.sign_in import restore
from services.wording import say

LARGEST_ID = 2**31 - 1  # what a column of numbers holds
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def printed(request: Request) -> Response:
    """The sheet as PDF."""
    language = language_of(request)
    key, row_id = request.path_params["entity"], request.path_params["row"]
    try:
        with glance() as session:
            here = restore(session, request.cookies.get(setting().cookie))
            entity = entity_for(session, key)
            body = body_of(session, entity, request.query_params.get("layout", ""))
            if row_id > LARGEST_ID:
                raise Refused(NO_ROW)
            shown = paper(session, here, entity, row_id, body, language)
        moment = this_minute()
        made = sheet(framed(shown, language, key, row_id, moment), moment, "layout")
    except Refused as refusal:
        told = say(language, refusal.sentence, **refusal.facts)
        return PlainTextResponse(told, status_code=403, headers=HEADERS)
    except Busy:
        told = say(language, N_("Too many sheets are asked for at once. Please try again soon."))
        return PlainTextResponse(told, 503, headers=HEADERS | {"Retry-After": "10"})
    named = {"Content-Disposition": f'inline; filename="{entity.table.name}-{row_id}.pdf"'}
    return Response(made, media_type="application/pdf", headers=HEADERS | named)


ROUTES = [Route("/print/{entity}/{row:int}.pdf", printed)]
