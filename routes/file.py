"""``/file/<table>/<row>/<field>``: the file in a field, for whoever may read it (字段文件)."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from routes.page import language_of
from routes.voucher import HEADERS, LARGEST_ID, TYPES
from rules.refusal import N_, Refused
from services.field.file import read_file
from services.sign_in import restore
from services.wording import say

NO_ROW = N_("There is no such row, or it is not yours to read.")


async def file(request: Request) -> Response:
    """The file, as a download; one sentence where there is none for this visitor."""
    try:
        return await run_in_threadpool(_file, request)
    except Refused as refusal:
        said = say(language_of(request), refusal.sentence)
        return PlainTextResponse(said, status_code=404, headers={"Cache-Control": "no-store"})


def _file(request: Request) -> Response:
    asked = request.path_params
    if asked["id"] > LARGEST_ID:
        raise Refused(NO_ROW)
    with glance() as session:
        here = restore(session, request.cookies.get(setting().cookie))
        kept, content = read_file(session, here, asked["table"], asked["id"], asked["name"])
    shown = {
        "Cache-Control": "no-store",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.name)}",
    }
    return Response(content, media_type=TYPES[kept.kind], headers=HEADERS | shown)


ROUTES = [Route("/file/{table}/{id:int}/{name}", file, methods=["GET"])]
