"""A form as plain paper (表单纸面): a poster with its QR code, and a sheet to fill in by hand."""

from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from routes.paper import language_of, paper, qr
from rules.entity import Column, Kind
from rules.form import Form, Use
from rules.refusal import N_, Refused
from services import place as places
from services.entity.words import choice_word, column_name, help_of
from services.form import the_form
from services.wording import day, either, say

LONGEST_KEY, LONGEST_CODE = 80, 40
LINES = {Kind.LONG_TEXT: 4}  # to write on; one for all others
NO_FORM = N_("There is no such form.")
LIST = N_("All the forms")
SCAN = N_("Scan the code, or open {address}")
NOT_NEEDED = N_("No account is needed.")
NEEDED = N_("Sign in with your account.")
ALT = N_("QR code that opens this form")
KIND = N_("Form")
UNTIL = N_("open until {day}")
BY_HAND = N_("A sheet to fill in by hand")


_POSTERS = frozenset({Use.PUBLIC, Use.MEMBERS, Use.SURVEY})  # who reads a wall may be asked
_SHEETS = frozenset({Use.PUBLIC})  # the questions of others are for those who are asked


def poster(request: Request) -> Response:
    """The QR code of a form for a wall, with what it is about."""
    return _shown(request, "form_poster.html", _POSTERS)


def sheet(request: Request) -> Response:
    """All its questions, to be filled in with a pen."""
    return _shown(request, "form_sheet.html", _SHEETS)


def _shown(request: Request, template: str, uses: frozenset[Use]) -> Response:
    language, key = language_of(request), request.path_params["key"][:LONGEST_KEY]
    code = request.query_params.get("place", "")[:LONGEST_CODE]
    try:
        with glance() as session:
            form, place = the_form(session, key), _place(session, code)
        if form.use not in uses:
            raise Refused(NO_FORM)
    except Refused:
        said = {"title": say(language, NO_FORM), "advice": "", "list_address": "/forms"}
        return paper(language, "missing.html", 404, **said, list_words=say(language, LIST))
    query = {"key": form.key} | ({"place": code} if place else {})
    address = f"{setting().public_url}/form?{urlencode(query)}"
    return paper(language, template, 200, **_words(form, language, place, address))


def _place(session: Session, code: str) -> str:
    found = places.by_code(session, code) if code else None
    return found.name if found else ""


def _words(form: Form, language: str, place: str, address: str) -> dict[str, Any]:
    until = say(language, UNTIL, day=day(language, form.closes_on)) if form.closes_on else ""
    return {
        "title": either(language, form.name, form.name_en),
        "kind": say(language, KIND),
        "place": place,
        "term": until,
        "intro": either(language, form.intro, form.intro_en),
        "scan": say(language, SCAN, address=address),
        "need": say(language, NOT_NEEDED if form.use is Use.PUBLIC else NEEDED),
        "alt": say(language, ALT),
        "qr": qr(address),
        "sheet": f"/form-sheet/{form.key}" if form.use in _SHEETS else "",
        "sheet_words": say(language, BY_HAND),
        "sections": [
            {
                "title": either(language, section.title, section.title_en),
                "rows": [_row(form.entity.by_name[n], language) for n in section.names],
            }
            for section in form.sections
        ],
    }


def _row(column: Column, language: str) -> dict[str, Any]:
    choices = [choice_word(choice, language) for choice in column.choices]
    if column.kind is Kind.YES_NO:
        choices = [say(language, "Yes"), say(language, "No")]
    return {
        "label": column_name(column, language),
        "help": help_of(column, language),
        "required": column.required,
        "choices": choices,
        "lines": range(LINES.get(column.kind, 1)),
    }


ROUTES = [Route("/form-poster/{key}", poster), Route("/form-sheet/{key}", sheet)]
