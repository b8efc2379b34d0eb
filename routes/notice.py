"""Notices as plain paper (公示): no script, any phone, A4, and a way to check them."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from models.base import now
from models.notice import Notice, NoticeKind
from routes.paper import HEADERS, language_of, paper, qr
from rules.notice import canonical, hangs, last_day, text_hash
from rules.refusal import N_
from services import notice as notices
from services.press import Busy, sheet, sides
from services.wording import HOUSE, clock, day, one_of, say

KINDS = {
    NoticeKind.MOTION: N_("Notice of a vote"),
    NoticeKind.RESULT: N_("Result of a vote"),
    NoticeKind.MEETING: N_("Notice of a meeting"),
    NoticeKind.DECISION: N_("Notice of a decision"),
    NoticeKind.ACCOUNTS: N_("Accounts posted"),
    NoticeKind.SPENDING: N_("What a spending came to"),
    NoticeKind.RANKING: N_("Red and black list"),
}


def show(request: Request) -> Response:
    """One notice as a page that prints."""
    language = language_of(request)
    found = _found(request)
    if found is None:
        return paper(language, "missing.html", 404, **_missing(language))
    return paper(language, "notice.html", 200, **_paper(language, found))


def text(request: Request) -> Response:
    """The canonical text of a notice: SHA-256 over these very bytes is its fingerprint."""
    found = _found(request)
    if found is None:
        return Response('{"error":"there is no such notice"}', 404, media_type="application/json")
    return Response(canonical(found.body), media_type="application/json", headers=HEADERS)


def pdf(request: Request) -> Response:
    """The notice for the printer and the archive; rendered in a thread of its own."""
    language = language_of(request)
    found = _found(request)
    if found is None:
        return paper(language, "missing.html", 404, **_missing(language))
    try:
        made = sheet(_sheet(language, found), found.posted_at)
    except Busy:
        return Response("busy", 503, media_type="text/plain", headers={"Retry-After": "30"})
    named = {"Content-Disposition": f'inline; filename="{found.code}.pdf"'}
    return Response(made, media_type="application/pdf", headers=HEADERS | named)


def _found(request: Request) -> Notice | None:
    with glance() as session:
        return notices.notice(session, request.path_params["code"])


def _missing(language: str) -> dict[str, Any]:
    return {
        "title": say(language, "There is no notice at this address"),
        "advice": say(
            language,
            "Please check the code on the paper: ten small letters and digits, never 0, 1, i, l "
            "or o. Or look in the list of notices.",
        ),
        "list_address": "/notices",
        "list_words": say(language, "All notices"),
    }


def _paper(language: str, notice: Notice) -> dict[str, Any]:
    """Everything on the paper, in words."""
    address = f"{setting().public_url}/notice/{notice.code}"
    return {
        "title": notice.title,
        "kind": say(language, KINDS[notice.kind]),
        "place": notice.body["place"],
        "sections": [_section(language, section) for section in notice.body["sections"]],
        "paragraphs": str(notice.body.get("text", "")).splitlines(),
        "term": _term(language, notice, now()),
        "hangs": hangs(notice.posted_at, notice.posted_until, now()),
        "code": notice.code,
        "address": address,
        "topic_id": notice.topic_id,
        "qr": qr(address),
        "fingerprint": [notice.sha256[i : i + 8] for i in range(0, 64, 8)],
        "whole": notice.sha256 == text_hash(notice.body),
        "words": _words(language, notice),
    }


def _sheet(language: str, notice: Notice) -> dict[str, Any]:
    """What the PDF shows: the same words, and nothing that changes with the day it is read."""
    shown = _paper(language, notice)
    script, _, region = language.partition("_")
    for section in shown["sections"]:
        section["sides"] = sides(section)
    return shown | {
        "house": say(language, HOUSE),
        "lang": script,
        "region": region.lower() or "us",
        "term": _term(language, notice, notice.posted_at),
        "hangs": True,
        "fingerprint": notice.sha256,
    }


def _term(language: str, notice: Notice, moment: datetime) -> str:
    first = clock(language, notice.posted_at)
    last = day(language, last_day(notice.posted_until))
    if hangs(notice.posted_at, notice.posted_until, moment):
        return say(
            language, "Posted {first}; it hangs until the end of {last}", first=first, last=last
        )
    return say(language, "Posted {first}; it hung until the end of {last}", first=first, last=last)


def _words(language: str, notice: Notice) -> dict[str, str]:
    return {
        "number": say(language, "Code of this notice"),
        "fingerprint": say(language, "Fingerprint (SHA-256)"),
        "check": say(language, "How to check that nothing was changed"),
        "first": say(
            language,
            "Scan the code, or open {address}. What you see there must be what you read here.",
            address=f"{setting().public_url}/notice/{notice.code}",
        ),
        "second": say(
            language,
            "Whoever wants to be quite sure saves the file {name} from there and works out its "
            "SHA-256 with any tool: it must be the fingerprint printed here.",
            name=f"{notice.code}.json",
        ),
        "file": say(language, "The file to check"),
        "pdf": say(language, "PDF to print"),
        "topic": say(language, "How it came to this"),
        "broken": say(language, "Careful: this text does not match its fingerprint."),
        "qr": say(language, "QR code with the address of this notice"),
    }


def _section(language: str, section: dict[str, Any]) -> dict[str, Any]:
    def line(cells: list[Any]) -> list[str]:
        return [one_of(cell, language) for cell in cells]

    return {
        "title": one_of(section["title"], language),
        "columns": line(section["columns"]),
        "rows": [line(row) for row in section["rows"]],
    }


ROUTES = [
    Route("/notice/{code}.json", text),
    Route("/notice/{code}.pdf", pdf),
    Route("/notice/{code}", show),
]
