"""Ways from one page to another: every one is an address that can be sent to a neighbour (链接)."""

import re
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.run import memo
from db.setting import setting

LONGEST_ID = 9  # digits
LONGEST_PATH = 400
_PLAIN = "nb_plain_links"
_STYLE = (
    "<style>[data-testid=stPageLink-NavLink]:not(:hover){background:none}"
    "[data-testid=stPageLink-NavLink] p{font-weight:inherit}</style>"
)
_LOCAL = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


def to(page: str, label: str, icon: str | None = None, **query: object) -> None:
    """A link to ``page`` with ``query`` in its address."""
    if _page() == page:
        _as_any_other()
    st.page_link(
        f"{page}.py",
        label=label,
        icon=f":material/{icon}:" if icon else None,
        query_params={name: str(value) for name, value in query.items()} or None,
    )


def _as_any_other() -> None:
    """A link to the page that is open, with another query, does not stand out among the others."""
    if not memo().get(_PLAIN):
        memo()[_PLAIN] = True
        st.html(_STYLE)


def go(page: str, **query: object) -> None:
    """Leave for ``page`` at once."""
    st.switch_page(f"{page}.py", query_params={name: str(value) for name, value in query.items()})


def asked(name: str, longest: int = 80) -> str:
    """What the address says for ``name``: hostile until checked; at most ``longest`` characters."""
    return str(st.query_params.get(name, "")).replace("\0", "")[:longest]


def asked_id(name: str = "id") -> int:
    """The row number in the address; 0 where there is none that could be one."""
    text = asked(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0


def origin() -> str:
    """The address of this house as the visitor's browser knows it, for pictures and downloads."""
    seen = urlsplit(st.context.url or setting().public_url)  # with the page's own path: cut it off
    return f"{seen.scheme}://{seen.netloc}"


def main(page: str, label: str, icon: str) -> None:
    """The one main act of a screen, when it is to go somewhere."""
    if st.button(label, type="primary", icon=f":material/{icon}:", key=f"nb_go_{page}"):
        st.switch_page(f"{page}.py")


def here() -> str:
    """This page with all that its address says: where to come back to after signing in."""
    query = urlencode(st.query_params.to_dict())
    path = f"/{_page()}"
    return local(f"{path}?{query}" if query else path)


def _page() -> str:
    """The page that is open. Streamlit takes the board for the page of ``/dashboard`` and says
    ``/dash/dashboard``: pages lie side by side, so the last part is the page."""
    return urlsplit(st.context.url or "").path.rpartition("/")[2]


def local(path: str) -> str:
    """``path`` when it leads to a page of this house; the first page when it leads elsewhere."""
    fits = len(path) <= LONGEST_PATH and _LOCAL.fullmatch(path)
    return path if fits else "/"
