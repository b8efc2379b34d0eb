"""How every address of the open data answers: for any page, in turns, or in one sentence (应答)."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from routes.known import is_known
from routes.page import language_of
from rules.refusal import N_
from services.wording import say

AT_ONCE = 2  # exports that are made at the same time: the house has visitors as well
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST_NUMBER = 9  # digits
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Disposition, X-Log-Size",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}
NO_BOOK = N_("No public-revenue books are kept here under this name.")
NO_FILE = N_("There is no such file. Look at /open-data/ledger.json for what there is.")
NO_NUMBER = N_("{name} is a whole number from 1 on, given once.")
BUSY = N_("Too many exports are being made. Please try again in a minute.")

turns = threading.BoundedSemaphore(AT_ONCE)


class No(Exception):
    """The request is answered with a sentence, and no file (不予提供)."""

    def __init__(self, status: int, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.facts = status, sentence, facts


def told(request: Request, no: No) -> Response:
    """The sentence, in the language of whoever asked."""
    sentence = say(language_of(request), no.sentence, **no.facts)
    headers = OPEN | {"Cache-Control": "no-store"}
    later = {"Retry-After": "60"} if no.sentence == BUSY else {}
    return PlainTextResponse(f"{sentence}\n", no.status, headers | later)


def number(request: Request, name: str) -> int | None:
    """The number that the query gives for ``name``; ``None`` when it gives none."""
    given = request.query_params.getlist(name)
    if not given:
        return None
    text = given[0]
    if len(given) > 1 or not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise No(400, NO_NUMBER, name=name)
    return int(text)


class _Export(StreamingResponse):
    """An export on its way: its turn is over when it is sent, or nobody reads it any more."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            turns.release()


async def given(
    request: Request, headers: Mapping[str, str], make: Callable[[], Iterator[bytes]]
) -> Response:
    """What ``make`` makes, unless whoever asks has it already or wants the head alone."""
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return Response(headers=headers)
    return _Export(await run_in_threadpool(_in_turn, make), headers=headers)


def _in_turn(make: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    """Take one of few turns, which ``_Export`` gives back."""
    if not turns.acquire(blocking=False):
        raise No(503, BUSY)
    try:
        return make()
    except BaseException:
        turns.release()
        raise
