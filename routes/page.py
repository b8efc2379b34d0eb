"""The page that Streamlit's screens are drawn into: in the visitor's language, with our name.

Streamlit serves one English ``index.html`` for every address. We serve the same file with
``lang``, title and a short script that turns the words of Streamlit's own buttons Chinese.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

import streamlit
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from rules.refusal import N_
from services.wording import HOUSE, LANGUAGES, preferred, say

WORDS = Path(__file__).parent.parent / "locales" / "zh_CN" / "streamlit.js"
LINKS = Path(__file__).parent / "templates" / "links.js"
COOKIE = "nb_language"
TAGS = {"zh_CN": "zh-CN", "en": "en"}
NEEDS_SCRIPT = N_("Please switch on JavaScript to take part. Notices can be read without it.")

NO_SUCH_PAGE = N_("There is no such page.")

# What no setting of Streamlit's theme can say, once for every screen:
STYLE = """
.stPageLink a{padding-left:0;padding-right:0} /* a linked title stands above its text */
div[data-testid=stCaptionContainer]{opacity:.78} /* small print, at a contrast of 4.5 to 1 */
button[kind$=Active]{color:inherit} /* what is picked stays readable in the dark */
"""


class _Screen(StringConvertor):
    """The address of a screen: one part, no dot, so never a file."""

    regex = "[^/.]+"


class _Nowhere(StringConvertor):
    """The first part of an address that is none: Streamlit's own folders are left alone."""

    regex = "(?!static/|media/|component/|_stcore/)[^/.]+"


register_url_convertor("screen", _Screen())
register_url_convertor("nowhere", _Nowhere())


def _script() -> bytes:
    return WORDS.read_bytes() + LINKS.read_bytes()


@cache
def index(language: str) -> str:
    """Streamlit's own page, in ``language``."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    version = hashlib.sha256(_script()).hexdigest()[:12]
    script = f'<script defer src="./words.js?v={version}"></script>'
    changes = (
        (r'<html lang="en">', f'<html lang="{TAGS[language]}">'),
        (r"<title>.*?</title>", f"<title>{say(language, HOUSE)}</title>\n    {script}"),
        (r'<link\s+rel="preload"[^>]*?as="font"[^>]*?/>', ""),  # a font that our theme never uses
        (r'<!--(?:(?!-->).)*?-->\s*<link rel="service-desc"[^>]*?/>', ""),
        (r"</head>", f"<style>{STYLE}</style></head>"),
        (r"<noscript>.*?</noscript>", f"<noscript>{say(language, NEEDS_SCRIPT)}</noscript>"),
    )
    for pattern, text in changes:
        page, count = re.subn(pattern, text, page, count=1, flags=re.DOTALL)
        assert count == 1, f"Streamlit's index.html has changed: {pattern}"
    return page


def language_of(request: Request) -> str:
    """What this visitor picked, else what the browser asks for first, else Chinese."""
    picked = request.cookies.get(COOKIE)
    return picked if picked in LANGUAGES else preferred(request.headers.get("accept-language", ""))


async def page(request: Request) -> Response:
    """Every screen's address: the page it is drawn into."""
    headers = {"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}
    return HTMLResponse(index(language_of(request)), headers=headers)


async def nowhere(request: Request) -> Response:
    """An address of several parts that nothing answers to: one sentence, and the way home."""
    if not request.path_params["rest"]:  # /board/ means /board
        return RedirectResponse(f"/{quote(request.path_params['first'])}", status_code=301)
    language = language_of(request)
    said, home = say(language, NO_SUCH_PAGE), say(language, HOUSE)
    html = (
        f'<!DOCTYPE html><html lang="{TAGS[language]}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{home}</title><p>{said}</p><p><a href="/">{home}</a></p></html>'
    )
    return HTMLResponse(html, status_code=404)


async def words(request: Request) -> Response:
    """``/words.js``: Chinese for Streamlit's own buttons; links that stay in their tab."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_script(), media_type="text/javascript", headers=headers)


ROUTES = [
    Route("/words.js", words),
    Route("/", page),
    Route("/{screen:screen}", page),
    Route("/{first:nowhere}/{rest:path}", nowhere),
]
