"""Papers: light pages without a script, for any phone and for A4 (纸面)."""

from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from routes import page as screens
from services.wording import HOUSE, LANGUAGES, say

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "paper.css").read_text(encoding="utf-8")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Cookie, Accept-Language",
}
_templates = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def language_of(request: Request) -> str:
    """The language that the address asks for, else the one that the screens would use."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return "zh_CN" if asked == "zh" else screens.language_of(request)


def paper(language: str, template: str, status: int, **shown: Any) -> HTMLResponse:
    """``template`` filled in; every text in it is escaped."""
    other = next(code for code in LANGUAGES if code != language)
    html = _templates.get_template(template).render(
        lang=screens.TAGS[language],
        other=other,
        other_tag=screens.TAGS[other],
        other_name=LANGUAGES[other],
        house=say(language, HOUSE),
        **shown,
    )
    return HTMLResponse(html, status, headers=HEADERS)


def qr(address: str) -> str:
    """``address`` as a QR code in SVG."""
    return segno.make(address, error="m").svg_inline(border=2, omitsize=True)


def style(request: Request) -> Response:
    """The one stylesheet of the papers."""
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


ROUTES = [Route("/paper/paper.css", style)]
