"""What owners take home to check the books (核对材料): a checkpoint, a proof, the page that checks.

Public, without an account: ``/ledger/<compound>/checkpoint``, ``/ledger/<compound>/<number>/proof``
for the entry with that number, ``/ledger/<compound>/consistency?from=20&to=29`` for the proof that
nothing between two checkpoints was rewritten, and ``/verify.html``.
"""

import base64
import hashlib
import re

from sqlmodel import Session, select
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.session import glance
from models.ledger import Book, Entry
from routes.page import language_of
from rules.refusal import N_, Refused
from services.log import tree
from services.log.page import verify_page
from services.log.publishing import prove, shown
from services.wording import say

NO_BOOK = N_("No public-revenue books are kept here under this name.")
NO_ENTRY = N_("There is no entry with this number.")
NO_SIZE = N_("Give two sizes of the log, from and to, the first not above the second: 1 to {n}.")
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def checkpoint(request: Request) -> Response:
    """The books' name, size and root at this moment, signed: to be put into a drawer."""
    code = str(request.path_params["code"])
    try:
        with glance() as session:
            text = str(shown(session, _book(session, code)))
    except Refused as refusal:
        return _told(request, refusal)
    return _file(text, f"{code}-checkpoint.txt")


def proof(request: Request) -> Response:
    """The proof that an entry is in the log, with the entry: https://c2sp.org/tlog-proof."""
    code, number = str(request.path_params["code"]), str(request.path_params["number"])
    try:
        with glance() as session:
            book = _book(session, code)
            text = str(prove(session, book, _leaf_of(session, book, number)))
    except Refused as refusal:
        return _told(request, refusal)
    return _file(text, f"{code}-{number}.tlog-proof")


def consistency(request: Request) -> Response:
    """The hashes that lead from one size of the log to a later one: RFC 9162, 2.1.4, in base64."""
    code, asked = str(request.path_params["code"]), request.query_params
    try:
        with glance() as session:
            book = _book(session, code)
            old, new = _size(asked.get("from", ""), book), _size(asked.get("to", ""), book)
            if old > new:
                raise Refused(NO_SIZE, n=book.leaf_count)
            path = tree.consistency(session, book.id or 0, old, new)
    except Refused as refusal:
        return _told(request, refusal)
    lines = (base64.b64encode(hash_).decode() for hash_ in path)
    return _file("".join(f"{line}\n" for line in lines), f"{code}-{old}-{new}-consistency.txt")


def _size(text: str, book: Book) -> int:
    """A size that the log has had."""
    if not NUMBER.fullmatch(text) or int(text) > book.leaf_count:
        raise Refused(NO_SIZE, n=book.leaf_count)
    return int(text)


def _book(session: Session, code: str) -> Book:
    found = session.exec(select(Book).where(Book.code == code)).first()
    if found is None:
        raise Refused(NO_BOOK)
    return found


def _leaf_of(session: Session, book: Book, number: str) -> int:
    """Where the entry stands in the log."""
    if not NUMBER.fullmatch(number):
        raise Refused(NO_ENTRY)
    wanted = select(Entry.leaf_index).where(Entry.book_id == book.id, Entry.number == int(number))
    found = session.exec(wanted).first()
    if found is None:
        raise Refused(NO_ENTRY)
    return found


def _file(text: str, name: str) -> Response:
    headers = OPEN | {"Content-Disposition": f'inline; filename="{name}"'}
    return PlainTextResponse(text, headers=headers)


def _told(request: Request, refusal: Refused) -> Response:
    sentence = say(language_of(request), refusal.sentence, **refusal.facts)
    return PlainTextResponse(f"{sentence}\n", 404, OPEN)


def page(request: Request) -> Response:
    """``verify.html``: to be saved, and opened from one's own disk."""
    content = verify_page()
    return Response(content, media_type="text/html", headers={"Content-Security-Policy": _policy()})


def _policy() -> str:
    """Its own script by hash, and no network at all."""
    script = verify_page().split(b"<script>")[1].split(b"</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


ROUTES = [
    Route("/verify.html", page, methods=["GET"]),
    Route("/ledger/{code}/checkpoint", checkpoint, methods=["GET"]),
    Route("/ledger/{code}/consistency", consistency, methods=["GET"]),
    Route("/ledger/{code}/{number}/proof", proof, methods=["GET"]),
]
