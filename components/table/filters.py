"""Search, filter, order, columns of a list (筛选与排序); all of it kept in the address."""

import streamlit as st

from components import address, link, place
from components.language import _
from components.table import builder, columns, said, views, words
from components.text import plain
from rules.entity import Kind
from rules.permission import Visitor
from rules.table import Wanted
from rules.table.wanted import sortable
from services.table.opening import Opened

NAMES = ("where", "within", "columns", "sort", "view")
_DAYS = frozenset({Kind.DATE, Kind.MOMENT})


def show(visitor: Visitor, table: Opened, wanted: Wanted) -> None:
    """Draw the filters; ``wanted`` is what the address says."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        views.pick(visitor, table)
        _words(table)
        _order(table)
        builder.offer(visitor, table, wanted.condition)
        columns.show(table)
        if any(link.asked(name) for name in ("q", *NAMES)):
            icon = ":material/filter_alt_off:"
            st.button(_("All rows"), icon=icon, on_click=address.clear, args=NAMES, type="tertiary")
    told = (said.within(wanted.path), said.said(visitor, table.entity, wanted.condition))
    if shown := " · ".join(one for one in told if one):
        st.caption(_("Shown: {what}", what=plain(shown)))


def _words(table: Opened) -> None:
    names = [name for name in table.entity.search if name in table.names]
    if names:
        called = [words.column(table.entity.by_name[name]) for name in names]
        place.words(_(", ").join(called))


def _order(table: Opened) -> None:
    offered: dict[str, str] = {}
    names = words.names(table.columns)
    for one in table.columns:
        if sortable(one):
            first, last = _ends(one.kind)
            offered[f"-{one.name}"] = f"{names[one.name]}{last}"
            offered[one.name] = f"{names[one.name]}{first}"
    default = table.entity.order if table.entity.order in offered else "-id"
    picked = st.selectbox(
        _("Order"),
        list(offered),
        format_func=offered.__getitem__,
        key=address.key("sort", offered, default),
        label_visibility="collapsed",
        width=200,
    )
    address.keep("sort", picked, default)


def _ends(kind: Kind) -> tuple[str, str]:
    if kind in _DAYS:
        return _(", oldest first"), _(", newest first")
    return " ↑", " ↓"
