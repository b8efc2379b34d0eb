"""Which place a list is about: kept in the address, the nearest first (地方选择)."""

import streamlit as st

from components.board.filters import here
from components.language import _
from models.place import Place
from rules.permission import Visitor


def pick(visitor: Visitor) -> Place | None:
    """The place picked, else the visitor's nearest; ``None`` while the house has none."""
    offered = {place.code: place for place in here(visitor)}
    if len(offered) <= 1:
        return next(iter(offered.values()), None)
    code = st.selectbox(
        _("Place"),
        list(offered),
        format_func=lambda code: offered[code].name,
        key="place",
        bind="query-params",
        label_visibility="collapsed",
        width=180,
    )
    return offered.get(code)


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


def page_of(total: int, rows: int) -> int:
    """The page picked below a list; the first while one page holds all."""
    pages = -(-total // rows)
    if pages <= 1:
        return 1
    return st.pagination(pages, key="page", max_visible_pages=5, bind="query-params")
