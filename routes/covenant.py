"""A covenant as plain paper (居民公约): to read in any phone, to print and to hang up."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from models.base import now
from routes.paper import language_of, paper, qr
from rules.benefit import in_force
from rules.calendar import day_of
from services import covenant as covenants
from services.covenant import CovenantRow
from services.wording import day, say

LARGEST = 2**31 - 1  # that a database takes as an id


def show(request: Request) -> Response:
    """One covenant as a page that prints."""
    language = language_of(request)
    number = request.path_params["covenant_id"]
    found = _read(number) if number <= LARGEST else None
    if found is None:
        return paper(language, "missing.html", 404, **_missing(language))
    address = f"{setting().public_url}/covenant/{found.id}"
    return paper(
        language,
        "covenant.html",
        200,
        title=found.title,
        place=found.place,
        kind=say(language, "Residents' covenant"),
        term=_term(language, found),
        holds=in_force(found.in_force_on, found.ended_on, day_of(now())),
        lines=found.body.splitlines(),
        end_reason=found.end_reason,
        topic_id=found.topic_id,
        qr=qr(address),
        words=_words(language, found, address),
    )


def _read(number: int) -> CovenantRow | None:
    with glance() as session:
        return covenants.covenant(session, number)


def _missing(language: str) -> dict[str, str]:
    return {
        "title": say(language, "There is no such covenant."),
        "advice": say(language, "Please look in the register."),
        "list_address": "/covenants",
        "list_words": say(language, "The register of covenants"),
    }


def _term(language: str, row: CovenantRow) -> str:
    version = say(language, "Version {n}", n=row.number)
    first = say(language, "in force from {day}", day=day(language, row.in_force_on))
    if row.ended_on is None:
        return f"{version} · {first}"
    last = say(language, "ended on {day}", day=day(language, row.ended_on))
    return f"{version} · {first} · {last}"


def _words(language: str, row: CovenantRow, address: str) -> dict[str, str]:
    return {
        "qr": say(language, "QR code with the address of this covenant"),
        "address": say(language, "The valid text always stands at {address}", address=address),
        "topic": say(language, "How it came to this"),
        "earlier": say(language, "The version before this one"),
        "earlier_id": str(row.replaces_id or ""),
        "why": say(language, "Why it ended"),
    }


ROUTES = [Route("/covenant/{covenant_id:int}", show)]
