"""Where the session cookie comes from and where it ends (登录与退出).

The form on the page hands a one-time ticket to the browser; the browser brings it here.
Only here is the cookie set, so that no script can ever read it.
"""

import hmac
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.session import transaction
from db.setting import setting
from rules.browser import browser
from rules.sign_in import LONGEST
from services.sign_in import session as sessions

XSRF = "_streamlit_xsrf"  # set by Streamlit for its own uploads; readable by our page only
LONGEST_TICKET = 200


def is_from_our_page(request: Request) -> bool:
    """Whether a page of ours sent this: same origin, and it could read our cookies."""
    origin = urlsplit(request.headers.get("origin", ""))
    same = bool(origin.netloc) and origin.netloc == request.headers.get("host")
    sent = request.headers.get("x-xsrftoken", "").strip('"')
    kept = request.cookies.get(XSRF, "").strip('"')
    return same and bool(kept) and hmac.compare_digest(sent.encode(), kept.encode())


async def begin(request: Request) -> Response:
    """``POST /auth/session`` with a ticket: the cookie, once."""
    if not is_from_our_page(request):
        return _no("forbidden")
    ticket = (await request.body())[:LONGEST_TICKET].decode("ascii", "replace")
    before, agent = request.cookies.get(setting().cookie), request.headers.get("user-agent", "")
    cookie = await run_in_threadpool(_redeem, ticket, browser(agent), before)
    if cookie is None:
        return _no("used or late")
    answer = Response(status_code=204, headers={"Cache-Control": "no-store"})
    answer.set_cookie(
        setting().cookie,
        cookie,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=setting().https,
        httponly=True,
        samesite="lax",
    )
    return answer


def _redeem(ticket: str, name: str, before: str | None) -> str | None:
    with transaction() as session:
        cookie = sessions.redeem(session, ticket, name)
        if cookie is not None:
            sessions.close(session, before)  # a browser has one session at a time
        return cookie


async def end(request: Request) -> Response:
    """``POST /auth/logout``: the session is void, here and for whoever copied its cookie."""
    if not is_from_our_page(request):
        return _no("forbidden")
    await run_in_threadpool(_close, request.cookies.get(setting().cookie))
    answer = Response(status_code=204, headers={"Cache-Control": "no-store"})
    secure = setting().https
    answer.delete_cookie(setting().cookie, secure=secure, httponly=True, samesite="lax")
    return answer


def _close(cookie: str | None) -> None:
    with transaction() as session:
        sessions.close(session, cookie)


def _no(why: str) -> Response:
    return PlainTextResponse(why, status_code=403, headers={"Cache-Control": "no-store"})


ROUTES = [
    Route("/auth/session", begin, methods=["POST"]),
    Route("/auth/logout", end, methods=["POST"]),
]
