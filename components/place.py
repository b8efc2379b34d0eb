"""Which place a list is about: kept in the address, the nearest first (地方选择)."""

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import address, label, link
from components.language import _
from components.reading import read
from models.place import Place
from models.revision import Area
from models.topic import Category
from rules.permission import Visitor
from services import place as places


def here(visitor: Visitor) -> list[Place]:
    """The places a visitor may want to see: where he belongs and serves; else every compound."""
    return read((Area.PLACE,), "/", places.boards, tuple(sorted({h.path for h in visitor.held})))


def pick(visitor: Visitor) -> Place | None:
    """The place picked, else the visitor's nearest; ``None`` while the house has none."""
    return pick_of(here(visitor), "place", _("Place"))


def pick_of(places: Iterable[Place], name: str, label: str) -> Place | None:
    """One of ``places``, the first unless the address says another; ``name`` is its word there."""
    offered = {place.code: place for place in places}
    if len(offered) <= 1:
        return next(iter(offered.values()), None)
    first = next(iter(offered))
    code = st.selectbox(
        label,
        list(offered),
        format_func=lambda code: offered[code].name,
        key=address.key(name, offered, first),
        label_visibility="collapsed",
        width=180,
    )
    return offered[address.keep(name, code, first) or first]


def category() -> Category | None:
    """What a list is about; everything while none is picked."""
    codes = [code.value for code in Category]
    picked = st.selectbox(
        _("Category"),
        codes,
        index=None,
        format_func=lambda code: label.category(Category(code)),
        key=address.key("kind", codes),
        placeholder=_("All categories"),
        label_visibility="collapsed",
        width=160,
    )
    found = address.keep("kind", picked)
    return Category(found) if found else None


def words(placeholder: str) -> str:
    """What to search for; kept in the address."""
    said = st.text_input(
        _("Search"),
        key="q",
        bind="query-params",
        max_chars=40,
        type="search",
        placeholder=placeholder,
        label_visibility="collapsed",
        icon=":material/search:",
        width=220,
    )
    return (said or "").strip()


def page_meant() -> int:
    """The page that will be picked, as far as it is known before the pages are drawn."""
    said = str(st.session_state.get("page") or link.asked("page", 9))
    return max(int(said), 1) if said.isascii() and said.isdigit() else 1


def paged(total: int, rows: int) -> tuple[DeltaGenerator, int]:
    """Where the rows of one page go, and which page is picked below them."""
    above = st.container()
    pages = -(-total // rows)
    if pages <= 1:
        return above, 1
    picked = st.pagination(pages, key="page", max_visible_pages=5, bind="query-params")
    return above, picked
